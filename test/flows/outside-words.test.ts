import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { noticeMessage } from '../../flows/notices.ts';
import { outsideWords } from '../../flows/talking/outside-words.ts';
import { createSpeaker } from '../../src/app/words.ts';
import { fit } from '../../src/channels/fit.ts';
import { zaloLike } from '../../src/channels/limits.ts';
import { outsideFields, type OutsideWords } from '../../src/domain/outside.ts';
import type { NoticeBody } from '../../src/domain/notices.ts';
import type { ReminderBody, ReminderSection } from '../../src/domain/reminders.ts';
import { createWords } from '../../src/i18n/words.ts';

const speaker = createSpeaker(createWords(join(import.meta.dirname, '../../locales')));
const unitName = 'Đoàn trường THPT Hoa Mẫu';
const post = { unitName, role: 'secretary' } as const;

const plan = (more: Partial<Extract<ReminderSection, { about: 'plan' }>> = {}) =>
  ({
    about: 'plan',
    unitId: 'u1',
    unitName,
    year: 2027,
    state: 'drafting',
    itemsFilled: 7,
    itemsTotal: 15,
    returned: 2,
    deadline: {
      year: 2027,
      opens: '01/09/2026',
      dueBefore: '15/10/2026',
      lastDay: '14/10/2026',
      lateUntil: '31/12/2026',
      daysLeft: 3,
      phase: 'open',
    },
    inTime: false,
    ...more,
  }) as const;
const reminder = (...sections: ReminderSection[]): ReminderBody => ({
  name: 'reminder',
  sections,
  snooze: [
    { choice: 'afternoon', at: '' },
    { choice: 'tomorrow', at: '' },
    { choice: 'monday', at: '' },
  ],
  again: false,
});
const closed = {
  name: 'review_closed',
  registrationId: 'r1',
  unitId: 'u1',
  superiorName: 'Phường Mẫu',
  unitName,
  year: 2027,
  round: 1,
  approved: 11,
} as const;

const said = (words: OutsideWords | undefined, lang = 'vi'): string[] =>
  outsideFields.map((field) => (words ? speaker.say(words.values[field], lang) : ''));

describe('in few words', () => {
  test.each<[string, NoticeBody, string, string]>([
    ['a plan in work', reminder(plan()), 'ghi 7/15 tiểu mục, chưa gửi', 'gõ /kehoach'],
    ['an empty plan', reminder(plan({ state: 'none' })), 'chưa ghi phần việc nào', 'gõ /kehoach'],
    [
      'a returned plan',
      reminder(plan({ state: 'returned' })),
      '2 phần việc cần bổ sung',
      'gõ /kehoach',
    ],
    [
      'a plan that is late',
      reminder(plan({ deadline: { ...plan().deadline, daysLeft: -2 } })),
      'đã qua hạn, vẫn gửi được',
      'gõ /kehoach',
    ],
    ['all approved', { ...closed, returned: 0 }, 'đã duyệt cả 11 phần việc', 'gõ /kehoach'],
    ['some returned', { ...closed, returned: 2 }, 'cần bổ sung 2 việc, duyệt 11', 'gõ /kehoach'],
    [
      'somebody who is not heard of',
      { name: 'member_unsent', channel: 'zalo', ...post },
      'có người không nhận được tin',
      'gõ /trogiup',
    ],
  ])('%s', (_name, body, status, next) => {
    const words = outsideWords(body, 'Nguyễn Lặng Mẫu');
    expect(said(words)[0]).toBe('Nguyễn Lặng Mẫu');
    expect(said(words)[1]).toBe(unitName);
    expect(said(words).slice(-2)).toEqual([status, next]);
  });

  test('what does not apply is a dash, and days never run below nothing', () => {
    const late = reminder(plan({ deadline: { ...plan().deadline, daysLeft: -2 } }));
    expect(said(outsideWords(late, undefined))).toEqual([
      '–',
      unitName,
      '2027',
      '14/10/2026',
      '0',
      'đã qua hạn, vẫn gửi được',
      'gõ /kehoach',
    ]);
    const joined = { name: 'join_decided', accepted: true, superiorName: '', ...post } as const;
    expect(said(outsideWords(joined, 'A Mẫu')).slice(2, 5)).toEqual(['–', '–', '–']);
  });

  test('nobody is named but the reader', () => {
    const body: NoticeBody = {
      name: 'join_requested',
      requestId: 'q1',
      person: 'Đỗ Thị Mẫu',
      ...post,
    };
    expect(said(outsideWords(body, 'A Mẫu')).join(' ')).not.toContain('Đỗ Thị');
  });

  test('what changes nothing for its reader is not said so', () => {
    expect(outsideWords({ name: 'member_joined', person: '', ...post }, 'A Mẫu')).toBeUndefined();
    expect(outsideWords({ ...reminder(), sections: [] }, 'A Mẫu')).toBeUndefined();
  });
});

test('those above read what could not be sent, and what to do about it', () => {
  const body = { name: 'member_unsent', channel: 'zalo', ...post } as const;
  const { text } = speaker.render(noticeMessage(body), 'vi', '0');
  expect(text).toContain('chưa gửi được qua Zalo');
  expect(text).toContain('nhắn một chữ');
  expect(text).toContain(unitName);
});

test('however much a reminder says, something of it can be tapped on Zalo', () => {
  const long = 'Đoàn cơ sở '.repeat(20) + 'Mẫu';
  const body = reminder(
    ...['u1', 'u2', 'u3', 'u4'].map((unitId) => plan({ unitId, unitName: long })),
  );
  const rendered = speaker.render(noticeMessage(body), 'vi', '00000000');
  const parts = fit(rendered, zaloLike, speaker.phrase('vi'));
  expect(rendered.choices.length).toBeGreaterThan(zaloLike.buttons);
  expect(parts.at(-1)?.choices.length).toBe(zaloLike.buttons);
});
