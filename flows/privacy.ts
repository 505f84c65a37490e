import { blank, raw, text, type Text } from '../src/dialog/message.ts';
import type { Flow } from '../src/dialog/turn.ts';
import { formatDay } from '../src/domain/dates.ts';
import type { Contact, PrivacyView } from '../src/domain/views.ts';
import { postText } from './words.ts';

const day = (iso: string): string => formatDay(new Date(iso));

const keptLines = ({ name, accounts, posts, consent }: PrivacyView): Text[] => [
  text('privacy.title'),
  text('privacy.name', { name }),
  ...posts.map((post) =>
    text(post.to ? 'privacy.past_post' : 'privacy.post', {
      post: postText(post),
      from: day(post.from),
      to: post.to ? day(post.to) : '',
    }),
  ),
  ...accounts.map(({ channel, since }) =>
    text('privacy.account', { channel: raw(channel), since: day(since) }),
  ),
  text('privacy.consent', {
    version: consent.noticeVersion,
    at: day(consent.at),
    channel: consent.channel,
  }),
];

const rightsLines = ({ name, phone }: Contact): Text[] => [
  text('privacy.work'),
  blank,
  text('privacy.rights', { name, phone }),
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
    const { name, phone } = contact;
    const lines = kept
      ? [...keptLines(kept), ...rightsLines(contact)]
      : [text('privacy.nothing'), text('help.human', { name, phone })];
    await t.say('privacy', { lines });
    return undefined;
  },
};
