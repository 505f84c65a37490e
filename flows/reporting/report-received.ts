import { text, type Message, type Text } from '../../src/dialog/message.ts';
import type { Flow } from '../../src/dialog/turn.ts';
import type { ReportsIn } from '../../src/domain/report-up.ts';
import { shorten } from '../../src/domain/text.ts';
import { opens } from '../talking/buttons.ts';
import { browse } from '../talking/choose.ts';
import { pageButtons, pageOf } from '../talking/paging.ts';
import { notSeenMessage } from './report-absent.ts';
import { provinceReport } from './report-intents.ts';
import { listName } from './report-lines.ts';
import { openReport } from './report-up-intents.ts';
import { moment } from '../talking/words.ts';

const longestLabel = 60;

type Row = ReportsIn['rows'][number] & { number: number };

const rowLine = ({ number, unitName, sentAt, version = 1, late }: Row): Text => {
  const name = listName(unitName);
  if (sentAt === undefined) return text('report_up.row_missing', { number, name });
  const key = late ? 'report_up.row_late' : 'report_up.row_sent';
  return text(key, { number, name, at: moment(sentAt), version });
};

const listMessage = (found: ReportsIn, unitId: string, wanted: number): Message => {
  const { rows, unitName: unit, year, reportDeadline } = found;
  const page = pageOf(rows, wanted);
  const numbered = page.items.map((row, at) => ({ ...row, number: page.first + at + 1 }));
  const intent = (at: number) => ({
    action: 'report_received',
    subject: `${unitId}/${at}`,
    rev: year,
  });
  return {
    lines: [
      text('report_up.received', { unit, year }),
      text('report_up.deadline', reportDeadline),
      text('report_up.received_count', {
        sent: rows.filter(({ reportId }) => reportId !== undefined).length,
        all: rows.length,
      }),
      ...(page.pages > 1 ? [text('report.page', { page: page.page + 1, pages: page.pages })] : []),
      ...numbered.map(rowLine),
    ],
    choices: [
      ...numbered.flatMap(({ number, unitName, reportId }) =>
        reportId === undefined
          ? []
          : {
              ...opens('report.numbered', openReport(reportId), {
                params: { number, name: shorten(unitName, longestLabel) },
              }),
              code: String(number),
            },
      ),
      ...pageButtons(page, intent),
      opens('report.to_superiors', provinceReport(unitId, year)),
    ],
  };
};

/** Who has reported up, and each report. */
export const reportReceived: Flow = {
  id: 'report_received',
  version: 1,
  intents: ['report_received'],
  async run(t) {
    const { subject, rev: year = 0 } = t.start.intent ?? {};
    const [unitId = '', page = '0'] = subject?.split('/') ?? [];
    const found = await t.read('received', { type: 'report.received', unitId, year });
    if (!found) {
      await t.say('absent', notSeenMessage);
      return undefined;
    }
    return browse(t, listMessage(found, unitId, Number(page)));
  },
};
