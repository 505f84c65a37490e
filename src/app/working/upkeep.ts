import { isPlanningTime } from '../../domain/quiet-hours.ts';
import type { Troubles } from '../doors/troubles.ts';
import type { JobCounts, JobDeps } from '../jobs.ts';
import type { Log } from '../log.ts';
import { createTellTrouble, type TellTroubleDeps } from '../sending/tell-trouble.ts';

export type UpkeepDeps = TellTroubleDeps & {
  troubles?: Troubles;
  /** What channels need done now and then, whether anybody talks or not. */
  upkeep?: () => Promise<JobCounts>;
  /** There is something to send. */
  wake(): void;
  log: Log;
};

/** Tells of troubles as they come, and again by day while they stand; the channels' own upkeep. */
export const createUpkeep = (deps: UpkeepDeps): JobDeps['tokens'] => {
  const { troubles, upkeep, now, wake, log } = deps;
  const tell = createTellTrouble(deps);
  let telling = Promise.resolve();
  /** One after the other: the second of two at once sees that the first has told it. */
  const tellSafely = (channel: string): Promise<void> => {
    telling = telling
      .then(() => tell(channel))
      .then(wake, (error: unknown) => log.error({ err: error }, 'trouble: untold'));
    return telling;
  };
  troubles?.onNew((channel) => void tellSafely(channel));
  return {
    async refresh() {
      const standing = isPlanningTime(now()) ? (troubles?.standing() ?? []) : [];
      for (const channel of standing) await tellSafely(channel);
      return (await upkeep?.()) ?? {};
    },
  };
};
