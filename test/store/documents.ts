import type { Account, Person, Post, Unit } from '../../src/domain/organisation.ts';
import type { Registration, Task } from '../../src/domain/registration.ts';
import type { InboxRow, NewOutboxRow, StoredDialog } from '../../src/store/contract.ts';

export const at = (time: string): Date => new Date(`2026-09-14T${time}+07:00`);
export const eight = at('08:00:00');
export const daysLater = (days: number, from = eight): Date =>
  new Date(from.getTime() + days * 86_400_000);

export const unit = (id: string, more: Partial<Unit> = {}): Unit => ({
  id,
  rev: 0,
  name: `Đoàn trường ${id} Mẫu`,
  searchKey: `doan truong ${id} mau`,
  kind: 'truong_hoc',
  parents: [{ unitId: 'tinh', from: eight }],
  clusters: [],
  mayRegister: true,
  mayApprove: false,
  mayIssueDecision: false,
  ...more,
});

export const person = (id: string, more: Partial<Person> = {}): Person => ({
  id,
  rev: 0,
  name: 'Trần Thị Mẫu',
  lang: 'vi',
  consent: { noticeVersion: '1', at: eight, channel: 'web' },
  ...more,
});

export const post = (id: string, more: Partial<Post> = {}): Post => ({
  id,
  rev: 0,
  personId: 'p1',
  unitId: 'u1',
  role: 'secretary',
  from: eight,
  ...more,
});

export const account = (id: string, more: Partial<Account> = {}): Account => ({
  id,
  rev: 0,
  channel: 'web',
  address: id,
  lang: 'vi',
  seenAt: eight,
  attempts: [],
  ...more,
});

const act = { personId: 'p1', postId: 'q1' };

export const task = (id: string): Task => ({
  id,
  rev: 1,
  item: '1.1',
  content: 'Tổ chức 02 lớp bồi dưỡng lý luận chính trị cho đoàn viên',
  target: { text: '02 lớp', measures: [{ number: 2, unit: 'lớp' }] },
  due: { text: 'Quý I', lastDay: '2027-03-31' },
  owner: 'Ban Chấp hành',
  createdBy: act,
  updatedAt: eight,
  updatedBy: act,
  review: { state: 'approved', decisionId: 'd1', by: act, at: eight },
});

export const registration = (id: string, more: Partial<Registration> = {}): Registration => {
  const tasks = more.tasks ?? [task(`${id}t1`), task(`${id}t2`)];
  return {
    id,
    rev: 0,
    unitId: 'u1',
    year: 2027,
    programmeId: '2023-2027',
    tasks,
    rounds: [
      {
        number: 1,
        receipt: '2027-01-7F3K',
        sentAt: eight,
        by: act,
        unitName: 'Đoàn trường Mẫu',
        tasks: tasks.map(({ id: taskId, item, content, target, due, owner }) => {
          return { id: taskId, item, content, target, due, owner };
        }),
      },
    ],
    firstSentAt: eight,
    late: false,
    holds: [{ subject: 'plan', personId: 'p1', at: eight }],
    superiorId: 's1',
    summary: {
      state: 'sent',
      tasks: tasks.length,
      itemsFilled: 1,
      byHead: [{ head: 1, tasks: tasks.length, approved: 0, returned: 0 }],
      pending: tasks.length,
      approved: 0,
      returned: 0,
      late: false,
      sentAt: eight,
      firstSentAt: eight,
    },
    ...more,
  };
};

export const dialog = (id: string, more: Partial<StoredDialog> = {}): StoredDialog => ({
  id,
  rev: 0,
  owner: 'p1',
  subject: 'task:u1',
  paused: false,
  touchedAt: eight,
  body: { flow: 'task', version: 1, path: [['ask:task.1.content', 'Hai lớp']], ahead: [] },
  ...more,
});

export const event = (
  id: string,
  more: Partial<InboxRow> = {},
): Omit<InboxRow, 'state' | 'attempts' | 'notBefore'> => ({
  id: `web:${id}`,
  channel: 'web',
  eventId: id,
  address: 'bithu-1',
  at: eight,
  payload: { eventId: id, address: 'bithu-1', text: 'có' },
  ...more,
});

export const reply = (id: string, more: Partial<NewOutboxRow> = {}): NewOutboxRow => ({
  id,
  channel: 'web',
  address: 'bithu-1',
  priority: 0,
  seq: 1,
  notBefore: eight,
  lang: 'vi',
  message: {
    lines: [{ key: 'task.saved', params: { 'mục 1.1': 'xong' } }, { raw: '' }],
    choices: [],
  },
  at: eight,
  ...more,
});
