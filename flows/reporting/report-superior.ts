import { text, type Message, type Text } from '../../src/dialog/message.ts';
import type { Flow } from '../../src/dialog/turn.ts';
import type { MyPost, SuperiorReport, UnitLine } from '../../src/domain/views.ts';
import { opens } from '../talking/buttons.ts';
import { browse } from '../talking/choose.ts';
import { notSeenMessage } from './report-absent.ts';
import { superiorReport, yearButtons } from './report-intents.ts';
import {
  capped,
  countsText,
  deadlineText,
  listName,
  namedCounts,
  statesText,
} from './report-lines.ts';
import { reportFileButtons } from './report-files.ts';
import { isMissing, isWaiting, unitsMessage } from './report-units.ts';
import { reportUpButton } from './report-up.ts';
import { queueButton } from '../reviewing/review-open.ts';

const mostMissing = 6;
const mostWaiting = 4;
const mostClusters = 5;

const nameLine = ({ unitName }: UnitLine): Text =>
  text('report.name', { name: listName(unitName) });

const listed = (key: string, units: readonly UnitLine[], most: number): Text[] =>
  units.length === 0 ? [] : [text(key, { count: units.length }), ...capped(units, most, nameLine)];

const overview = (
  { superiorId, superiorName: unit, year, ...report }: SuperiorReport,
  years: readonly number[],
  post: MyPost | undefined,
): Message => ({
  lines: [
    text('report.below', { unit, year }),
    deadlineText(report.deadline),
    ...(report.units.length > 0
      ? [countsText(report.counts), statesText(report.counts)]
      : [text('report.no_units', { unit })]),
    ...listed('report.missing', report.units.filter(isMissing), mostMissing),
    ...listed('report.waiting', report.units.filter(isWaiting), mostWaiting),
    ...(report.clusters.length > 0
      ? [
          text('report.by_cluster'),
          ...capped(report.clusters, mostClusters, ({ name, counts }) => namedCounts(name, counts)),
        ]
      : []),
  ],
  choices: [
    ...(report.units.length > 0
      ? [
          opens('report.open_units', superiorReport(superiorId, year, 1), {
            tone: 'primary',
            params: { count: report.units.length },
          }),
        ]
      : []),
    // where a channel has few buttons the last ones stay buttons
    ...yearButtons(years, year, (one) => superiorReport(superiorId, one)),
    ...(report.units.length > 0 ? reportFileButtons({ unitId: superiorId, year }, false) : []),
    ...(post ? [queueButton(post)] : []),
    ...(report.units.length > 0 ? [reportUpButton({ unitId: superiorId, year })] : []),
  ],
});

/** A superior and its units: the overview first, then unit by unit. */
export const reportSuperior: Flow = {
  id: 'report_superior',
  version: 1,
  intents: ['report_superior'],
  async run(t) {
    const { subject, rev: year = 0 } = t.start.intent ?? {};
    const [unitId = '', page = '0'] = subject?.split('/') ?? [];
    const found = await t.read('report', { type: 'report.superior', unitId, year });
    if (!found) {
      await t.say('absent', notSeenMessage);
      return undefined;
    }
    if (Number(page) > 0) return browse(t, unitsMessage(found, Number(page)));
    const { years } = await t.read('years', { type: 'report.years', unitId });
    const { posts } = await t.read('me', { type: 'me' });
    const post = posts.find((one) => one.reviews && one.unitId === unitId);
    return browse(t, overview(found, years, post));
  },
};
