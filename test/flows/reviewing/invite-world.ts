/** A superior that invites: eleven units, and people who wait for its word. */
import type {
  ChannelLinks,
  JoinRequestView,
  MyPost,
  UnitChoice,
} from '../../../src/domain/views.ts';
import type { World } from '../play.ts';
import { cadre, deputyOfAgencies } from './sample.ts';

const names = [
  'Đoàn trường THPT Hoa Mẫu',
  'Đoàn trường THPT Đức Mẫu',
  'Đoàn trường Cao đẳng Nghề Mẫu',
  'Đoàn Công an phường Sông Mẫu',
  'Chi đoàn cơ sở Trạm Y tế Mẫu',
  'Chi đoàn cơ sở Quân sự Mẫu',
  'Đoàn Công ty Điện Mẫu',
  'Đoàn Công ty Nước Mẫu',
  'Chi đoàn cơ sở Hợp tác xã Mẫu',
  'Đoàn Bưu điện Mẫu',
  'Đoàn phường Sông Mẫu',
];

const units: readonly UnitChoice[] = names.map((name, index) => ({
  unitId: `u${index + 1}`,
  name,
  secretaries: index % 3 === 0 ? ['Nguyễn Văn Mẫu'] : [],
}));

const request = (id: string, name: string): JoinRequestView => ({
  id,
  name,
  unitName: 'Đoàn trường THPT Hoa Mẫu',
  role: 'secretary',
  at: '2026-10-13T20:05:00+07:00',
});

type Inviting = {
  posts: readonly MyPost[];
  waiting: Record<string, JoinRequestView[]>;
  linksFor?: (code: string) => ChannelLinks;
};

const world = ({ posts, waiting, linksFor = () => ({}) }: Inviting): World => ({
  now: '2026-10-14T08:00:00+07:00',
  reads: {
    me: () => ({ person: { id: 'n-mau', name: 'Phạm Văn Mẫu' }, posts }),
    'units.below': () => units,
    'join.requests': ({ as }) => waiting[as] ?? [],
    'channels.links': ({ code = '' }) => linksFor(code),
  },
  runs: {
    'invitation.create': ({ unitId }) => ({
      done: {
        invitationId: 'i1',
        code: 'ABCDEFGHJKLM',
        expiresAt: '2026-10-28T08:00:00+07:00',
        unitName: units.find((one) => one.unitId === unitId)?.name ?? 'Đoàn phường Sông Mẫu',
      },
    }),
    'join.decide': ({ as, requestId }) => {
      const found = waiting[as]?.find(({ id }) => id === requestId);
      if (!found) {
        return {
          refused: {
            code: 'already_decided',
            params: { who: 'Võ Thị Mẫu', when: '07:40 14/10/2026', what: 'accepted' },
          },
        };
      }
      waiting[as] = (waiting[as] ?? []).filter((one) => one !== found);
      return { done: { name: found.name, unitName: found.unitName } };
    },
  },
});

export const inviteWorld = (): World => world({ posts: [cadre], waiting: {} });

export const zaloOnlyWorld = (): World =>
  world({
    posts: [cadre],
    waiting: {},
    linksFor: () => ({ zalo: 'https://zalo.me/1234567890' }),
  });

export const telegramOnlyWorld = (): World =>
  world({
    posts: [cadre],
    waiting: {},
    linksFor: (code) => ({ telegram: `https://t.me/BaChuDongMauBot?start=${code}` }),
  });

export const linkedWorld = (): World =>
  world({
    posts: [cadre],
    waiting: {},
    linksFor: (code) => ({
      zalo: 'https://zalo.me/1234567890',
      telegram: `https://t.me/BaChuDongMauBot?start=${code}`,
    }),
  });

export const oneRequestWorld = (): World =>
  world({
    posts: [cadre],
    waiting: { [cadre.postId]: [request('q1', 'Đỗ Thị Mẫu'), request('q2', 'Hồ Văn Mẫu')] },
  });

export const twoSuperiorsWorld = (): World =>
  world({
    posts: [cadre, deputyOfAgencies],
    waiting: { [deputyOfAgencies.postId]: [request('q3', 'Bùi Văn Mẫu')] },
  });
