import { text, type Choice, type Message, type Text } from '../../src/dialog/message.ts';
import { formatIntent } from '../../src/dialog/intent.ts';
import type { Flow } from '../../src/dialog/turn.ts';
import type { UnitId } from '../../src/domain/ids.ts';
import { shorten } from '../../src/domain/text.ts';
import type { Counts, ProvinceReport } from '../../src/domain/views.ts';
import { opens } from '../talking/buttons.ts';
import { browse } from '../talking/choose.ts';
import { pageButtons, pageOf } from '../talking/paging.ts';
import { notSeenMessage } from './report-absent.ts';
import { reportFileButtons } from './report-files.ts';
import { provinceReport, superiorReport, yearButtons } from './report-intents.ts';
import { countsText, deadlineText, listName, namedCounts, statesText } from './report-lines.ts';
import { receivedReports } from './report-up-intents.ts';

const longestLabel = 60;

type Seen = { unitId: UnitId; report: ProvinceReport; years: readonly number[] };

const top = ({ report: { unitName: unit, year, deadline, counts } }: Seen): Text[] => [
  text('report.all', { unit, year }),
  deadlineText(deadline),
  countsText(counts),
  ...(counts.units > 0 ? [statesText(counts)] : []),
];

const superiorLine = (number: number, name: string, counts: Counts): Text =>
  text(counts.late > 0 ? 'report.superior_line_late' : 'report.superior_line', {
    number,
    name: listName(name),
    units: counts.units,
    sent: counts.sent,
    late: counts.late,
    missing: counts.missing,
  });

const pageLine = ({ page, pages }: { page: number; pages: number }): Text[] =>
  pages > 1 ? [text('report.page', { page: page + 1, pages })] : [];

const bySuperior = (seen: Seen, wanted: number): Message => {
  const { unitId, report, years } = seen;
  const { year } = report;
  const page = pageOf(report.superiors, wanted);
  const numbered = page.items.map((one, index) => ({ ...one, number: page.first + index + 1 }));
  const choices: Choice[] = numbered.map(({ number, name, unitId: superiorId }) => ({
    label: text('report.numbered', { number, name: shorten(name, longestLabel) }),
    code: String(number),
    intent: formatIntent(superiorReport(superiorId, year)),
  }));
  return {
    lines: [
      ...top(seen),
      text('report.by_superior'),
      ...pageLine(page),
      ...numbered.map(({ number, name, counts }) => superiorLine(number, name, counts)),
    ],
    choices: [
      ...choices,
      // where a channel has few buttons the last ones stay buttons
      ...yearButtons(years, year, (one) => provinceReport(unitId, one)),
      ...(report.clusters.length > 0
        ? [opens('report.to_clusters', provinceReport(unitId, year, 'c0'))]
        : []),
      ...reportFileButtons({ unitId, year }, true),
      opens('report_up.to_received', receivedReports({ unitId, year })),
      ...pageButtons(page, (one) => provinceReport(unitId, year, String(one))),
    ],
  };
};

const byCluster = (seen: Seen, wanted: number): Message => {
  const { unitId, report } = seen;
  const { year } = report;
  const page = pageOf(report.clusters, wanted);
  return {
    lines: [
      ...top(seen),
      text('report.by_cluster'),
      ...pageLine(page),
      ...page.items.map(({ name, counts }) => namedCounts(name, counts)),
    ],
    choices: [
      ...pageButtons(page, (one) => provinceReport(unitId, year, `c${one}`)),
      opens('report.to_superiors', provinceReport(unitId, year)),
    ],
  };
};

/** The whole tree below one unit, superior by superior or cluster by cluster. */
export const reportProvince: Flow = {
  id: 'report_province',
  version: 1,
  intents: ['report_province'],
  async run(t) {
    const { subject, rev: year = 0 } = t.start.intent ?? {};
    const [unitId = '', page = '0'] = subject?.split('/') ?? [];
    const found = await t.read('report', { type: 'report.province', unitId, year });
    if (!found) {
      await t.say('absent', notSeenMessage);
      return undefined;
    }
    const { years } = await t.read('years', { type: 'report.years', unitId });
    const seen = { unitId, report: found, years };
    const message = page.startsWith('c')
      ? byCluster(seen, Number(page.slice(1)))
      : bySuperior(seen, Number(page));
    return browse(t, message);
  },
};
