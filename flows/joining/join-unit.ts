import { raw, text, type Choice, type Message } from '../../src/dialog/message.ts';
import type { Parse, Turn } from '../../src/dialog/turn.ts';
import { fold } from '../../src/domain/text.ts';
import type { UnitChoice } from '../../src/domain/views.ts';

const shown = 8;

/** Either the unit, or words that narrow the list down. */
type Found = { unit: UnitChoice } | { words: string };

/** Units whose names hold every typed word; accents do not matter. */
export const findUnits = (units: readonly UnitChoice[], words: string): readonly UnitChoice[] => {
  const wanted = fold(words).split(' ');
  return units.filter(({ name }) => {
    const folded = fold(name);
    return wanted.every((word) => folded.includes(word));
  });
};

const unitChoices = (units: readonly UnitChoice[]): Choice[] =>
  units.slice(0, shown).map(({ unitId, name }) => ({ label: raw(name), answer: unitId }));

const searchMessage = (units: readonly UnitChoice[], words: string): Message => {
  const found = findUnits(units, words);
  if (words === '' && units.length > shown) {
    return { lines: [text('join.unit_search', { count: units.length })] };
  }
  const more = found.length - shown;
  return {
    lines: [
      text(words === '' ? 'join.unit_pick' : 'join.unit_found', { words, count: found.length }),
      ...(more > 0 ? [text('join.unit_more', { count: more })] : []),
    ],
    choices: unitChoices(found),
  };
};

const parseUnit =
  (units: readonly UnitChoice[]): Parse<Found> =>
  ({ choice, text: typed = '' }) => {
    const unit = units.find(({ unitId }) => unitId === choice);
    if (unit) return { ok: { unit } };
    const found = findUnits(units, typed);
    const [only] = found;
    if (only && found.length === 1) return { ok: { unit: only } };
    if (only && fold(typed) !== '') return { ok: { words: typed } };
    return { retry: [text('join.unit_none', { words: typed })] };
  };

/** By name, typed with or without accents; few units are simply shown. */
export const askUnitOf = async (t: Turn, units: readonly UnitChoice[]): Promise<UnitChoice> => {
  let words = '';
  for (let round = 0; ; round += 1) {
    const message = searchMessage(units, words);
    const found = await t.ask(`unit.${round}`, message, parseUnit(units));
    if ('unit' in found) return found.unit;
    words = found.words;
  }
};
