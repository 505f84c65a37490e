/** Where a text may be cut, best first. A border is the white space between what it parts. */
const ranks = ['paragraph', 'line', 'sentence', 'word'] as const;
type Rank = (typeof ranks)[number];
type Border = { start: number; end: number };

/** White space that breaks; a mark that sits upon a space belongs to it and is never parted from it. */
const space = /[^\S\u00a0]+(?![\p{M}\u200d])/gu;
const sentenceEnd = /[.!?…;:]["'”’)\]]*$/u;

/** A better border that leaves a part emptier than this gives way to a lesser one. */
const leastFill = 0.4;

const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' });

const rankOf = (text: string, start: number, white: string): Rank => {
  const breaks = white.split('\n').length - 1;
  if (breaks > 1) return 'paragraph';
  if (breaks === 1) return 'line';
  return sentenceEnd.test(text.slice(Math.max(0, start - 4), start)) ? 'sentence' : 'word';
};

const lastBorders = (text: string, limit: number): Map<Rank, Border> => {
  const last = new Map<Rank, Border>();
  for (const { 0: white, index: start } of text.matchAll(space)) {
    if (start > limit) break;
    if (start > 0) last.set(rankOf(text, start, white), { start, end: start + white.length });
  }
  return last;
};

/** The furthest place up to `limit` that parts no letter from its marks and no pair of surrogates. */
const cutIndex = (text: string, limit: number): number => {
  let best = 0;
  for (const { index } of graphemes.segment(text.slice(0, limit + 2))) {
    if (index <= limit) best = index;
  }
  if (best > 0) return best;
  // One "letter" longer than the limit: only whole code points can still be kept.
  const inPair = (text.codePointAt(limit - 1) ?? 0) > 0xffff;
  return inPair && limit > 1 ? limit - 1 : Math.max(limit, inPair ? 2 : 1);
};

const chooseBorder = (text: string, limit: number): Border => {
  const last = lastBorders(text, limit);
  const full = ranks
    .map((rank) => last.get(rank))
    .find((one) => one && one.start >= limit * leastFill);
  if (full) return full;
  const furthest = [...last.values()].sort((a, b) => b.start - a.start)[0];
  if (furthest) return furthest;
  const at = cutIndex(text, limit);
  return { start: at, end: at };
};

/** Parts of at most `limit` UTF-16 units. Only white space between two parts is dropped. */
export const splitText = (text: string, limit: number): string[] => {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const { start, end } = chooseBorder(rest, limit);
    parts.push(rest.slice(0, start));
    rest = rest.slice(end);
  }
  return rest || parts.length === 0 ? [...parts, rest] : parts;
};

/** A title of one line, cut after a word where that leaves more than half of it. */
export const cutTitle = (line: string, limit: number): string => {
  if (line.length <= limit) return line;
  const room = limit - 1;
  if (room < 1) return '…';
  const word = lastBorders(line, room);
  const border = Math.max(word.get('word')?.start ?? 0, word.get('sentence')?.start ?? 0);
  return `${line.slice(0, border > room / 2 ? border : cutIndex(line, room))}…`;
};
