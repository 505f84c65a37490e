import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { noticeMessage } from '../../../flows/notices.ts';
import { createSpeaker } from '../../../src/app/words.ts';
import { parseIntent } from '../../../src/dialog/intent.ts';
import type { NoticeBody } from '../../../src/domain/notices.ts';
import { createWords } from '../../../src/i18n/words.ts';

const speaker = createSpeaker(createWords(join(import.meta.dirname, '../../../locales')));
const unitName = 'Đoàn trường THPT Hoa Mẫu';
const year = 2027;

const sent: NoticeBody = {
  name: 'plan_sent',
  registrationId: 'r1',
  unitName,
  year,
  round: 1,
  tasks: 13,
  late: false,
  receipt: '2027-01-7F3K',
};
const closed: NoticeBody = {
  name: 'review_closed',
  registrationId: 'r1',
  unitId: 'u1',
  unitName,
  superiorName: 'Đoàn phường Sông Mẫu',
  year,
  round: 1,
  approved: 11,
  returned: 2,
  late: false,
};
const joined = { unitName, role: 'secretary' } as const;

/** The bodies, and what their first button does. */
const bodies: readonly (readonly [string, NoticeBody, string])[] = [
  ['a plan is sent', sent, 'review:r1:1'],
  ['a plan is sent late', { ...sent, late: true }, 'review:r1:1'],
  ['a plan is sent again', { ...sent, round: 2 }, 'review:r1:2'],
  ['a plan is withdrawn', { name: 'plan_withdrawn', unitName, year, by: 'Lê Văn Mẫu' }, 'queue'],
  ['tasks are returned', closed, 'fix:u1:2027'],
  ['tasks of a late plan are returned', { ...closed, late: true }, 'fix:u1:2027'],
  ['all is approved', { ...closed, returned: 0 }, 'plan:u1:2027'],
  [
    'somebody wants to join',
    { name: 'join_requested', requestId: 'q1', person: 'Đỗ Thị Mẫu', ...joined },
    'join_yes:q1',
  ],
  [
    'somebody was confirmed',
    { name: 'join_decided', accepted: true, superiorName: 'Đoàn phường Sông Mẫu', ...joined },
    'help',
  ],
  [
    'somebody was not confirmed',
    { name: 'join_decided', accepted: false, superiorName: 'Đoàn phường Sông Mẫu', ...joined },
    'help',
  ],
  ['somebody has joined', { name: 'member_joined', person: 'Đỗ Thị Mẫu', ...joined }, 'invite'],
];

const rendered = (body: NoticeBody, lang: string) =>
  speaker.render(noticeMessage(body), lang, '00000000');

describe.each(['vi', 'en'])('notices in %s', (lang) => {
  test.each(bodies)('when %s: unit, year and the way to it', (_, body, intent) => {
    const { text, choices } = rendered(body, lang);
    expect(text).toContain(unitName);
    if ('year' in body) expect(text).toContain(String(year));
    expect(text).not.toMatch(/\{\{|undefined|notice\./u);
    expect(choices[0]?.id).toBe(intent);
    expect(choices.map(({ id }) => parseIntent(id))).not.toContain(undefined);
    expect(text.length).toBeLessThan(600);
  });
});

describe.each([
  ['vi', /Telegram.*\/dulieu/su, /gỡ khỏi.*\/start/su],
  ['en', /Telegram.*\/dulieu/su, /removed from.*\/start/su],
])('notices about chats in %s', (lang, linked, unlinked) => {
  test('name the new channel and where to look', () => {
    const { text, choices } = rendered({ name: 'account_linked', channel: 'telegram' }, lang);
    expect(text).toMatch(linked);
    expect(choices.map(({ id }) => id)).toEqual(['privacy']);
  });

  test('tell the chat that was taken away how to come back', () => {
    const { text, choices } = rendered({ name: 'account_unlinked' }, lang);
    expect(text).toMatch(unlinked);
    expect(choices).toEqual([]);
  });
});

describe.each([
  ['vi', /Đồng chí Đỗ Thị Mẫu \(Bí thư · Đoàn trường/u, /^Bí thư · Đoàn trường/u, /^Một cán bộ/u],
  ['en', /^Đỗ Thị Mẫu \(Secretary · Đoàn trường/u, /^Secretary · Đoàn trường/u, /^A/u],
])('a demand to be forgotten, in %s', (lang, named, titled, somebody) => {
  const terms = {
    asked: '14/09/2026',
    acknowledge: '16/09/2026',
    stop: '29/09/2026',
    erase: '04/10/2026',
  };
  const body = {
    name: 'withdrawal_asked',
    posts: [joined],
    channel: 'zalo',
    chatsLeft: 0,
    terms,
  } as const;

  test('names post and unit, the person where names may go, and the days of the law', () => {
    const { text } = rendered({ ...body, person: 'Đỗ Thị Mẫu' }, lang);
    expect(text).toMatch(named);
    for (const day of Object.values(terms)) expect(text).toContain(day);
    expect(text).toContain('356/2025/NĐ-CP');
    expect(text).not.toMatch(/\{\{|undefined|withdrawal\./u);
    expect(text.length).toBeLessThan(900);
    expect(rendered(body, lang).text).toMatch(titled);
    expect(rendered({ ...body, posts: [] }, lang).text).toMatch(somebody);
  });

  test('says whether the person can still be written to', () => {
    const [none, some] = [0, 1].map((chatsLeft) => rendered({ ...body, chatsLeft }, lang).text);
    expect(none).not.toBe(some);
  });

  test('is confirmed to the chats that are left, with the way to what is still kept', () => {
    const { text, choices } = rendered({ name: 'withdrawal_done', channel: 'zalo' }, lang);
    expect(text).toMatch(/Zalo/u);
    expect(choices.map(({ id }) => id)).toEqual(['privacy']);
  });
});

describe('the result of a review', () => {
  test('says that a plan sent in time stays in time', () => {
    expect(rendered(closed, 'vi').text).toContain('Đăng ký vẫn tính đúng hạn');
  });

  test('says nothing of the kind when it was sent late', () => {
    expect(rendered({ ...closed, late: true }, 'vi').text).not.toContain('đúng hạn');
  });

  test('asks for nothing when all is approved', () => {
    const { choices } = rendered({ ...closed, returned: 0 }, 'vi');
    expect(choices.map(({ action }) => action)).toEqual(['plan']);
  });
});
