/**
 * The numbers that Word counts itself: "1.1." in front of a heading stands nowhere in the text. The reader of
 * documents tells a paragraph's list level and the style bound to it, so each level is given a style of its own
 * name, by which its format is found again.
 */

type Level = { list: string; level: number; format: string; shape: string; start: number };

export type Numbering = {
  /** The part with a name for every level. */
  xml: string;
  /** The number in front of the next paragraph of that level, "" for a bullet. Counts on. */
  next(style: string): string | undefined;
};

const value = (xml: string, tag: string): string | undefined =>
  new RegExp(`<w:${tag}\\b[^>]*\\bw:val="([^"]*)"`, 'u').exec(xml)?.[1];

const romans: readonly [number, string][] = [
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

const roman = (number: number): string => {
  const found = romans.find(([one]) => one <= number);
  return found === undefined ? '' : found[1] + roman(number - found[0]);
};

const letter = (number: number): string => String.fromCharCode(96 + (((number - 1) % 26) + 1));

const formats: Readonly<Record<string, (number: number) => string>> = {
  lowerLetter: letter,
  upperLetter: (number) => letter(number).toUpperCase(),
  lowerRoman: (number) => roman(number).toLowerCase(),
  upperRoman: roman,
};

const shown = (number: number, format: string): string =>
  (formats[format] ?? String)(Math.min(Math.max(number, 1), 399));

/** Reads the part, and writes a name into every level that has none. */
export const readNumbering = (part: string): Numbering => {
  const levels = new Map<string, Level>();
  const lists = /<w:abstractNum\s[^>]*w:abstractNumId="([^"]*)"[^>]*>[\s\S]*?<\/w:abstractNum>/gu;
  const xml = part.replace(lists, (whole: string, list: string) =>
    whole.replace(
      /(<w:lvl\s[^>]*w:ilvl="(\d)"[^>]*>)([\s\S]*?)<\/w:lvl>/gu,
      (all: string, open: string, level: string, inside: string) => {
        const bound = value(inside, 'pStyle');
        const name = bound ?? `~${list}~${level}`;
        levels.set(name, {
          list,
          level: Number(level),
          format: value(inside, 'numFmt') ?? 'decimal',
          shape: value(inside, 'lvlText') ?? '',
          start: Number(value(inside, 'start') ?? 1),
        });
        return bound === undefined ? `${open}<w:pStyle w:val="${name}"/>${inside}</w:lvl>` : all;
      },
    ),
  );
  return { xml, next: counting(levels) };
};

const counting = (levels: ReadonlyMap<string, Level>): Numbering['next'] => {
  const counts = new Map<string, number[]>();
  const levelOf = (list: string, level: number): Level | undefined =>
    [...levels.values()].find((one) => one.list === list && one.level === level);
  return (style) => {
    const here = levels.get(style);
    if (here === undefined) return undefined;
    const { list, level, start } = here;
    const before = counts.get(list) ?? [];
    const count = [...before.slice(0, level)];
    for (let at = 0; at < level; at += 1) count[at] ??= levelOf(list, at)?.start ?? 1;
    count[level] = (before[level] ?? start - 1) + 1;
    counts.set(list, count);
    if (here.format === 'bullet' || here.format === 'none') return '';
    return here.shape.replace(/%(\d)/gu, (_all, digit: string) => {
      const at = Number(digit) - 1;
      return shown(count[at] ?? 1, levelOf(list, at)?.format ?? 'decimal');
    });
  };
};
