import type { Settings } from '../../store/contract.ts';
import type { Log } from '../log.ts';

export type SilenceDeps = { settings: Settings; now(): Date; log: Log };

/** Zalo stops calling a webhook that it could not reach for an hour, and says so to nobody but its console. */
export type Silence = {
  /** An event came in. */
  heard(): void;
  /** For /readyz: since when there was none, if that is long. */
  note(): Promise<string | undefined>;
};

const name = 'zalo-last-event';
const writeEveryMs = 10 * 60_000;
const longMs = 24 * 3_600_000;

/** `ever`: false while the time is only that of the first look. */
type Kept = { at: Date; ever: boolean };

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' && value !== null && 'at' in value && value.at instanceof Date;

export const createSilence = ({ settings, now, log }: SilenceDeps): Silence => {
  let last: Date | undefined;
  let written = 0;

  const lastKept = async (): Promise<Kept> => {
    const kept = await settings.get(name);
    if (isKept(kept)) return kept;
    const first: Kept = { at: now(), ever: false };
    await settings.set(name, first);
    return first;
  };

  return {
    heard() {
      last = now();
      if (last.getTime() - written < writeEveryMs) return;
      written = last.getTime();
      const kept: Kept = { at: last, ever: true };
      settings.set(name, kept).catch((error: unknown) => {
        written = 0;
        log.warn({ err: error }, 'zalo: the time of the last event is not stored');
      });
    },
    async note() {
      const kept = await lastKept();
      const since = last && last > kept.at ? last : kept.at;
      if (now().getTime() - since.getTime() < longMs) return undefined;
      const when = `${since.toISOString().slice(0, 16)}Z`;
      return kept.ever || last
        ? `zalo: no event since ${when}`
        : `zalo: no event yet, looked for since ${when}`;
    },
  };
};
