import { describe, expect, test } from '@jest/globals';
import type { Account, Person, Post } from '../../src/domain/organisation.ts';
import { withdraw } from '../../src/domain/withdrawal.ts';
import { workCalendar } from '../../src/domain/work-calendar.ts';
import { at, tree } from './office.ts';

const friday = at('2026-09-11', '16:00');
const calendar = workCalendar([{ day: '2026-09-14' }], []);
const person: Person = {
  id: 'hoa',
  rev: 1,
  name: 'Đỗ Thị Hoa Mẫu',
  lang: 'vi',
  consent: { noticeVersion: '1', at: friday, channel: 'zalo' },
};
const chat = (id: string, channel = 'zalo'): Account => ({
  id,
  rev: 1,
  channel,
  address: id,
  personId: 'hoa',
  lang: 'vi',
  seenAt: friday,
  attempts: [],
});
const post = (unitId: string, role: Post['role'] = 'secretary'): Post => ({
  id: `hoa.${unitId}`,
  rev: 1,
  personId: 'hoa',
  unitId,
  role,
  from: at('2026-01-01'),
});
const from = (posts: readonly Post[], others: readonly Account[] = []) =>
  withdraw({ now: friday, tree, calendar }, { person, posts, account: chat('zalo:1'), others });

describe('a demand to be forgotten', () => {
  test('is told to administrators and to the reviewers above each unit, with the time of the law', () => {
    const { notices } = from([post('truong1'), post('truong2', 'cadre'), post('coquan')]);
    expect(notices.map(({ to, except }) => [to, except])).toEqual([
      [{ admins: true }, 'hoa'],
      [{ reviewersAt: 'xa1' }, 'hoa'],
      [{ reviewersAt: 'xa2' }, 'hoa'],
    ]);
    expect(notices[0]?.body).toEqual({
      name: 'withdrawal_asked',
      person: 'Đỗ Thị Hoa Mẫu',
      posts: [
        { role: 'secretary', unitName: 'Đoàn truong1 Mẫu' },
        { role: 'cadre', unitName: 'Đoàn truong2 Mẫu' },
        { role: 'secretary', unitName: 'Đoàn coquan Mẫu' },
      ],
      channel: 'zalo',
      chatsLeft: 0,
      terms: {
        asked: '11/09/2026',
        // Saturday and Tuesday: Sunday is no working day, Monday is a holiday here.
        acknowledge: '15/09/2026',
        stop: '26/09/2026',
        erase: '01/10/2026',
      },
    });
    expect(notices[2]?.body).toMatchObject({
      posts: [{ role: 'secretary', unitName: 'Đoàn coquan Mẫu' }],
    });
  });

  test('is noted for each unit, with ids only', () => {
    const { audit } = from([post('truong1'), post('coquan')]);
    const line = {
      action: 'privacy.withdrawn',
      subject: 'hoa',
      before: { channel: 'zalo' },
      after: { chats: 0 },
    };
    expect(audit).toEqual([
      { ...line, unitId: 'truong1' },
      { ...line, unitId: 'coquan' },
    ]);
    expect(JSON.stringify(audit)).not.toMatch(/Hoa Mẫu|zalo:1/);
  });

  test('of somebody without a post is told to administrators only', () => {
    const { audit, notices } = from([]);
    expect(audit).toHaveLength(1);
    expect(notices.map(({ to }) => to)).toEqual([{ admins: true }]);
  });

  test('is told to every other chat of the person', () => {
    const { notices } = from([], [chat('telegram:2', 'telegram'), chat('zalo:3')]);
    expect(notices.slice(1)).toEqual([
      { to: { account: 'telegram:2' }, body: { name: 'withdrawal_done', channel: 'zalo' } },
      { to: { account: 'zalo:3' }, body: { name: 'withdrawal_done', channel: 'zalo' } },
    ]);
    expect(notices[0]?.body).toMatchObject({ chatsLeft: 2 });
  });
});
