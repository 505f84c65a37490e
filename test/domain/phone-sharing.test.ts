import { describe, expect, test } from '@jest/globals';
import { unlinkAccount } from '../../src/domain/account-linking.ts';
import type { Account } from '../../src/domain/organisation.ts';
import { phoneEnding, readPhone } from '../../src/domain/phone-number.ts';
import { agreeToPhone, dropPhone, sharePhone } from '../../src/domain/phone-sharing.ts';
import { done, later, refusedWith, season } from './office.ts';

const hour = 3_600;
const number = '84912345678';
const chat = (more: Partial<Account> = {}): Account => ({
  id: 'zalo:1',
  rev: 3,
  channel: 'zalo',
  address: '1',
  personId: 'hoa',
  lang: 'vi',
  seenAt: season,
  attempts: [],
  ...more,
});
const agree = (account = chat(), personId: string | undefined = 'hoa') =>
  agreeToPhone({ now: season }, { personId, account }, { noticeVersion: 'phone-1' });
const agreed = done(agree()).changes.account;
const share = (typed = number, account = agreed, now = later(season, 24 * hour)) =>
  sharePhone({ now }, { personId: 'hoa', account }, { number: typed });

describe('a phone number', () => {
  test.each([
    '0912345678',
    '0912 345 678',
    '091.234.5678',
    '(0912) 345-678',
    '+84912345678',
    '+84 912 345 678',
    '+84 (0)912 345 678',
    '0084912345678',
    '84912345678',
    '912345678',
    '０９１２３４５６７８',
  ])('written "%s" is one and the same', (typed) => {
    expect(readPhone(typed)).toBe(number);
  });

  test.each([
    '',
    'không có',
    '0912 345 67',
    '0912 345 6789',
    '0212 345 678',
    '113',
    '+1 202 555 0143',
    '+912345678',
    '00912345678',
    '0912345678, 0987654321',
    '091201000123',
    'x0912345678',
    '84',
  ])('is not what "%s" says', (typed) => {
    expect(readPhone(typed)).toBeUndefined();
  });

  test('is shown by its last three digits', () => {
    expect(phoneEnding(number)).toBe('678');
  });
});

describe('consent to be reminded by phone', () => {
  test('is kept with its time and its own notice, and keeps no number yet', () => {
    const { changes, audit, notices } = done(agree());
    expect(changes.account).toEqual(chat({ phoneAskedAt: season }));
    expect(audit).toEqual([
      {
        action: 'phone.agreed',
        subject: 'hoa',
        after: { noticeVersion: 'phone-1', channel: 'zalo' },
      },
    ]);
    expect(notices).toEqual([]);
  });

  test('is for people who have joined', () => {
    const { personId: _nobody, ...account } = chat();
    const asker = { personId: undefined, account };
    const outcome = agreeToPhone({ now: season }, asker, { noticeVersion: 'x' });
    expect(refusedWith(outcome)?.code).toBe('not_allowed');
  });
});

describe('a number that was shared', () => {
  test('is kept with the day of the consent, and the log does not hold it', () => {
    const { changes, audit, result } = done(share('0912 345 678'));
    expect(changes.account.phone).toEqual({ number, at: season });
    expect(result).toEqual({ ending: '678' });
    expect(audit).toEqual([{ action: 'phone.shared', subject: 'hoa', after: { channel: 'zalo' } }]);
    expect(JSON.stringify([audit, result])).not.toContain('912345');
  });

  test('is not kept when nobody asked, or more than a day after', () => {
    expect(refusedWith(share(number, chat()))?.code).toBe('phone_unasked');
    const tooLate = share(number, agreed, later(season, 24 * hour + 1));
    expect(refusedWith(tooLate)?.code).toBe('phone_unasked');
    const stranger = sharePhone(
      { now: season },
      { personId: undefined, account: agreed },
      { number },
    );
    expect(refusedWith(stranger)?.code).toBe('phone_unasked');
  });

  test('must be one', () => {
    expect(refusedWith(share('đây ạ'))?.code).toBe('phone_invalid');
  });

  test('is noted once, however often the card is tapped', () => {
    const first = done(share()).changes.account;
    expect(done(share(number, first))).toMatchObject({ changes: { account: first }, audit: [] });
    expect(done(share('0987654321', first)).audit).toHaveLength(1);
  });
});

describe('taking a number back', () => {
  const shared = done(share()).changes.account;
  const other = chat({ id: 'zalo:2', phoneAskedAt: season });

  test('takes it from every chat of the person, with the consent', () => {
    const { changes, audit } = done(dropPhone('hoa', [shared, other, chat({ id: 'web:3' })]));
    expect(changes.accounts).toEqual([chat(), chat({ id: 'zalo:2' })]);
    expect(audit).toEqual([
      { action: 'phone.dropped', subject: 'hoa', before: { channel: 'zalo' } },
    ]);
    const [again] = changes.accounts;
    expect(refusedWith(share(number, again))?.code).toBe('phone_unasked');
  });

  test('is refused when there is none', () => {
    expect(refusedWith(dropPhone('hoa', [other]))?.code).toBe('phone_none');
    expect(refusedWith(dropPhone(undefined, [shared]))?.code).toBe('phone_none');
  });

  test('happens by itself when the chat is taken away', () => {
    const from = { personId: 'hoa', accountId: 'web:9' };
    const { account } = done(unlinkAccount(from, shared)).changes;
    expect(account).not.toHaveProperty('phone');
    expect(account).not.toHaveProperty('phoneAskedAt');
  });
});
