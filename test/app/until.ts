import { setTimeout as pause } from 'node:timers/promises';

const lookEveryMs = 20;

/** Looks again and again until there is something; gives up with an error after `withinMs`. */
export const until = async <T>(
  look: () => Promise<T | undefined | false>,
  withinMs = 15_000,
): Promise<T> => {
  const end = performance.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`waited in vain for ${look.toString()}`);
    await pause(lookEveryMs);
  }
};
