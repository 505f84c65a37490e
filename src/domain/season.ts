/** What an office sets beside the guidance: dates, holidays, whom to ask. One document, changed by commands only. */
import type { Day } from './dates.ts';
import type { OutsideTemplate } from './outside.ts';
import type { Programme, SetMilestones } from './programme.ts';
import type { Contact } from './views.ts';

export type Holiday = { day: Day; name: string; source?: string };

export type Season = {
  id: typeof seasonId;
  rev: number;
  milestones: readonly SetMilestones[];
  /** Undefined until somebody edits them: the list that came with the program holds. */
  holidays?: readonly Holiday[];
  /** Sundays and holidays that are worked on, in exchange for another day. */
  workdays: readonly Day[];
  minTasksPerHead?: number;
  contact?: Contact;
  /** What reaches people who have been silent on Zalo for too long; none until an office enters them. */
  outside?: readonly OutsideTemplate[];
  reminders: {
    /** Days of silence in the last week before the deadline after which the superior is told. */
    escalateAfterDays: number;
    /** Days that a sent task may wait before its reviewers are nudged. */
    reviewAfterDays: number;
  };
};

export const seasonId = 'season';

/** What holds while nobody has set anything. */
export const plainSeason: Season = {
  id: seasonId,
  rev: 0,
  milestones: [],
  workdays: [],
  reminders: { escalateAfterDays: 3, reviewAfterDays: 3 },
};

/** The programme as the office has set it: its dates and rules laid over the guidance. */
export const withSeason = (programme: Programme, season: Season): Programme => ({
  ...programme,
  milestones: season.milestones,
  rules: {
    ...programme.rules,
    ...(season.minTasksPerHead === undefined ? {} : { minTasksPerHead: season.minTasksPerHead }),
  },
});
