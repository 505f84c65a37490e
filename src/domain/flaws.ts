import type { TaskFields } from './registration.ts';

/** What makes a task vague. A flaw is a warning, never a wall. */
export const flaws = ['no_number', 'no_time', 'no_person', 'short_content'] as const;
export type Flaw = (typeof flaws)[number];

export type FlawFinder = (task: TaskFields) => readonly Flaw[];
