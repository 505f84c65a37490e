import { text, type Text } from '../../src/dialog/message.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import type { ResultOf } from '../../src/domain/works.ts';
import { opens } from '../talking/buttons.ts';
import { refuse } from '../talking/refused.ts';
import { mailReport } from './report-up-intents.ts';
import { reportUpButton } from './report-up.ts';

type Mailed = ResultOf<'report.mail'>;

const failures = {
  auth: 'report_up.mail_auth',
  refused: 'report_up.mail_refused',
  unreachable: 'report_up.mail_unreachable',
  off: 'report_up.mail_off',
} as const;

const outcomeText = (mailed: Mailed): Text =>
  'sent' in mailed ? text('report_up.mailed', { to: mailed.to }) : text(failures[mailed.failed]);

/** Sends by e-mail what was sent up already; the report stands whatever becomes of the mail. */
export const sendByMail = async (
  t: Turn,
  { as, reportId, asked = false }: { as: string; reportId: string; asked?: boolean },
): Promise<void> => {
  const mailed = await t.later('mail', { type: 'report.mail', reportId });
  if ('failed' in mailed && mailed.failed === 'off' && !asked) return;
  if ('sent' in mailed) await t.run('mailed', { type: 'report.mailed', as, reportId });
  const again =
    'failed' in mailed && mailed.failed !== 'off'
      ? [opens('report_up.mail_again', mailReport(reportId), { tone: 'primary' })]
      : [];
  await t.say('mail', { lines: [outcomeText(mailed)], choices: again });
};

/** "Gửi lại": by e-mail, as often as it takes. */
export const reportMail: Flow = {
  id: 'report_mail',
  version: 1,
  intents: ['report_mail'],
  async run(t) {
    const reportId = t.start.intent?.subject ?? '';
    const view = await t.read('report', { type: 'report.frozen', reportId });
    const { posts } = await t.read('me', { type: 'me' });
    const post = posts.find((one) => one.reviews && one.unitId === view?.content.unitId);
    if (!view?.sentAt || !post) return refuse(t, { code: 'not_found' });
    const { unitId, year } = view.content;
    if (view.mailedAt) {
      const choices = [reportUpButton({ unitId, year })];
      await t.say('already', { lines: [text('report_up.mailed_already')], choices });
      return undefined;
    }
    await sendByMail(t, { as: post.postId, reportId, asked: true });
    return undefined;
  },
};
