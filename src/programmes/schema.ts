import { z } from 'zod';
import { daysInMonth } from '../domain/dates.ts';
import type { Programme, YearDate } from '../domain/programme.ts';

/** What fits on one line of a phone. */
const longestShort = 32;

const words = z
  .string()
  .min(1)
  .refine((text) => text === text.trim() && text === text.normalize('NFC'), {
    error: 'must be NFC without outer space',
  });

const kind = z.enum(['dia_ban', 'truong_hoc', 'co_quan_doanh_nghiep', 'luc_luong_vu_trang']);

/** 29 February is refused: it would not exist in most years. */
const existsEveryYear = (date: string): boolean => {
  const [month = 0, day = 0] = date.split('-').map(Number);
  return day >= 1 && day <= daysInMonth(2027, month);
};

const yearDate = z.strictObject({
  year: z.literal([-1, 0, 1]),
  date: z
    .string()
    .regex(/^\d{2}-\d{2}$/u, { error: 'must be MM-DD' })
    .refine(existsEveryYear, { error: 'must be a day of every year' }),
});

const item = z.strictObject({
  code: z.string().regex(/^[1-3]\.[1-9]$/u, { error: 'must be like 1.1' }),
  short: words.max(longestShort),
  official: words,
  sectorRuleFor: z.array(kind).exactOptional(),
});

const head = z.strictObject({
  number: z.literal([1, 2, 3]),
  short: words.max(longestShort),
  official: words,
  items: z.array(item).min(1),
});

const suggestion = z.strictObject({
  id: words,
  item: words,
  kind,
  content: words,
  target: words,
  due: words,
  owner: words,
  evidence: words,
});

const year = z.int().min(2000).max(2100);

const shape = z.strictObject({
  id: words,
  version: z.int().min(1),
  title: words,
  firstYear: year,
  lastYear: year,
  source: words,
  heads: z.array(head).min(1),
  registration: z.strictObject({ opensAt: yearDate, dueBefore: yearDate, lateUntil: yearDate }),
  reportUp: z.strictObject({ dueBefore: yearDate }),
  rules: z.strictObject({ minTasksPerHead: z.int().min(0) }),
  suggestions: z.array(suggestion),
});

const twice = (list: readonly string[]): string[] => [
  ...new Set(list.filter((one, index) => list.indexOf(one) !== index)),
];

const order = (date: YearDate): string => `${String(date.year + 1)}-${date.date}`;

/** What no single field can tell. */
const contradictions = (programme: Programme): string[] => {
  const { heads, registration, suggestions } = programme;
  const items = heads.flatMap((one) => one.items.map(({ code }) => ({ code, head: one.number })));
  const codes = items.map(({ code }) => code);
  const dates = [registration.opensAt, registration.dueBefore, registration.lateUntil].map(order);
  return [
    ...(programme.firstYear > programme.lastYear ? ['firstYear: is after lastYear'] : []),
    ...twice(heads.map((one) => String(one.number))).map((one) => `heads: ${one} stands twice`),
    ...twice(codes).map((one) => `items: ${one} stands twice`),
    ...items
      .filter(({ code, head: number }) => !code.startsWith(`${number}.`))
      .map(({ code, head: number }) => `items: ${code} stands under head ${number}`),
    ...twice(suggestions.map(({ id }) => id)).map((one) => `suggestions: ${one} stands twice`),
    ...suggestions
      .filter((one) => !codes.includes(one.item))
      .map((one) => `suggestions: ${one.id} is for ${one.item}, which does not exist`),
    ...(dates.join() === [...dates].sort().join()
      ? []
      : ['registration: opensAt, dueBefore, lateUntil must follow each other']),
  ];
};

/** A programme out of parsed JSON, or everything that is wrong with it, each line beginning with the place. */
export const parseProgramme = (
  json: unknown,
): { ok: Programme } | { problems: readonly string[] } => {
  const parsed = shape.safeParse(json);
  if (!parsed.success)
    return {
      problems: parsed.error.issues.map((one) => `${one.path.join('.')}: ${one.message}`),
    };
  const problems = contradictions(parsed.data);
  return problems.length > 0 ? { problems } : { ok: parsed.data };
};
