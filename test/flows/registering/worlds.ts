/** The worlds that transcripts of registering name in their "= world" line. */
import type { Registration, Task } from '../../../src/domain/registration.ts';
import { parseDue } from '../../../src/domain/due.ts';
import { parseTarget } from '../../../src/domain/measures.ts';
import type { World } from '../play.ts';
import { chats, createAccountWorld } from './account-world.ts';
import { createPhoneWorld } from './phone-world.ts';
import { createJoinWorld, secretaryPost } from './join-world.ts';
import {
  remindIdleWorld,
  remindNoPostWorld,
  remindedDoneWorld,
  remindedWorld,
  openPriceWorld,
  waveWorld,
  zaloWaveWorld,
} from './remind-world.ts';
import { createUnitWorld, planOf, superior, taskOf } from './unit-world.ts';

const read = (task: Task): Task => {
  const due = parseDue(task.due.text, 2027);
  return {
    ...task,
    target: parseTarget(task.target.text),
    due: 'ok' in due ? due.ok : task.due,
  };
};

const opening = [
  'Mở lớp bồi dưỡng nhận thức về Đoàn',
  '02 lớp, 120 học viên',
  'Quý I',
  'Phó Bí thư Đoàn trường',
] as const;
const survey = ['Khảo sát tâm tư học sinh', 'nhiều đợt', 'Tháng 10', 'Bí thư Đoàn trường'] as const;
const calendar = [
  'Xây dựng chương trình công tác năm',
  '01 chương trình',
  'trước 31/01',
  'Bí thư Đoàn trường',
] as const;
const dialogue = [
  'Tổ chức đối thoại giữa Ban Giám hiệu với đoàn viên',
  '02 buổi, 200 đoàn viên',
  'Quý II và quý IV',
  'Bí thư Đoàn trường',
] as const;

const draftTasks = (): Task[] => [
  read(taskOf('a1', '1.1', opening)),
  read(taskOf('a2', '1.2', survey)),
  read(taskOf('a3', '2.1', calendar)),
  read(taskOf('a4', '3.1', dialogue)),
];

const formerPlan = (): Registration => ({
  ...planOf([
    taskOf('f1', '1.1', ['Rà soát hồ sơ đoàn viên', '100% đoàn viên', '31/3/2026', 'Phó Bí thư']),
    taskOf('f2', '1.2', ['Khảo sát tâm tư học sinh', '02 đợt', 'Quý IV/2026', 'Bí thư']),
    taskOf('f3', '2.1', [
      'Xây dựng chương trình năm 2026',
      '01 chương trình',
      'trước 31/01/2026',
      'Bí thư',
    ]),
    taskOf('f4', '3.1', ['Đối thoại với Ban Giám hiệu', '02 buổi', 'cả năm 2026', 'Bí thư']),
  ]),
  id: 'r0',
  year: 2026,
});

const round = (tasks: readonly Task[]): Registration['rounds'][number] => ({
  number: 1,
  receipt: '2027-01-7F3K',
  sentAt: new Date('2026-09-10T09:15:00+07:00'),
  by: { personId: 'me', postId: 'p1' },
  unitName: 'Đoàn trường THPT Hoa Mẫu',
  superiorId: 'u-top',
  superiorName: superior,
  tasks,
});

const sentPlan = (more: Partial<Registration['rounds'][number]> = {}): Registration => {
  const tasks = draftTasks();
  const firstSentAt = new Date('2026-09-10T09:15:00+07:00');
  return planOf(tasks, {
    rounds: [{ ...round(tasks), ...more }],
    firstSentAt,
    superiorId: 'u-top',
  });
};

const decided = {
  decisionId: 'd1',
  by: { personId: 'cadre', postId: 'p9' },
  at: new Date('2026-09-12T10:00:00+07:00'),
};
const approved: Task['review'] = { state: 'approved', ...decided };

const reviewedPlan = (returnTwo: boolean): Registration => {
  const plan = sentPlan({
    reviewBegunAt: new Date('2026-09-12T09:00:00+07:00'),
    closedAt: new Date('2026-09-12T11:00:00+07:00'),
  });
  const reviews: Record<string, Task['review']> = returnTwo
    ? {
        a2: {
          state: 'returned',
          ...decided,
          reason: 'no_target',
          note: 'ghi rõ số đợt, số phiếu',
        },
        a4: { state: 'returned', ...decided, reason: 'no_time' },
      }
    : {};
  return {
    ...plan,
    tasks: plan.tasks.map((task) => ({ ...task, review: reviews[task.id] ?? approved })),
  };
};

export const registeringWorlds: Readonly<Record<string, () => World>> = {
  'school, nothing yet': () => createUnitWorld(),
  'school, four tasks': () => createUnitWorld({ registration: planOf(draftTasks()) }),
  'school, head 2 empty': () =>
    createUnitWorld({ registration: planOf(draftTasks().filter(({ item }) => item !== '2.1')) }),
  'school, six vague tasks': () =>
    createUnitWorld({
      registration: planOf([
        ...draftTasks(),
        ...['1.3', '1.4', '1.5', '2.2', '2.3'].map((item, index) =>
          read(taskOf(`v${index}`, item, ['Tổ chức hoạt động', 'thường xuyên', 'khi cần', ''])),
        ),
      ]),
    }),
  'school, with last year': () => createUnitWorld({ former: formerPlan() }),
  'school, with files': () =>
    createUnitWorld({
      files: {
        'ke-hoach.docx': [
          '1.1. Phần mềm quản lý đoàn viên',
          '- Rà soát hồ sơ đoàn viên; 100% đoàn viên; Quý I; Phó Bí thư',
          '- Gặp mặt đoàn viên mới; 01 buổi; 31/02; Bí thư',
        ].join('\n'),
      },
    }),
  'school, sent': () => createUnitWorld({ registration: sentPlan() }),
  'school, in review': () =>
    createUnitWorld({
      registration: sentPlan({ reviewBegunAt: new Date('2026-09-12T09:00:00+07:00') }),
    }),
  'school, two returned': () => createUnitWorld({ registration: reviewedPlan(true) }),
  'school, approved': () => createUnitWorld({ registration: reviewedPlan(false) }),
  'school, last day': () =>
    createUnitWorld({ registration: planOf(draftTasks()), now: '2026-10-14T08:00:00+07:00' }),
  'school, late': () =>
    createUnitWorld({ registration: planOf(draftTasks()), now: '2026-11-23T08:00:00+07:00' }),
  'school, before the season': () => createUnitWorld({ now: '2026-08-20T08:00:00+07:00' }),
  'school, closed': () => createUnitWorld({ now: '2027-02-01T08:00:00+07:00' }),
  'school, after the programme': () => createUnitWorld({ now: '2028-02-01T08:00:00+07:00' }),
  'school, a colleague writes': () =>
    createUnitWorld({
      registration: planOf([], {
        holds: [
          { subject: '1.2', personId: 'colleague', at: new Date('2026-09-14T07:55:00+07:00') },
        ],
      }),
      unfinished: '1.1',
    }),
  'school, two posts': () => createUnitWorld({ roles: ['secretary', 'cadre'] }),
  'two units': () => createUnitWorld({ second: 'Chi đoàn cơ sở Trạm Y tế Mẫu' }),
  'armed forces': () =>
    createUnitWorld({ kind: 'luc_luong_vu_trang', unitName: 'Đoàn cơ sở Tiểu đoàn Mẫu' }),
  'the door': () => createJoinWorld(),
  'the door, three units': () =>
    createJoinWorld({
      units: [
        'Đoàn trường THPT Hoa Mẫu',
        'Đoàn trường THPT Sao Mẫu',
        'Chi đoàn cơ sở Trạm Y tế Mẫu',
      ],
    }),
  'the door, a member': () => createJoinWorld({ posts: [{ ...secretaryPost, unitId: 'u9' }] }),
  'the door, an old consent': () =>
    createJoinWorld({ posts: [secretaryPost], noticeVersion: '2025-01' }),
  'the door, waiting': () => createJoinWorld({ waiting: true }),
  'one chat': () => createAccountWorld([chats.zalo]),
  'one chat, two channels': () =>
    createAccountWorld([chats.zalo], undefined, {
      zalo: 'https://zalo.me/1234567890',
      telegram: 'https://t.me/BaChuDongMauBot?start=LJNKX2345678',
    }),
  'phone, not asked yet': () => createPhoneWorld(),
  'phone, agreed': () => createPhoneWorld({ asked: true }),
  'phone, shared': () => createPhoneWorld({ asked: true, number: '84912345678' }),
  'two chats': () => createAccountWorld([chats.zalo, chats.telegram]),
  'two chats, the other in use by now': () =>
    createAccountWorld([chats.zalo, chats.telegram], { refused: { code: 'account_in_use' } }),
  'no post': () => createUnitWorld({ roles: [] }),
  reminded: remindedWorld,
  'reminded of several': remindedDoneWorld,
  'nothing to remind of': remindIdleWorld,
  'reminders without a post': remindNoPostWorld,
  'a wave': waveWorld,
  'a wave on Zalo': zaloWaveWorld,
  'a wave of unknown price': openPriceWorld,
};
