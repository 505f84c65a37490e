/** Somebody at the chat they joined by, with other chats or without. */
import type { AccountView, ChannelLinks } from '../../../src/domain/views.ts';
import type { Refused } from '../../../src/domain/decide.ts';
import { noticeVersion } from '../../../flows/joining/privacy-notice.ts';
import type { World } from '../play.ts';
import { secretaryPost } from './join-world.ts';

const joined = '2026-09-01T09:00:00+07:00';

export const chats = {
  zalo: { id: 'zalo:a', channel: 'zalo', since: joined, present: true },
  telegram: {
    id: 'telegram:7',
    channel: 'telegram',
    since: '2026-09-10T21:03:00+07:00',
    present: false,
  },
} satisfies Record<string, AccountView>;

export const createAccountWorld = (
  own: readonly AccountView[],
  refused?: Refused,
  links: ChannelLinks = {},
): World => {
  let accounts = own;
  const { unitName, role } = secretaryPost;
  const name = 'Nguyễn Văn Mẫu';
  return {
    now: '2026-09-14T08:00:00+07:00',
    reads: {
      me: () => ({ person: { id: 'me', name }, posts: [secretaryPost] }),
      contact: () => ({ name: 'Trần Văn Mẫu', phone: '0900 000 000' }),
      'channels.links': () => links,
      privacy: () => ({
        name,
        lang: 'vi',
        accounts,
        posts: [{ unitName, role, from: joined }],
        consent: { noticeVersion, at: joined, channel: 'zalo' },
      }),
    },
    runs: {
      'account.invite': () => ({
        done: { code: 'LJNKX2345678', expiresAt: '2026-09-14T08:15:00+07:00' },
      }),
      'account.unlink': ({ accountId }) => {
        if (refused) return refused;
        accounts = accounts.filter(({ id }) => id !== accountId);
        return { done: { channel: 'telegram' } };
      },
    },
  };
};
