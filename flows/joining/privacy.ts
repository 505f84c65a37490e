import { blank, text, type Choice, type Text } from '../../src/dialog/message.ts';
import type { Flow } from '../../src/dialog/turn.ts';
import { formatDay } from '../../src/domain/dates.ts';
import type { Contact, PrivacyView } from '../../src/domain/views.ts';
import { opens } from '../talking/buttons.ts';
import { browse } from '../talking/choose.ts';
import { channelText, postText } from '../talking/words.ts';
import { phoneButtons, sharedIn } from './phone.ts';
import { whom } from '../talking/whom.ts';

const day = (iso: string): string => formatDay(new Date(iso));

const keptLines = (view: PrivacyView): Text[] => {
  const { name, accounts, posts, consent } = view;
  return [
    text('privacy.title'),
    text('privacy.name', { name }),
    ...posts.map((post) =>
      text(post.to ? 'privacy.past_post' : 'privacy.post', {
        post: postText(post),
        from: day(post.from),
        to: post.to ? day(post.to) : '',
      }),
    ),
    ...accounts.map(({ channel, since, present }) =>
      text(present ? 'privacy.account_here' : 'privacy.account', {
        channel: channelText(channel),
        since: day(since),
      }),
    ),
    ...sharedIn(view).map(({ channel, phone }) =>
      text('phone.line', {
        ending: phone.ending,
        at: day(phone.at),
        channel: channelText(channel),
      }),
    ),
    text('privacy.consent', {
      version: consent.noticeVersion,
      at: day(consent.at),
      channel: channelText(consent.channel),
    }),
  ];
};

const rightsLines = (contact: Contact): Text[] => [
  text('privacy.work'),
  blank,
  text('privacy.rights', { who: whom(contact) }),
];

const accountButtons = ({ accounts }: PrivacyView): Choice[] => [
  opens('privacy.add_account', { action: 'account_add' }),
  ...(accounts.some(({ present }) => !present)
    ? [opens('privacy.remove_account', { action: 'account_remove' })]
    : []),
];

/** "/dulieu": what is kept about the reader, and whom to ask to see, correct or delete it. */
export const privacy: Flow = {
  id: 'privacy',
  version: 1,
  commands: ['dulieu', 'privacy'],
  intents: ['privacy'],
  open: true,
  async run(t) {
    const kept = await t.read('kept', { type: 'privacy' });
    const contact = await t.read('contact', { type: 'contact' });
    if (kept) {
      const lines = [...keptLines(kept), ...rightsLines(contact)];
      const choices = [...accountButtons(kept), ...phoneButtons(t, kept)];
      return browse(t, { lines, choices });
    }
    await t.say('nothing', {
      lines: [text('privacy.nothing'), text('help.human', { who: whom(contact) })],
    });
    return undefined;
  },
};
