import { text, type Choice, type Message, type Text } from '../../src/dialog/message.ts';
import type { Flow } from '../../src/dialog/turn.ts';
import type { ReportUpView } from '../../src/domain/report-up.ts';
import { opens } from '../talking/buttons.ts';
import { browse } from '../talking/choose.ts';
import { notSeenMessage } from './report-absent.ts';
import { superiorReport } from './report-intents.ts';
import { mailReport, makeReport, openReport, reportFile, reportUp } from './report-up-intents.ts';
import { changesText } from './report-up-text.ts';
import { planSubject } from '../talking/subject.ts';
import { moment } from '../talking/words.ts';

/** The way to the report to the superior, for those who may look at it. */
export const reportUpButton = (at: { unitId: string; year: number }): Choice =>
  opens('report_up.to_report', reportUp(at));

const deadlineLine = ({ content, late }: ReportUpView): Text =>
  text(late ? 'report_up.deadline_late' : 'report_up.deadline', content.reportDeadline);

const stateLines = ({ sent, changes, content }: ReportUpView): Text[] => {
  if (!sent) return [text('report_up.not_sent')];
  const { version, at, by, mailedAt } = sent;
  return [
    text('report_up.sent', { version, at: moment(at), by, superior: content.superiorName ?? '' }),
    ...(mailedAt ? [text('report_up.mailed_at', { at: moment(mailedAt) })] : []),
    ...(changes ? [text('report_up.changed'), ...changesText(changes)] : []),
    ...(changes ? [] : [text('report_up.unchanged')]),
  ];
};

const makeKey = ({ sent }: ReportUpView): string =>
  sent ? 'report_up.make_again' : 'report_up.make';

const choicesOf = (view: ReportUpView): Choice[] => {
  const { sent, content, canSend, changes } = view;
  const { unitId, year } = content;
  const at = { unitId, year };
  const wanted = !sent || changes !== undefined;
  return [
    ...(canSend ? [opens(makeKey(view), makeReport(at), wanted ? { tone: 'primary' } : {})] : []),
    ...(sent ? [opens('report_up.see_sent', openReport(sent.reportId))] : []),
    ...(sent && canSend && !sent.mailedAt
      ? [opens('report_up.mail_now', mailReport(sent.reportId))]
      : []),
    opens('report_up.xlsx', reportFile('report_xlsx', at, false)),
    opens('report.to_overview', superiorReport(unitId, year)),
  ];
};

const stateMessage = (view: ReportUpView): Message => {
  const { unitName: unit, year, superiorName } = view.content;
  return {
    lines: [
      text('report_up.about', { unit, year }),
      ...(superiorName === undefined
        ? [text('report_up.nobody_above')]
        : [deadlineLine(view), ...stateLines(view)]),
    ],
    choices: choicesOf(view),
  };
};

/** How a unit's report to its superior stands: not sent, sent, or sent and no longer true. */
export const reportUpFlow: Flow = {
  id: 'report_up',
  version: 1,
  intents: ['report_up'],
  async run(t) {
    const at = planSubject(t.start.intent);
    const view = at && (await t.read('report', { type: 'report.up', ...at }));
    if (!view) {
      await t.say('absent', notSeenMessage);
      return undefined;
    }
    return browse(t, stateMessage(view));
  },
};
