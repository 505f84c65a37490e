import { describe, expect, test } from '@jest/globals';
import { formatDong } from '../../src/domain/money.ts';
import type { Account } from '../../src/domain/organisation.ts';
import type { OutsideTemplate } from '../../src/domain/outside.ts';
import { waveCost } from '../../src/domain/wave-cost.ts';
import { at } from './office.ts';

const now = at('2026-10-08');
const hour = 3_600_000;
const day = 24 * hour;

const windows: Readonly<Record<string, { freeMs: number; openMs: number }>> = {
  zalo: { freeMs: 2 * day, openMs: 7 * day },
};

const account = (silentMs: number, more: Partial<Account> = {}): Account => ({
  id: `zalo:${silentMs}`,
  rev: 0,
  channel: 'zalo',
  address: String(silentMs),
  lang: 'vi',
  seenAt: new Date(now.getTime() - silentMs),
  attempts: [],
  ...more,
});

const template: OutsideTemplate = {
  kind: 'reminder',
  templateId: '1001',
  params: [],
  priceByUser: 560,
  priceByPhone: 800,
  checkedAt: now,
};

const phone = { number: '0912000000', at: now };
const heard = account(hour);
const quiet = account(3 * day);
const silent = account(20 * day);
const gone = account(400 * day);
const withPhone = account(400 * day, { phone });
const elsewhere = account(day, { id: 'telegram:1', channel: 'telegram' });

const cost = (people: readonly (readonly Account[])[], using?: OutsideTemplate) =>
  waveCost(people, { windowOf: (name) => windows[name], template: using, at: now });

const nobody = { free: 0, paid: 0, templateUser: 0, templatePhone: 0, other: 0, parked: 0 };

describe('what a wave costs', () => {
  test.each<[string, Account[], OutsideTemplate | undefined, object]>([
    ['a message in the paid days', [quiet], undefined, { paid: 1, total: 55 }],
    ['a template by user', [silent], template, { templateUser: 1, total: 560 }],
    ['a template by phone', [withPhone], template, { templatePhone: 1, total: 800 }],
    ['nothing but waiting without a template', [silent], undefined, { parked: 1, total: 0 }],
    ['nothing but waiting after a year', [gone], template, { parked: 1, total: 0 }],
  ])('is that of %s', (_what, accounts, using, expected) => {
    const prices = using ? { userPrice: 560, phonePrice: 800 } : {};
    expect(cost([accounts], using)).toEqual({ ...nobody, more: false, ...prices, ...expected });
  });

  test('is not said where everybody is written to for nothing', () => {
    expect(cost([[heard], [elsewhere], []])).toBeUndefined();
  });

  test('counts who is reached by another channel, at once or in place of Zalo', () => {
    const earlier = { ...elsewhere, seenAt: new Date(now.getTime() - 30 * day) };
    expect(cost([[elsewhere], [silent, earlier], [quiet], [heard]])).toMatchObject({
      ...nobody,
      free: 1,
      paid: 1,
      other: 2,
      total: 55,
    });
  });

  test('adds up what is known and says that something is not', () => {
    const { priceByPhone: _price, ...others } = template;
    expect(cost([[quiet], [silent], [withPhone]], others)).toMatchObject({
      paid: 1,
      templateUser: 1,
      templatePhone: 1,
      total: 615,
      more: true,
    });
  });

  test('is counted for the time when it is sent, not for now', () => {
    const later = { windowOf: (name: string) => windows[name], template: undefined };
    const at = new Date(now.getTime() + 2 * day);
    expect(waveCost([[heard]], { ...later, at })).toMatchObject({ free: 0, paid: 1 });
  });

  test('is written with dots between thousands', () => {
    expect([0, 55, 999, 1_000, 51_400, 1_234_000].map(formatDong)).toEqual([
      '0',
      '55',
      '999',
      '1.000',
      '51.400',
      '1.234.000',
    ]);
  });
});
