import { text, type Text } from '../../src/dialog/message.ts';
import { formatDay } from '../../src/domain/dates.ts';
import {
  percentOf,
  type ReportChanges,
  type ReportContent,
  type ReportedUnit,
  type ReportFigure,
} from '../../src/domain/report-up.ts';
import { capped, listName, statesText } from './report-lines.ts';
import { moment, stateText } from '../talking/words.ts';

const mostNames = 12;
const mostChanges = 8;

const nameLine = ({ unitName }: ReportedUnit): Text =>
  text('report.name', { name: listName(unitName) });

const listed = (key: string, units: readonly ReportedUnit[]): Text[] =>
  units.length === 0
    ? []
    : [text(key, { count: units.length }), ...capped(units, mostNames, nameLine)];

const isMissing = ({ state }: ReportedUnit): boolean => state === 'none' || state === 'drafting';

/** The whole report in a chat: the same figures as in the paper and the spreadsheet. */
export const reportText = (content: ReportContent): Text[] => {
  const { unitName: unit, year, at, counts, tasks, heads, clusters, units } = content;
  const { units: all, sent, late, missing } = counts;
  return [
    text('report_up.text.title', { unit, year }),
    text('report_up.text.at', { at: moment(at) }),
    text('report_up.text.counts', {
      units: all,
      sent,
      percent: percentOf(sent, all),
      late,
      missing,
    }),
    ...(all > 0 ? [statesText(counts)] : []),
    text('report_up.text.tasks', { tasks }),
    ...heads.map(({ number, units: with_, tasks: under, approved }) =>
      text('report_up.text.head', { number, units: with_, tasks: under, approved }),
    ),
    ...listed(
      'report_up.text.late',
      units.filter((one) => one.late && !isMissing(one)),
    ),
    ...listed('report_up.text.missing', units.filter(isMissing)),
    ...clusters.map(({ name, counts: of, cadres }) =>
      text('report_up.text.cluster', {
        name,
        units: of.units,
        sent: of.sent,
        cadres: cadres.length,
      }),
    ),
  ];
};

const figures: Readonly<Record<ReportFigure, string>> = {
  units: 'report_up.figure.units',
  sent: 'report_up.figure.sent',
  late: 'report_up.figure.late',
  missing: 'report_up.figure.missing',
  approved: 'report_up.figure.approved',
  tasks: 'report_up.figure.tasks',
};

/** What is different from the report before: figures first, then unit by unit. */
export const changesText = (changes: ReportChanges): Text[] => [
  ...changes.figures.map(({ figure, before, after }) =>
    text('report_up.change', { what: text(figures[figure]), before, after }),
  ),
  ...capped(changes.units, mostChanges, ({ unitName, before, after }) =>
    text('report_up.change_unit', {
      unit: listName(unitName),
      before: stateText(before),
      after: stateText(after),
    }),
  ),
];

/** "số 05, ngày 20/10/2026", or that the paper is a draft. */
export const paperText = ({ number, date }: { number?: number; date?: string }): Text =>
  number === undefined || date === undefined
    ? text('report_up.paper_draft')
    : text('report_up.paper_number', {
        number: String(number).padStart(2, '0'),
        date: formatDay(date),
      });
