import { describe, expect, test } from '@jest/globals';
import { leadingSection, outsideNews } from '../../src/domain/outside-words.ts';
import type { NoticeBody } from '../../src/domain/notices.ts';
import type { ReminderSection } from '../../src/domain/reminders.ts';

const unitName = 'Đoàn trường THPT Hoa Mẫu';
const deadline = {
  year: 2027,
  opens: '01/09/2026',
  dueBefore: '15/10/2026',
  lastDay: '14/10/2026',
  lateUntil: '31/12/2026',
  daysLeft: 3,
  phase: 'open' as const,
};
const plan: ReminderSection = {
  about: 'plan',
  unitId: 'u1',
  unitName,
  year: 2027,
  state: 'drafting',
  itemsFilled: 7,
  itemsTotal: 15,
  returned: 0,
  deadline,
  inTime: false,
};
const until = { dueBefore: '25/10/2026', lastDay: '24/10/2026', daysLeft: 9 };
const reportUp: ReminderSection = {
  about: 'report_up',
  unitId: 's1',
  unitName,
  year: 2027,
  ...until,
  units: 12,
  missing: 2,
};
const silent: ReminderSection = {
  about: 'silent',
  unitId: 's1',
  unitName,
  year: 2027,
  ...until,
  names: ['Một Mẫu', 'Hai Mẫu'],
  unreachable: 1,
};
const review: ReminderSection = {
  about: 'review',
  postId: 'p1',
  unitName,
  years: [2026, 2027],
  units: 2,
  tasks: 9,
  days: 5,
};
const reminder = (...sections: ReminderSection[]): NoticeBody => ({
  name: 'reminder',
  sections,
  snooze: [],
  again: false,
});

describe('what goes outside of the window', () => {
  test.each([
    ['a plan', reminder(plan), 'reminder', '14/10/2026', 3],
    ['a report', reminder(reportUp), 'reminder', '24/10/2026', 9],
    ['silent units', reminder(silent), 'reminder', '24/10/2026', 9],
    ['plans to review', reminder(review), 'to_review', undefined, undefined],
    ['the own plan first', reminder(review, silent, reportUp, plan), 'reminder', '14/10/2026', 3],
  ])('a reminder of %s', (_name, body, kind, day, daysLeft) => {
    expect(outsideNews(body)).toMatchObject({
      kind,
      unit: unitName,
      ...(day ? { deadline: day } : {}),
      ...(daysLeft === undefined ? {} : { daysLeft }),
    });
  });

  test('reviews of several years name them all', () => {
    expect(outsideNews(reminder(review))?.year).toBe('2026, 2027');
  });

  test('a reminder that says nothing goes nowhere', () => {
    expect(leadingSection({ sections: [] })).toBeUndefined();
    expect(outsideNews(reminder())).toBeUndefined();
  });

  const post = { unitName, role: 'secretary' } as const;
  test.each<[NoticeBody, string | undefined]>([
    [
      {
        name: 'review_closed',
        registrationId: 'r1',
        unitId: 'u1',
        superiorName: 'Phường Mẫu',
        unitName,
        year: 2027,
        round: 1,
        approved: 11,
        returned: 2,
      },
      'review_result',
    ],
    [
      {
        name: 'plan_sent',
        registrationId: 'r1',
        unitName,
        year: 2027,
        round: 1,
        tasks: 13,
        late: false,
        receipt: 'a',
      },
      'to_review',
    ],
    [{ name: 'join_decided', accepted: true, superiorName: 'Phường Mẫu', ...post }, 'notice'],
    [{ name: 'member_unsent', channel: 'zalo', ...post }, 'notice'],
    [{ name: 'plan_withdrawn', unitName, year: 2027, by: 'Lê Văn Mẫu' }, undefined],
    [{ name: 'member_joined', person: 'Đỗ Thị Mẫu', ...post }, undefined],
    [{ name: 'account_unlinked' }, undefined],
  ])('%j', (body, kind) => {
    expect(outsideNews(body)?.kind).toBe(kind);
  });

  test('a moved deadline says its new last day', () => {
    const days = { dueBefore: '20/10/2026', lastDay: '19/10/2026', lateUntil: '31/12/2026' };
    const body = { name: 'deadline_moved', year: 2027, before: days, after: days } as const;
    expect(outsideNews(body)).toEqual({ kind: 'notice', year: '2027', deadline: '19/10/2026' });
  });
});
