import { describe, expect, test } from '@jest/globals';
import { inviteAccount, linkAccount, unlinkAccount } from '../../src/domain/account-linking.ts';
import { tryInvitation } from '../../src/domain/invitation-tries.ts';
import { revokeInvitation } from '../../src/domain/invitations.ts';
import type { Account, AccountInvitation } from '../../src/domain/organisation.ts';
import { contextOf, done, later, refusedWith, season, tree } from './office.ts';

const secrets = { chance: () => 0, hash: (code: string) => `#${code.toLowerCase()}` };
const minutes = (count: number): Date => later(season, count * 60);

const invite = (personId: string | undefined, former?: AccountInvitation) =>
  inviteAccount({ now: season }, { personId, former }, secrets);
const { invitation } = done(invite('hoa')).changes;

const chat = (id: string, more: Partial<Account> = {}): Account => ({
  id,
  rev: 3,
  channel: 'zalo',
  address: id.replace(/^.*:/, ''),
  lang: 'vi',
  seenAt: season,
  attempts: [],
  ...more,
});
const first = chat('zalo:1', { personId: 'hoa' });
const stranger = chat('telegram:2', { channel: 'telegram', attempts: [later(season, -60)] });

const link = (account: Account, it = invitation, now = minutes(14), others = [first]) =>
  linkAccount({ now, tree }, { account, others }, it, { noticeVersion: '2' });

describe('a code for one more chat', () => {
  test('is kept as its hash, for a quarter of an hour', () => {
    const { changes, result, audit, notices } = done(invite('hoa'));
    expect(result).toEqual({ code: '222222222222', expiresAt: minutes(15).toISOString() });
    expect(changes.invitation).toEqual({
      id: 'chat.hoa',
      rev: 0,
      codeHash: '#222222222222',
      kind: 'account',
      personId: 'hoa',
      createdAt: season,
      createdBy: 'hoa',
      expiresAt: minutes(15),
    });
    expect(JSON.stringify([changes, audit])).not.toContain('"222222222222"');
    expect(audit.map(({ action }) => action)).toEqual(['account.invited']);
    expect(notices).toEqual([]);
  });

  test('takes the place of the one before it, used or not', () => {
    const used = { ...invitation, rev: 4, usedAt: season, usedBy: 'hoa' };
    expect(done(invite('hoa', used)).changes.invitation).toEqual({ ...invitation, rev: 4 });
  });

  test('is for people who have joined', () => {
    expect(refusedWith(invite(undefined))?.code).toBe('not_allowed');
  });

  test('is nothing that an inviter could revoke', () => {
    const command = { type: 'invitation.revoke', as: 'canbo1@xa1', invitationId: 'x' } as const;
    const decided = revokeInvitation(contextOf('canbo1', 'xa1', season), invitation, command);
    expect(refusedWith(decided)?.code).toBe('not_found');
  });
});

/** Who types the code, when, and what is said; both trying and accepting say the same. */
const table: readonly (readonly [string, Account, AccountInvitation, Date, string | undefined])[] =
  [
    ['an address that is nobody’s', stranger, invitation, minutes(14), undefined],
    ['a moment too late', stranger, invitation, minutes(15), 'account_code_over'],
    [
      'a second time',
      stranger,
      { ...invitation, usedAt: season, usedBy: 'hoa' },
      minutes(1),
      'account_code_over',
    ],
    [
      'after it was revoked',
      stranger,
      { ...invitation, revokedAt: season },
      minutes(1),
      'account_code_over',
    ],
    ['the chat it was made in', first, invitation, minutes(1), 'account_own'],
    [
      'the chat of somebody else',
      chat('zalo:9', { personId: 'binh' }),
      invitation,
      minutes(1),
      'account_of_other',
    ],
    [
      'whoever guessed five times',
      { ...stranger, attempts: Array.from({ length: 5 }, () => season) },
      invitation,
      minutes(1),
      'too_many_attempts',
    ],
  ];

describe.each(table)('typed in %s', (_, account, it, now, code) => {
  test(`says ${code ?? 'whose chat it would be'}`, () => {
    const nameOf = (id: string) => `Đồng chí ${id} Mẫu`;
    const tried = tryInvitation({ now, tree, nameOf }, account, it);
    expect(refusedWith(tried)?.code).toBe(code);
    expect(refusedWith(link(account, it, now))?.code).toBe(code);
    if (!code) {
      expect(done(tried).result).toEqual({
        invitationId: 'chat.hoa',
        kind: 'account',
        name: 'Đồng chí hoa Mẫu',
      });
    }
  });
});

describe('linking', () => {
  const { changes, result, audit, notices } = done(link(stranger));

  test('makes the chat one of the person’s and uses the code up', () => {
    expect(changes.account).toEqual({
      ...stranger,
      personId: 'hoa',
      linkedAt: minutes(14),
      attempts: [],
    });
    expect(changes.invitation).toEqual({ ...invitation, usedAt: minutes(14), usedBy: 'hoa' });
    expect(result).toEqual({ personId: 'hoa', linked: true });
  });

  test('notes the consent for this channel and the link', () => {
    expect(audit).toEqual([
      {
        action: 'join.consented',
        subject: 'hoa',
        after: { noticeVersion: '2', channel: 'telegram' },
      },
      { action: 'account.linked', subject: 'telegram:2', after: { channel: 'telegram' } },
    ]);
  });

  test('tells every other chat of the person', () => {
    const body = { name: 'account_linked', channel: 'telegram' };
    expect(notices).toEqual([{ to: { account: 'zalo:1' }, body }]);
    const others = [first, chat('web:5', { personId: 'hoa' })];
    const both = done(link(stranger, invitation, minutes(14), others)).notices;
    expect(both.map(({ to }) => to)).toEqual([{ account: 'zalo:1' }, { account: 'web:5' }]);
  });
});

describe('unlinking', () => {
  const second = done(link(stranger)).changes.account;
  const unlink = (account: Account | undefined, personId: string | undefined = 'hoa') =>
    unlinkAccount({ personId, accountId: 'zalo:1' }, account);

  test('makes the chat a stranger’s again and tells it', () => {
    const { changes, result, audit, notices } = done(unlink(second));
    expect(changes.account).toEqual({ ...stranger, attempts: [] });
    expect(result).toEqual({ channel: 'telegram' });
    expect(audit).toEqual([
      { action: 'account.unlinked', subject: 'telegram:2', before: { channel: 'telegram' } },
    ]);
    expect(notices).toEqual([
      { to: { account: 'telegram:2' }, body: { name: 'account_unlinked' } },
    ]);
  });

  test.each([
    ['the chat in use', first, 'hoa', 'account_in_use'],
    ['a chat of somebody else', second, 'binh', 'not_found'],
    ['a stranger’s chat', stranger, 'hoa', 'not_found'],
    ['a chat that does not exist', undefined, 'hoa', 'not_found'],
  ])('is refused for %s', (_, account, personId, code) => {
    expect(refusedWith(unlink(account, personId))?.code).toBe(code);
  });

  test('is refused to a stranger, also for a stranger’s chat', () => {
    const decided = unlinkAccount({ personId: undefined, accountId: 'zalo:1' }, stranger);
    expect(refusedWith(decided)?.code).toBe('not_found');
  });
});
