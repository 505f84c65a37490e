import { text, type Message } from '../../src/dialog/message.ts';
import type { NoticeBody } from '../../src/domain/notices.ts';
import { opens } from '../talking/buttons.ts';
import { openReport } from './report-up-intents.ts';

/** To the people above: a report has come, with the paper. */
export const reportSentUp = (body: Extract<NoticeBody, { name: 'report_sent_up' }>): Message => {
  const { reportId, unitName: unit, year, version, units, sent, missing, file } = body;
  return {
    lines: [
      text(version > 1 ? 'report_up.notice_again' : 'report_up.notice', {
        unit,
        year,
        version,
        units,
        sent,
        missing,
      }),
      text('report_up.notice_hint'),
    ],
    choices: [opens('report_up.open', openReport(reportId), { tone: 'primary' })],
    file,
  };
};
