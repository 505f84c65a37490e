import type { Now } from '../domain/ids.ts';

/** A clock that can be set; it goes on ticking from where it was set to. */
export type Clock = { now: Now; set(to: Date): void; offset(): number };

export const createClock = (real: Now, offsetMs = 0): Clock => {
  let offset = offsetMs;
  return {
    now: () => new Date(real().getTime() + offset),
    set: (to) => {
      offset = to.getTime() - real().getTime();
    },
    offset: () => offset,
  };
};
