const isPlain = (value: unknown): boolean =>
  value === null ||
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  Number.isFinite(value);

/**
 * A value as it comes back from the store. A flow sees every value so, the first time too, and its own copy:
 * what it does to it stays with it.
 */
export const jsonCopy = (value: unknown): unknown => {
  if (isPlain(value)) return value;
  // stringify of a bare undefined or function is undefined, which its type does not say
  const line = JSON.stringify(value) as string | undefined;
  return line === undefined ? undefined : JSON.parse(line);
};
