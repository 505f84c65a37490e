import { text, type Message, type Text } from '../../src/dialog/message.ts';
import { formatIntent } from '../../src/dialog/intent.ts';
import type { RegistrationState } from '../../src/domain/registration.ts';
import { shorten } from '../../src/domain/text.ts';
import type { SuperiorReport, UnitLine } from '../../src/domain/views.ts';
import { opens } from '../talking/buttons.ts';
import { pageButtons, pageOf } from '../talking/paging.ts';
import { superiorReport, unitReport } from './report-intents.ts';
import { namesText } from '../talking/pick-many.ts';
import { stateText } from '../talking/words.ts';

const cadresText = (cadres: readonly string[]): Text =>
  text('follow.cadres', { cadres: namesText(cadres) });

const longestLabel = 60;
const longestName = 110;

/** Who needs a word comes first. */
const order: readonly RegistrationState[] = [
  'none',
  'drafting',
  'returned',
  'sent',
  'reviewing',
  'approved',
];

export const isMissing = ({ state }: UnitLine): boolean => state === 'none' || state === 'drafting';

export const isWaiting = ({ state }: UnitLine): boolean =>
  state === 'sent' || state === 'reviewing';

const inOrder = (units: readonly UnitLine[]): UnitLine[] =>
  [...units].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));

const remarks = ({ late, pending, returned, state, tasks, itemsFilled }: UnitLine): Text[] => [
  stateText(state),
  ...(tasks > 0 ? [text('report.unit_tasks', { tasks, filled: itemsFilled })] : []),
  ...(late ? [text('report.unit_late')] : []),
  ...(pending > 0 && state === 'reviewing'
    ? [text('report.unit_pending', { count: pending })]
    : []),
  ...(returned > 0 ? [text('report.unit_returned', { count: returned })] : []),
];

const unitLines = (unit: UnitLine, number: number): Text[] => [
  text('report.numbered', { number, name: shorten(unit.unitName, longestName) }),
  text('report.remarks', { remarks: remarks(unit) }),
  ...(unit.cadres ? [text('report.remarks', { remarks: cadresText(unit.cadres) })] : []),
];

/** One page of units, page 1 being the first; who is missing comes first. */
export const unitsMessage = (
  { superiorId, superiorName: unit, year, units }: SuperiorReport,
  wanted: number,
): Message => {
  const page = pageOf(inOrder(units), wanted - 1);
  const numbered = page.items.map((one, index) => ({ one, number: page.first + index + 1 }));
  return {
    lines: [
      text('report.below', { unit, year }),
      text('report.page', { page: page.page + 1, pages: page.pages }),
      ...numbered.flatMap(({ one, number }) => unitLines(one, number)),
    ],
    choices: [
      ...numbered.map(({ one, number }) => ({
        label: text('report.numbered', { number, name: shorten(one.unitName, longestLabel) }),
        code: String(number),
        intent: formatIntent(unitReport(one.unitId, year)),
      })),
      ...pageButtons(page, (at) => superiorReport(superiorId, year, at + 1)),
      opens('report.to_overview', superiorReport(superiorId, year)),
    ],
  };
};
