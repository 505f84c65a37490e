import { raw, text, type Choice, type Message, type Text } from '../../src/dialog/message.ts';
import type { Parse, Turn } from '../../src/dialog/turn.ts';
import { fold, shorten } from '../../src/domain/text.ts';
import { pageOf, type Page } from './paging.ts';

const longestLabel = 60;
const longestFind = 40;

/** `note` stands behind the label in the list. */
export type Pick = { id: string; label: string; note?: string };

type Answer = { toggle: readonly string[] } | { move: number } | { find: string } | { done: true };

const moves: Readonly<Record<string, number>> = { next: 1, before: -1 };

/** "1, 3 5": numbers of the list as it is shown. */
const numbersIn = (words: string, items: readonly Pick[]): readonly string[] | undefined => {
  if (!/^[\d\s,;.]+$/u.test(words)) return undefined;
  const found = words.match(/\d+/gu)?.map((number) => items[Number(number) - 1]?.id) ?? [];
  const known = found.flatMap((id) => id ?? []);
  return known.length === found.length && known.length > 0 ? known : undefined;
};

const matching = (items: readonly Pick[], find: string): readonly Pick[] => {
  const wanted = fold(find).split(' ').filter(Boolean);
  return items.filter(({ label }) => wanted.every((word) => fold(label).includes(word)));
};

const parse =
  (all: readonly Pick[], shown: readonly Pick[], least: number, chosen: number): Parse<Answer> =>
  ({ choice, text: words = '' }) => {
    if (choice === 'done') {
      return chosen >= least ? { ok: { done: true } } : { retry: [text('follow.pick_least')] };
    }
    if (choice === 'all') return { ok: { find: '' } };
    if (choice !== undefined) {
      const move = moves[choice];
      return { ok: move === undefined ? { toggle: [choice] } : { move } };
    }
    const numbers = numbersIn(words, shown);
    if (numbers) return { ok: { toggle: numbers } };
    const typed = shorten(words, longestFind);
    return matching(all, words).length > 0 && fold(words) !== ''
      ? { ok: { find: words } }
      : { retry: [text('follow.pick_none', { words: typed })] };
  };

const line = (one: Pick, number: number, chosen: ReadonlySet<string>): Text => {
  const about = { number, name: one.label, note: one.note ?? '' };
  if (chosen.has(one.id)) return text(one.note ? 'follow.on_note' : 'follow.on', about);
  return text(one.note ? 'follow.off_note' : 'follow.off', about);
};

const messageOf = (
  question: readonly Text[],
  page: Page<Pick>,
  chosen: ReadonlySet<string>,
  { filtered, pages }: { filtered: boolean; pages: number },
): Message => {
  const numbered = page.items.map((one, index) => ({ one, number: page.first + index + 1 }));
  const choices: Choice[] = [
    ...numbered.map(({ one, number }) => ({
      label: text(chosen.has(one.id) ? 'follow.on' : 'follow.off', {
        number,
        name: shorten(one.label, longestLabel),
      }),
      code: String(number),
      answer: one.id,
    })),
    ...(page.page > 0
      ? [{ label: text('report.page_before'), answer: 'before', narrow: true }]
      : []),
    ...(page.page < pages - 1
      ? [{ label: text('report.page_next'), answer: 'next', narrow: true }]
      : []),
    ...(filtered ? [{ label: text('follow.pick_all'), answer: 'all' }] : []),
    { label: text('follow.pick_done', { count: chosen.size }), answer: 'done', tone: 'primary' },
  ];
  return {
    lines: [
      ...question,
      ...(pages > 1 ? [text('report.page', { page: page.page + 1, pages })] : []),
      ...numbered.map(({ one, number }) => line(one, number, chosen)),
      text('follow.pick_how'),
    ],
    choices,
  };
};

const toggled = (before: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> =>
  new Set([
    ...[...before].filter((id) => !ids.includes(id)),
    ...ids.filter((id) => !before.has(id)),
  ]);

type Wish = { question: readonly Text[]; items: readonly Pick[]; chosen?: readonly string[] };

/** Several of a list, switched on and off one by one or by their numbers; `least` of them at the end. */
export const pickMany = async (
  t: Turn,
  key: string,
  { question, items, chosen = [] }: Wish,
  least = 1,
): Promise<readonly string[]> => {
  let picked: ReadonlySet<string> = new Set(chosen);
  let [find, wanted] = ['', 0];
  for (let turn = 0; ; turn += 1) {
    const found = matching(items, find);
    const page = pageOf(found, wanted);
    const message = messageOf(question, page, picked, {
      filtered: find !== '',
      pages: page.pages,
    });
    const answer = await t.ask(`${key}.${turn}`, message, parse(items, found, least, picked.size), {
      slot: `pick.${key}`,
    });
    if ('done' in answer) return items.flatMap(({ id }) => (picked.has(id) ? [id] : []));
    if ('find' in answer) [find, wanted] = [answer.find, 0];
    if ('move' in answer) wanted = page.page + answer.move;
    if ('toggle' in answer) picked = toggled(picked, answer.toggle);
  }
};

/** A line of names, or that there are none. */
export const namesText = (names: readonly string[]): Text =>
  names.length > 0 ? text('follow.names', { names: names.map(raw) }) : text('follow.nobody');
