/** The end may be missing: a search that fails there would begin again at every quote, for minutes. */
const strings = String.raw`"[^"\\]*(?:\\.[^"\\]*)*"?`;
const numbers = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?`;
const stringsAndNumbers = new RegExp(`${strings}|${numbers}`, 'gu');
const wholeNumber = /^-?\d+$/u;

/**
 * `JSON.parse`, but a whole number too large for a JavaScript number comes out as a string with all its digits.
 * Zalo's ids pass 2^53, and some answers and events carry them without quotes. `undefined` if it is no JSON.
 */
export const parseJson = (text: string): unknown => {
  const kept = text.replace(stringsAndNumbers, (found) =>
    wholeNumber.test(found) && !Number.isSafeInteger(Number(found)) ? `"${found}"` : found,
  );
  try {
    return JSON.parse(kept);
  } catch {
    return undefined;
  }
};

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
