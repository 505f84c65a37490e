/** A door in memory: three invitations, wrong codes counted, and people who come once more. */
import type { Outcome } from '../../../src/dialog/turn.ts';
import type { MyPost } from '../../../src/domain/views.ts';
import { noticeVersion } from '../../../flows/joining/privacy-notice.ts';
import type { World } from '../play.ts';

export type JoinSetting = {
  /** Already a member, with these posts. */
  posts?: readonly MyPost[];
  waiting?: boolean;
  noticeVersion?: string;
  units?: readonly string[];
};

const memberName = 'Nguyễn Văn Mẫu';
const ward = 'Đoàn phường Sông Mẫu';

const post = (over: Partial<MyPost>): MyPost => ({
  postId: 'p1',
  role: 'secretary',
  unitId: 'u1',
  unitName: 'Đoàn trường THPT Hoa Mẫu',
  kind: 'truong_hoc',
  registers: true,
  reviews: false,
  oversees: false,
  admin: false,
  ...over,
});

export const secretaryPost = post({});
const cadrePost = post({
  role: 'cadre',
  unitId: 'u-top',
  unitName: ward,
  registers: false,
  reviews: true,
});
const adminPost = post({
  role: 'admin',
  unitId: 'u-root',
  unitName: 'Tỉnh đoàn Mẫu',
  registers: false,
  admin: true,
});

type Invitation = { post: MyPost; kind: 'post' | 'open' };

const invitations: Readonly<Record<string, Invitation>> = {
  K7QM3F2P9XYZ: { post: secretaryPost, kind: 'post' },
  CADRE2345678: { post: cadrePost, kind: 'post' },
  ADMIN2345678: { post: adminPost, kind: 'post' },
  PENMX2345678: { post: { ...secretaryPost, unitName: ward, unitId: 'u-top' }, kind: 'open' },
};

/** Made by Nguyễn Văn Mẫu in another chat. */
const linkCode = 'LJNKX2345678';

const refusals = {
  EXPRD2345678: 'invitation_expired',
  USEDX2345678: 'invitation_used',
  LVVER2345678: 'account_code_over',
  THEJR2345678: 'account_of_other',
  MYWWN2345678: 'account_own',
} as const;

const manyUnits = [
  'Đoàn trường THPT Hoa Mẫu',
  'Đoàn trường THPT Sao Mẫu',
  'Đoàn trường THCS Hoa Mẫu',
  'Chi đoàn cơ sở Trạm Y tế Mẫu',
  'Chi đoàn cơ sở Công an phường Mẫu',
  'Đoàn cơ sở Công ty Lúa Mẫu',
  'Đoàn cơ sở Công ty Gạo Mẫu',
  'Đoàn cơ sở Công ty Cá Mẫu',
  'Đoàn cơ sở Hợp tác xã Mẫu',
  'Đoàn cơ sở Quân sự phường Mẫu',
];

export const createJoinWorld = (setting: JoinSetting = {}): World => {
  let posts = setting.posts ?? [];
  let name = setting.posts || setting.waiting ? memberName : undefined;
  let waitingFor = setting.waiting
    ? { unitName: secretaryPost.unitName, superiorName: ward }
    : undefined;
  let wrong = 0;

  const tried = (code: string): Invitation | { refused: { code: 'invitation_unknown' } } => {
    const found = invitations[code];
    if (found) return found;
    wrong += 1;
    return { refused: { code: 'invitation_unknown' } };
  };

  const tryCode = (code: string): Outcome & ({ done: never } | { refused: never }) => {
    const known = refusals[code as keyof typeof refusals] as string | undefined; // any code may be typed
    const answer = (): unknown => {
      if (wrong >= 3) return { refused: { code: 'too_many_attempts', params: { minutes: 15 } } };
      if (known) return { refused: { code: known } };
      if (code === linkCode)
        return { done: { invitationId: 'chat.me', kind: 'account', name: memberName } };
      const found = tried(code);
      if ('refused' in found) return found;
      const { kind, post: given } = found;
      const { role, unitId, unitName } = given;
      return {
        done: {
          invitationId: 'i1',
          kind,
          role,
          unitId,
          unitName,
          superiorName: kind === 'open' ? 'Tỉnh đoàn Mẫu' : ward,
        },
      };
    };
    return answer() as never; // an outcome of this very command, as the domain gives it
  };

  return {
    now: '2026-09-14T08:00:00+07:00',
    reads: {
      me: () => ({
        posts,
        ...(name ? { person: { id: 'me', name } } : {}),
        ...(waitingFor ? { waitingFor } : {}),
      }),
      contact: () => ({
        name: 'Trần Văn Mẫu',
        phone: '0900 000 000',
        organisation: 'Tỉnh đoàn Mẫu',
      }),
      privacy: () =>
        name === undefined
          ? null
          : {
              name,
              lang: 'vi',
              accounts: [],
              posts: [],
              consent: {
                noticeVersion: setting.noticeVersion ?? noticeVersion,
                at: '2026-09-01T08:00:00+07:00',
                channel: 'zalo',
              },
            },
      'units.for_code': () =>
        (setting.units ?? manyUnits).map((unitName, index) => ({
          unitId: `n${index + 1}`,
          name: unitName,
          secretaries: [],
        })),
    },
    runs: {
      'invitation.try': ({ code }) => tryCode(code),
      'join.decline': () => ({ done: {} }),
      'join.accept': (command) => {
        if (command.code === linkCode) {
          name = memberName;
          posts = [secretaryPost];
          return { done: { personId: 'me', linked: true } };
        }
        const invitation = invitations[command.code];
        if (!invitation) return { refused: { code: 'invitation_unknown' } };
        const { kind, post: given } = invitation;
        name ??= command.name;
        if (kind === 'post') posts = [...posts, given];
        else waitingFor = { unitName: manyUnits[0] ?? '', superiorName: ward };
        const { unitName, role } = given;
        return { done: { personId: 'me', confirmed: kind === 'post', unitName, role } };
      },
    },
  };
};
