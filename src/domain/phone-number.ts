/** Mobile numbers of Viet Nam, as people and vendors write them. */

const separators = /[\s.()-]/gu;

/** After the country's code, the trunk's 0, or (of a number that was kept as a figure) nothing. */
const mobile = /^(?:(?:\+|00)?840?|0)?([35789]\d{8})$/u;

/** "0912 345 678", "+84 912 345 678" and 912345678 are one number, 84912345678; undefined when it is none. */
export const readPhone = (words: string): string | undefined => {
  const [, local] = mobile.exec(words.normalize('NFKC').replace(separators, '')) ?? [];
  return local === undefined ? undefined : `84${local}`;
};

/** All that is shown of a number, to its owner too: a screen may be read by others. */
export const phoneEnding = (number: string): string => number.slice(-3);
