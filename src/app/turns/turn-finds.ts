import type { Finds } from '../../store/contract.ts';

/**
 * The named finds of one turn: the same question is put to the database once. What the turn itself changes is
 * laid over the answers by its unit of work, and what others change is noticed when it commits.
 */
export const turnFinds = (finds: Finds): Finds => {
  const known = new Map<string, unknown>();
  const remembered =
    (name: string, find: (...args: never[]) => unknown) =>
    (...args: never[]): unknown => {
      const key = JSON.stringify([name, ...args]);
      if (!known.has(key)) known.set(key, find(...args));
      return known.get(key);
    };
  const entries = Object.entries(finds).map(([name, find]) => [name, remembered(name, find)]);
  return Object.fromEntries(entries) as Finds; // the same names, each with its own arguments and answer
};
