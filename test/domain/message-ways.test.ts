import { describe, expect, test } from '@jest/globals';
import { templateFor, templateOpening, wayTo } from '../../src/domain/message-ways.ts';
import type { Account } from '../../src/domain/organisation.ts';
import type { OutsideTemplate } from '../../src/domain/outside.ts';

const hour = 3_600_000;
const day = 24 * hour;
const now = new Date('2026-10-01T09:00:00+07:00');
const window = { freeMs: 48 * hour, openMs: 7 * day };
const windowOf = (channel: string) => (channel === 'zalo' ? window : undefined);

const account = (
  channel: string,
  silentMs: number,
  more: Partial<Pick<Account, 'unreachableSince' | 'phone'>> = {},
) => ({
  id: `${channel}:1`,
  channel,
  address: '1',
  seenAt: new Date(now.getTime() - silentMs),
  ...more,
});
const phone = { phone: { number: '84901234567', at: now } };
const gone = { unreachableSince: now };

type Row = [string, ReturnType<typeof account>[], boolean, string];

describe('the way to somebody', () => {
  test.each<Row>([
    ['heard of just now', [account('zalo', 0)], false, 'free zalo'],
    ['heard of 48 hours ago', [account('zalo', 48 * hour)], false, 'free zalo'],
    ['a moment later it costs', [account('zalo', 48 * hour + 1)], true, 'paid zalo'],
    ['heard of 7 days ago', [account('zalo', 7 * day)], true, 'paid zalo'],
    ['a moment later a template', [account('zalo', 7 * day + 1)], true, 'template_user zalo'],
    ['without a template it waits', [account('zalo', 7 * day + 1)], false, 'parked zalo'],
    ['no window, years ago', [account('telegram', 999 * day)], false, 'free telegram'],
    [
      'whoever came to Telegram later is told there',
      [account('zalo', 8 * day), account('telegram', 3 * day)],
      true,
      'free telegram',
    ],
    [
      'an older chat elsewhere comes after the template',
      [account('telegram', 30 * day), account('zalo', 8 * day)],
      true,
      'template_user zalo',
    ],
    [
      'and before waiting',
      [account('telegram', 30 * day), account('zalo', 8 * day)],
      false,
      'other_channel telegram',
    ],
    [
      'a chat that is shut for good is no way',
      [account('telegram', 30 * day, gone), account('zalo', 8 * day)],
      false,
      'parked zalo',
    ],
    ['nobody is left', [account('zalo', day, gone)], true, 'unreachable undefined'],
    ['no chat at all', [], true, 'unreachable undefined'],
    [
      'by user id while they are known there',
      [account('zalo', 365 * day, phone)],
      true,
      'template_user zalo',
    ],
    [
      'by phone when too long ago',
      [account('zalo', 366 * day, phone)],
      true,
      'template_phone zalo',
    ],
    ['never by phone unasked', [account('zalo', 366 * day)], true, 'parked zalo'],
    ['a phone is no template', [account('zalo', 366 * day, phone)], false, 'parked zalo'],
  ])('%s', (_name, accounts, template, expected) => {
    const found = wayTo({ accounts, windowOf, template, now });
    expect(`${found.way} ${'account' in found ? found.account.channel : undefined}`).toBe(expected);
  });

  test('what the vendor says counts more than what we believe', () => {
    const accounts = [account('zalo', hour), account('telegram', day)];
    const closed = ({ channel }: { channel: string }) => channel === 'zalo';
    const at = { accounts, windowOf, now, closed };
    expect(wayTo({ ...at, template: true })).toMatchObject({ way: 'template_user' });
    expect(wayTo({ ...at, template: false })).toMatchObject({ way: 'other_channel', cost: 'free' });
  });

  test('another channel has its own price', () => {
    const accounts = [account('zalo', 8 * day), account('other', 9 * day)];
    const wide = { freeMs: day, openMs: 30 * day };
    expect(
      wayTo({
        accounts,
        windowOf: (channel) => (channel === 'zalo' ? window : wide),
        template: false,
        now,
      }),
    ).toMatchObject({ way: 'other_channel', cost: 'paid', account: { channel: 'other' } });
  });
});

test.each([
  ['2026-10-01T05:59:59', '2026-10-01T06:00:00'],
  ['2026-10-01T06:00:00', '2026-10-01T06:00:00'],
  ['2026-10-01T21:59:59', '2026-10-01T21:59:59'],
  ['2026-10-01T22:00:00', '2026-10-02T06:00:00'],
  ['2026-12-31T23:30:00', '2027-01-01T06:00:00'],
])('a template at %s goes at %s', (at, opening) => {
  expect(templateOpening(new Date(`${at}+07:00`))).toEqual(new Date(`${opening}+07:00`));
});

describe('the template for what is to be said', () => {
  const template = (more: Partial<OutsideTemplate> = {}): OutsideTemplate => ({
    kind: 'reminder',
    templateId: '1',
    params: [],
    checkedAt: now,
    ...more,
  });
  const later = new Date(now.getTime() + 1);
  const earlier = new Date(now.getTime() - 1);

  test.each([
    ['there is none', undefined, undefined],
    ['it says something else', [template({ kind: 'notice' })], undefined],
    ['it is approved', [template()], '1'],
    ['refused since', [template({ refusedAt: later })], undefined],
    ['refused once, approved since', [template({ refusedAt: earlier })], '1'],
  ])('%s', (_name, all, id) => {
    expect(templateFor(all, 'reminder')?.templateId).toBe(id);
  });

  test('what has no kind has no template', () => {
    expect(templateFor([template()], undefined)).toBeUndefined();
  });
});
