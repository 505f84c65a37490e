import { text, type Choice } from '../../src/dialog/message.ts';
import type { Flow } from '../../src/dialog/turn.ts';
import { opens } from '../talking/buttons.ts';
import { notSeenMessage } from './report-absent.ts';
import { provinceReport, superiorReport } from './report-intents.ts';
import { reportFile, type ReportSubject } from './report-up-intents.ts';

/** Chart and spreadsheet of what is shown: of one superior, or over all below. */
export const reportFileButtons = (at: ReportSubject, all: boolean): Choice[] => [
  { ...opens('report_up.chart', reportFile('report_chart', at, all)), narrow: true },
  { ...opens('report_up.xlsx', reportFile('report_xlsx', at, all)), narrow: true },
];

const subjectOf = ({ subject = '', rev: year = 0 }: { subject?: string; rev?: number } = {}) => {
  const [unitId = '', scope] = subject.split('/');
  return { unitId, year, all: scope === 'all' };
};

const backTo = ({ unitId, year, all }: ReportSubject & { all: boolean }): Choice[] => [
  all
    ? opens('report.to_superiors', provinceReport(unitId, year))
    : opens('report.to_overview', superiorReport(unitId, year)),
];

export const reportXlsx: Flow = {
  id: 'report_xlsx',
  version: 1,
  intents: ['report_xlsx'],
  async run(t) {
    const about = subjectOf(t.start.intent);
    const made = await t.later('xlsx', { type: 'report.xlsx', ...about });
    await t.say(
      'xlsx',
      made
        ? {
            lines: [text('report_up.xlsx_here', { year: about.year })],
            file: made.file,
            choices: backTo(about),
          }
        : notSeenMessage,
    );
    return undefined;
  },
};

export const reportChart: Flow = {
  id: 'report_chart',
  version: 1,
  intents: ['report_chart'],
  async run(t) {
    const about = subjectOf(t.start.intent);
    const made = await t.later('chart', { type: 'report.chart', ...about });
    await t.say(
      'chart',
      made
        ? {
            lines: [text('report_up.chart_here', { year: about.year })],
            image: made.image,
            choices: backTo(about),
          }
        : notSeenMessage,
    );
    return undefined;
  },
};
