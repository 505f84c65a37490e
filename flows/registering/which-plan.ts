import { raw, text, type Choice, type Message } from '../../src/dialog/message.ts';
import type { Parse, Start, Turn } from '../../src/dialog/turn.ts';
import type { UnitId } from '../../src/domain/ids.ts';
import type { ItemCode } from '../../src/domain/programme.ts';
import type { Me, MyPost, PlanYear } from '../../src/domain/views.ts';
import { fold } from '../../src/domain/text.ts';
import { helpButton, opens, planIntent } from '../talking/buttons.ts';

/** "/dangky 2027", "/dangky năm 2027 1.2": what the words behind the slash name. */
export const namedPlan = ({ words = '' }: Start): { year?: number; code?: ItemCode } => {
  const year = /(?<!\d)(\d{4})(?!\d)/u.exec(words)?.[1];
  const [, head, item] = /(?<!\d)(\d)\s*[.,]\s*(\d)(?!\d)/u.exec(words) ?? [];
  return {
    ...(year === undefined ? {} : { year: Number(year) }),
    ...(head === undefined || item === undefined ? {} : { code: `${head}.${item}` }),
  };
};

/** One entry for each unit, however many posts somebody holds there. */
const unitsOf = (me: Me): readonly MyPost[] => {
  const registering = me.posts.filter(({ registers }) => registers);
  return registering.filter(
    ({ unitId }, index) => registering.findIndex((one) => one.unitId === unitId) === index,
  );
};

/** The button, or enough of the name, with or without accents. */
const parseUnit =
  (units: readonly MyPost[]): Parse<UnitId> =>
  ({ choice, text: typed = '' }) => {
    const chosen = units.find(({ unitId }) => unitId === choice)?.unitId;
    if (chosen !== undefined) return { ok: chosen };
    const named = units.filter(({ unitName }) => fold(unitName).includes(fold(typed)));
    const [only] = fold(typed) !== '' && named.length === 1 ? named : [];
    return only ? { ok: only.unitId } : { retry: [text('input.choose')] };
  };

/** The unit whose plan is meant; undefined when the reader registers for none. */
export const askUnit = async (t: Turn, me: Me): Promise<UnitId | undefined> => {
  const units = unitsOf(me);
  if (units.length < 2) return units[0]?.unitId;
  return t.ask(
    'unit',
    {
      lines: [text('plan.which_unit')],
      choices: units.map(({ unitId, unitName }) => ({ label: raw(unitName), answer: unitId })),
    },
    parseUnit(units),
  );
};

const workChoices = (me: Me): Choice[] => [
  ...me.posts
    .filter(({ reviews }) => reviews)
    .slice(0, 1)
    .map(({ postId }) =>
      opens('nav.queue', { action: 'queue', subject: postId }, { tone: 'primary' }),
    ),
  ...(me.posts.some(({ reviews, oversees }) => reviews || oversees)
    ? [opens('nav.report', { action: 'report' })]
    : []),
  helpButton,
];

/** For whoever registers for no unit: why, and what there is to do instead. */
export const noPlanMessage = (me: Me): Message =>
  me.waitingFor
    ? {
        lines: [
          text('plan.waiting', {
            unit: me.waitingFor.unitName,
            superior: me.waitingFor.superiorName,
          }),
        ],
        choices: [helpButton],
      }
    : { lines: [text('plan.no_unit')], choices: workChoices(me) };

/** A year that the programme does not have, and the one that it offers. */
export const outsideMessage = (
  unitId: UnitId,
  offered: PlanYear,
  year: number | undefined,
): Message => {
  const { firstYear: first, lastYear: last } = offered;
  const line =
    year === undefined
      ? text('plan.no_year', { first, last })
      : text('plan.year_outside', { year, first, last });
  const choices =
    'outside' in offered
      ? [helpButton]
      : [
          opens('plan.open_year', planIntent({ unitId, year: offered.year }), {
            tone: 'primary',
            params: { year: offered.year },
          }),
        ];
  return { lines: [line], choices };
};
