import { blank, text, type Message } from '../../src/dialog/message.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import { formatTime } from '../../src/domain/dates.ts';
import type { AccountView, ChannelLinks } from '../../src/domain/views.ts';
import { opens } from '../talking/buttons.ts';
import { oneOf } from '../talking/choose.ts';
import { grouped } from './invite-text.ts';
import { refuse } from '../talking/refused.ts';
import { channelText, moment } from '../talking/words.ts';

const privacyButton = opens('account.to_list', { action: 'privacy' });

type Code = { code: string; expiresAt: string };

const codeMessage = ({ code, expiresAt }: Code, links: ChannelLinks): Message => ({
  lines: [
    text('account.code', { until: formatTime(new Date(expiresAt)) }),
    blank,
    text('account.step_open'),
    ...(links.zalo === undefined ? [] : [text('link.account_zalo', { link: links.zalo })]),
    ...(links.telegram === undefined
      ? []
      : [text('link.account_telegram', { link: links.telegram })]),
    text(links.zalo === undefined ? 'link.start_code' : 'link.send_code', { code: grouped(code) }),
    text('account.step_agree'),
    blank,
    text('account.keep_secret'),
  ],
});

/** "Thêm tài khoản chat khác": a code, and what to do with it in the other chat. */
export const accountAdd: Flow = {
  id: 'account-add',
  version: 1,
  intents: ['account_add'],
  async run(t) {
    const invited = await t.run('code', { type: 'account.invite' });
    if ('refused' in invited) return refuse(t, invited.refused);
    const { code } = invited.done;
    const links = await t.read('links', { type: 'channels.links', code });
    await t.say('code', codeMessage(invited.done, links));
    return undefined;
  },
};

const nameOf = ({ channel, since }: AccountView) =>
  text('account.name', { channel: channelText(channel), since: moment(since) });

const keep = 'keep';

/** Which one, and at the same time whether. */
const askWhich = (t: Turn, others: readonly AccountView[]): Promise<string> =>
  t.ask(
    'which',
    {
      lines: [text('account.which')],
      choices: [
        ...others.map((one, index) => ({
          label: text('account.unlink_this', { account: nameOf(one) }),
          answer: String(index),
          tone: 'danger' as const,
        })),
        { label: text('account.unlink_none'), answer: keep },
      ],
    },
    oneOf(keep, ...others.map((_, index) => String(index))),
    { accept: ['choice'], back: false },
  );

/** Takes another chat of the reader away: a lost phone, a number that is somebody else's now. */
export const accountRemove: Flow = {
  id: 'account-remove',
  version: 1,
  intents: ['account_remove'],
  async run(t) {
    const kept = await t.read('kept', { type: 'privacy' });
    const others = (kept?.accounts ?? []).filter(({ present }) => !present);
    if (others.length === 0) {
      await t.say('none', { lines: [text('account.only_this')], choices: [privacyButton] });
      return undefined;
    }
    const chosen = others[Number(await askWhich(t, others))];
    if (!chosen) {
      await t.say('kept', { lines: [text('account.unchanged')], choices: [privacyButton] });
      return undefined;
    }
    const unlinked = await t.run('unlink', { type: 'account.unlink', accountId: chosen.id });
    if ('refused' in unlinked) return refuse(t, unlinked.refused, [privacyButton]);
    const lines = [text('account.unlinked', { account: nameOf(chosen) })];
    await t.say('unlinked', { lines, choices: [privacyButton] });
    return undefined;
  },
};
