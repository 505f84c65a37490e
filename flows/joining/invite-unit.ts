import { text, type Message } from '../../src/dialog/message.ts';
import type { Parse, Turn } from '../../src/dialog/turn.ts';
import { shorten } from '../../src/domain/text.ts';
import type { UnitChoice } from '../../src/domain/views.ts';
import { findUnits } from './join-unit.ts';
import { pageOf, type Page } from '../talking/paging.ts';

const longestLabel = 60;

type Answer = { unitId: string } | { move: number } | { find: string } | { all: true };

const moves = { next: 1, before: -1 } as const;

const parse =
  (units: readonly UnitChoice[]): Parse<Answer> =>
  ({ choice, text: words = '' }) => {
    if (choice === 'all') return { ok: { all: true } };
    if (choice === 'next' || choice === 'before') return { ok: { move: moves[choice] } };
    if (choice !== undefined) return { ok: { unitId: choice } };
    return findUnits(units, words).length > 0
      ? { ok: { find: words } }
      : { retry: [text('invite.unit_not_found', { words: shorten(words, longestLabel) })] };
  };

const unitMessage = (page: Page<UnitChoice>, count: number, filtered: boolean): Message => {
  const numbered = page.items.map((one, index) => ({ one, number: page.first + index + 1 }));
  const { pages } = page;
  return {
    lines: [
      text('invite.which_unit'),
      text('invite.units', { count, page: page.page + 1, pages }),
      ...numbered.map(({ one: { name, secretaries }, number }) =>
        text(secretaries.length > 0 ? 'invite.unit' : 'invite.unit_empty', { number, name }),
      ),
    ],
    choices: [
      ...numbered.map(({ one, number }) => ({
        label: text('report.numbered', { number, name: shorten(one.name, longestLabel) }),
        code: String(number),
        answer: one.unitId,
      })),
      ...(page.page > 0
        ? [{ label: text('report.page_before'), answer: 'before', narrow: true }]
        : []),
      ...(page.page < pages - 1
        ? [{ label: text('report.page_next'), answer: 'next', narrow: true }]
        : []),
      ...(filtered ? [{ label: text('invite.all_units'), answer: 'all' }] : []),
    ],
  };
};

/** For which unit: found by a few letters of its name, or page by page. */
export const askUnit = async (
  t: Turn,
  units: readonly UnitChoice[],
): Promise<UnitChoice | undefined> => {
  let find = '';
  let wanted = 0;
  for (let turn = 0; ; turn += 1) {
    const found = find ? findUnits(units, find) : units;
    const page = pageOf(found, wanted);
    const message = unitMessage(page, found.length, find !== '');
    const answer = await t.ask(`unit.${turn}`, message, parse(units), { slot: 'invite.unit' });
    if ('unitId' in answer) return units.find(({ unitId }) => unitId === answer.unitId);
    find = 'find' in answer ? answer.find : 'all' in answer ? '' : find;
    wanted = 'move' in answer ? page.page + answer.move : 0;
  }
};
