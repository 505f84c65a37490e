import { text, type Message } from '../../src/dialog/message.ts';
import type { Flow } from '../../src/dialog/turn.ts';
import type { ReportView } from '../../src/domain/report-up.ts';
import { opens } from '../talking/buttons.ts';
import { notSeenMessage } from './report-absent.ts';
import { superiorReport } from './report-intents.ts';
import { changesText, paperText, reportText } from './report-up-text.ts';
import { moment } from '../talking/words.ts';

const versionText = ({ version, at, sentAt, sentBy = '' }: ReportView) =>
  sentAt === undefined
    ? text('report_up.version_draft', { version, at: moment(at) })
    : text('report_up.version_sent', { version, at: moment(sentAt), by: sentBy });

const whole = (view: ReportView): Message => ({
  lines: [
    versionText(view),
    paperText(view),
    ...reportText(view.content),
    ...(view.changes ? [text('report_up.against_before'), ...changesText(view.changes)] : []),
  ],
  ...(view.files ? { file: view.files.xlsx } : {}),
});

/** A report as it was frozen: text, spreadsheet, paper. */
export const reportOpen: Flow = {
  id: 'report_open',
  version: 1,
  intents: ['report_open'],
  async run(t) {
    const reportId = t.start.intent?.subject ?? '';
    const view = await t.read('report', { type: 'report.frozen', reportId });
    if (!view) {
      await t.say('absent', notSeenMessage);
      return undefined;
    }
    const { unitId, year } = view.content;
    await t.say('whole', whole(view));
    await t.say('paper', {
      lines: [text('report_up.paper_here')],
      ...(view.files ? { file: view.files.docx } : {}),
      choices: [opens('report_up.units_now', superiorReport(unitId, year))],
    });
    return undefined;
  },
};
