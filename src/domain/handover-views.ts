/** A post as its holder is shown it before handing it over. */
import type { Day } from './dates.ts';

export type HandoverView = {
  /** Nobody else does the work of that kind at the unit. */
  last: boolean;
  /** Somebody was invited and may still come. */
  invited: boolean;
  today: Day;
  /** dd/mm/yyyy, when it was handed over already. */
  endsOn?: string;
  superiorName?: string;
};
