/** Words as people write them: one normal form, one folded form, lengths that never cut a letter in two. */

/** Phones and file names send NFD; everything inside is NFC. */
export const nfc = (words: string): string => words.normalize('NFC');

/** Soft hyphens, zero-width and direction marks, tags, halves of surrogate pairs. */
const invisible = /[\p{Cf}\p{Cs}]/gu;
/** Letters that look like nothing at all: Hangul fillers and the empty Braille cell. */
const blanks = /[\u115F\u1160\u2800\u3164\uFFA0]/gu;
const lineBreaks = /\r\n|[\r\n\u0085\u2028\u2029\v\f]/gu;
const controls = /\p{Cc}/gu;

const squeeze = (words: string): string => words.replace(/\s+/gu, ' ').trim();

/** For comparing and searching: no accents, đ as d, lower case, single spaces. "Hoà" and "Hòa" become equal. */
export const fold = (words: string): string =>
  squeeze(
    words
      .replace(invisible, '')
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/[đĐðÐ]/gu, 'd')
      .toLowerCase(),
  );

/** A person's input as it is kept, on one line: NFC, nothing invisible, single spaces. */
export const oneLine = (words: string): string =>
  squeeze(
    nfc(words.replace(invisible, ''))
      .replace(blanks, ' ')
      .replace(lineBreaks, ' ')
      .replace(/\t/gu, ' ')
      .replace(controls, ''),
  );

/** The same for longer texts: with `lines` the line breaks stay, at most one empty line in a row. */
export const clean = (words: string, options: { lines?: boolean } = {}): string => {
  if (options.lines !== true) return oneLine(words);
  const lines = words.replace(lineBreaks, '\n').split('\n').map(oneLine);
  return lines
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
};

const letters = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/** Whole letters from the front, at most `max` code units. */
const front = (words: string, max: number): string => {
  let end = 0;
  // Twice the room is enough to find the last whole letter and keeps a long text cheap.
  for (const { index, segment } of letters.segment(words.slice(0, max * 2))) {
    if (index + segment.length > max) break;
    end = index + segment.length;
  }
  return words.slice(0, end);
};

/** At most `max` code units, cut after a word with "…"; a single long word is cut after a whole letter. */
export const shorten = (words: string, max: number): string => {
  if (words.length <= max) return words;
  if (max < 1) return '';
  const room = front(words, max - 1);
  const atWord = /\s/u.test(words.charAt(room.length)) ? room : room.replace(/\S*$/u, '');
  const kept = atWord.trim().length * 2 >= room.length ? atWord : room;
  return `${kept.replace(/[\s,;:.–-]+$/u, '')}…`;
};

const collator = new Intl.Collator('vi', { numeric: true });

/** Order of unit names: Vietnamese letters, "2" before "10". */
export const compareNames = (a: string, b: string): number => collator.compare(a, b);

/** Order of people: by the last word (tên), then by the rest. */
export const comparePeople = (a: string, b: string): number =>
  compareNames(lastWord(a), lastWord(b)) || compareNames(a, b);

/** What a person is called by: the last word of the full name. */
export const lastWord = (name: string): string => name.trim().split(/\s+/u).at(-1) ?? '';

/** A copy, sorted by the name of a unit. */
export const byName = <T>(list: readonly T[], nameOf: (one: T) => string): T[] =>
  [...list].sort((a, b) => compareNames(nameOf(a), nameOf(b)));

const looksLikeEmail = (word: string): boolean => /^[^@]+@[^@]+\.[^@]+$/u.test(word);

// Citizen numbers begin with the 0 of a province code; sums of money never do.
const citizenNumber = /(?<![\d.,])0\d{2}(?:[ .-]?\d{3}){3}(?!\d)/gu;
const phoneNumber = /(?<![\d.,])(?:\+?84[ .-]?|0)[35789]\d(?:[ .-]?\d){7}(?!\d)/gu;

const personalData = {
  id_number: (words: string) => words.search(citizenNumber) >= 0,
  phone: (words: string) => words.search(phoneNumber) >= 0,
  /** One address may be the office's; two are a list. */
  emails: (words: string) => words.split(/[\s,;<>()]+/u).filter(looksLikeEmail).length > 1,
};

export type PersonalData = keyof typeof personalData;

/** What in a free text looks like data about people that has no place in a plan: a warning, never a wall. */
export const findPersonalData = (words: string): readonly PersonalData[] =>
  (['id_number', 'phone', 'emails'] as const).filter((kind) => personalData[kind](words));

/** Stands where a number of somebody stood. */
export const hiddenMark = '•••';

/** The words without citizen and phone numbers, which are for nobody to keep. */
export const hidePersonalData = (words: string): string =>
  words.replace(citizenNumber, hiddenMark).replace(phoneNumber, hiddenMark);
