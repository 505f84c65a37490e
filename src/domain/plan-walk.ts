/** Where a reading of a plan stands, and what it has found so far. */
import type { TaskInput } from './commands.ts';
import type { Heading, Outline, Place } from './plan-outline.ts';
import { taskFrom } from './plan-task-words.ts';

export type WalkTask = { place: Place | undefined; fields: TaskInput };

/** A heading in other words than the guidance's: work after all, if nothing comes below it. */
type Loose = { place: Place; words: string; tasks: number };

export type Walk = {
  outline: Outline;
  place: Place | undefined;
  /** Copied from a chat, where people also say other things. */
  isChat: boolean;
  /** In a part of the paper that holds no work. */
  isOther: boolean;
  tasks: WalkTask[];
  rest: string[];
  loose: Loose | undefined;
  /** The last line added to a task, so that the next may go on with it. */
  open: WalkTask | undefined;
};

/** A loose heading that nothing came below was work itself. */
export const flushLoose = (walk: Walk): void => {
  const { loose } = walk;
  walk.loose = undefined;
  if (loose && loose.tasks === walk.tasks.length) {
    walk.tasks.push({ place: loose.place, fields: taskFrom(loose.words) });
  }
};

/** New work, at the place where the walk stands. */
export const addTask = (walk: Walk, fields: TaskInput): void => {
  const task = { place: walk.place, fields };
  walk.tasks.push(task);
  walk.open = task;
};

/** Takes a heading; work behind it on the same line is work under it. */
export const takeHeading = (walk: Walk, heading: Heading): void => {
  flushLoose(walk);
  walk.place = heading.place;
  walk.isOther = false;
  walk.open = undefined;
  // "Sinh hoạt chi đoàn: 09 buổi; hằng tháng" says its content in the heading
  const { rest, words } = heading;
  if (rest !== '') addTask(walk, taskFrom(/^\d/u.test(rest) ? `${words}; ${rest}` : rest));
  else if (!heading.isExact) {
    walk.loose = { place: heading.place, words: heading.words, tasks: walk.tasks.length };
  }
};
