import { blank, text, type Choice, type Message, type Text } from '../../src/dialog/message.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import type { AccountView, PrivacyView } from '../../src/domain/views.ts';
import { opens } from '../talking/buttons.ts';
import { oneOf } from '../talking/choose.ts';
import { refuse } from '../talking/refused.ts';

/** What is agreed to; raise it when the questions say something else. */
const phoneNoticeVersion = 'phone-2026-11';

const privacyButton = opens('phone.to_data', { action: 'privacy' });
const shareButton = opens('phone.allow', { action: 'phone' });

/** The chats in which the reader has shared a number. */
export const sharedIn = ({
  accounts,
}: PrivacyView): readonly Required<Pick<AccountView, 'channel' | 'phone'>>[] =>
  accounts.flatMap(({ channel, phone }) => (phone ? [{ channel, phone }] : []));

/** To "/dulieu": the way to share a number where people can be asked for one, or the way to take it back. */
export const phoneButtons = (t: Turn, kept: PrivacyView): Choice[] => {
  if (sharedIn(kept).length > 0) return [opens('phone.drop', { action: 'phone_drop' })];
  return t.limits.contactRequest ? [shareButton] : [];
};

const end = async (t: Turn, lines: readonly Text[], choices: readonly Choice[]) => {
  await t.say('end', { lines, choices });
  return undefined;
};

const question: Message = {
  lines: [
    text('phone.question'),
    blank,
    text('phone.what_for'),
    text('phone.what_kept'),
    text('phone.take_back'),
  ],
  choices: [
    { label: text('phone.yes'), answer: 'yes', tone: 'success' },
    { label: text('phone.no'), answer: 'no' },
  ],
};

/** The vendor's own card: by it the number comes, if the reader wants it to. */
const card: Message = {
  lines: [text('phone.card_title'), text('phone.card_words'), text('phone.card_instead')],
  asksContact: true,
};

/** Consent first, then the card. The number itself comes as an event of its own. */
export const phone: Flow = {
  id: 'phone',
  version: 1,
  intents: ['phone'],
  async run(t) {
    if (!t.limits.contactRequest) return end(t, [text('phone.not_here')], [privacyButton]);
    const kept = await t.read('kept', { type: 'privacy' });
    const [shared] = kept ? sharedIn(kept) : [];
    if (shared) {
      const { ending } = shared.phone;
      return end(t, [text('phone.already', { ending })], [privacyButton]);
    }
    const options = { accept: ['choice'], back: false, confirm: true } as const;
    if ((await t.ask('consent', question, oneOf('yes', 'no'), options)) === 'no') {
      return end(t, [text('phone.not_asked')], [privacyButton]);
    }
    const agreed = await t.run('agree', {
      type: 'account.ask_phone',
      noticeVersion: phoneNoticeVersion,
    });
    if ('refused' in agreed) return refuse(t, agreed.refused, [privacyButton]);
    await t.say('card', card);
    return undefined;
  },
};

/** What somebody has shared by a card. What nobody asked for is not kept, and they are told so. */
export const phoneShared: Flow = {
  id: 'phone-shared',
  version: 1,
  intents: ['contact_shared'],
  open: true,
  async run(t) {
    const number = t.start.intent?.words ?? '';
    const shared = await t.run('share', { type: 'account.share_phone', number });
    if ('refused' in shared) {
      const mayAsk = t.me.personId !== undefined && t.limits.contactRequest;
      return refuse(t, shared.refused, mayAsk ? [shareButton, privacyButton] : []);
    }
    return end(t, [text('phone.kept', shared.done)], [privacyButton]);
  },
};

/** "Gỡ số điện thoại". */
export const phoneDrop: Flow = {
  id: 'phone-drop',
  version: 1,
  intents: ['phone_drop'],
  async run(t) {
    const dropped = await t.run('drop', { type: 'account.drop_phone' });
    if ('refused' in dropped) return refuse(t, dropped.refused, [privacyButton]);
    return end(t, [text('phone.dropped')], [privacyButton]);
  },
};
