import { describe, expect, test } from '@jest/globals';
import { makeCode, normalizeCode, shortCodeOf } from '../../src/domain/codes.ts';
import type { CommandOf } from '../../src/domain/commands.ts';
import { tryInvitation } from '../../src/domain/invitation-tries.ts';
import {
  createInvitation,
  invitableUnits,
  revokeInvitation,
  unitsOfOpenLink,
} from '../../src/domain/invitations.ts';
import type { Account, Invitation } from '../../src/domain/organisation.ts';
import { treeAt } from '../../src/domain/tree.ts';
import {
  at,
  clusters,
  contextOf,
  done,
  later,
  posts,
  refusedWith,
  season,
  tree,
  units,
} from './office.ts';

const chance = (below: number): number => below - 1;
const secrets = { chance, hash: (code: string) => `#${code.toLowerCase()}` };
const canbo1 = contextOf('canbo1', 'xa1', season);
const { nameOf } = canbo1;

const order = (
  more: Partial<CommandOf<'invitation.create'>> = {},
): CommandOf<'invitation.create'> => ({
  type: 'invitation.create',
  as: 'canbo1@xa1',
  kind: 'post',
  unitId: 'truong1',
  role: 'secretary',
  ...more,
});
const create = (more: Partial<CommandOf<'invitation.create'>> = {}) =>
  createInvitation(canbo1, order(more), secrets);

const account = (attempts: readonly Date[] = [], more: Partial<Account> = {}): Account => ({
  id: 'web:1',
  rev: 3,
  channel: 'web',
  address: '1',
  lang: 'vi',
  seenAt: season,
  attempts,
  ...more,
});

describe('a code', () => {
  test('is made of letters and digits that nobody mixes up', () => {
    const letters = new Set<string>();
    for (let n = 0; n < 30; n += 1) letters.add(makeCode(() => n, 1));
    expect([...letters].sort().join('')).toBe('23456789ABCDEFGHJKMNPQRSTVWXYZ');
    expect(makeCode(chance, 12)).toBe('ZZZZZZZZZZZZ');
  });

  test('is understood as people type it', () => {
    expect(normalizeCode(' abcd-efgh jkmn ')).toBe('ABCDEFGHJKMN');
  });

  test('of a receipt is four characters of the same alphabet and follows from the id', () => {
    const codes = Array.from({ length: 500 }, (_, n) => shortCodeOf(`id${n}`));
    expect(codes.every((code) => /^[2-9A-HJ-NP-TV-Z]{4}$/.test(code))).toBe(true);
    expect(new Set(codes).size).toBeGreaterThan(490);
    expect(shortCodeOf('id1')).toBe(codes[1]);
  });
});

describe('inviting', () => {
  test('gives a code once and keeps its hash only', () => {
    const { changes, result, audit } = done(create());
    expect(result).toMatchObject({
      code: 'ZZZZZZZZZZZZ',
      unitName: 'Đoàn truong1 Mẫu',
      expiresAt: later(season, 14 * 24 * 3600).toISOString(),
    });
    expect(changes.invitation).toMatchObject({
      rev: 0,
      codeHash: '#zzzzzzzzzzzz',
      kind: 'post',
      unitId: 'truong1',
      role: 'secretary',
      createdAt: season,
      createdBy: 'canbo1',
      expiresAt: later(season, 14 * 24 * 3600),
    });
    expect(JSON.stringify([changes, audit])).not.toContain('ZZZZ');
    expect(audit.map((line) => line.action)).toEqual(['invitation.created']);
  });

  test('by an open link lasts thirty days and is a superior’s', () => {
    const open = done(create({ kind: 'open', unitId: 'xa1' }));
    expect(open.changes.invitation.expiresAt).toEqual(later(season, 30 * 24 * 3600));
    expect(refusedWith(create({ kind: 'open', unitId: 'truong1' }))?.code).toBe('not_allowed');
    expect(refusedWith(create({ kind: 'open', unitId: 'xa2' }))?.code).toBe('not_allowed');
    expect(refusedWith(create({ kind: 'open', unitId: 'xa1', role: 'admin' }))?.code).toBe(
      'not_allowed',
    );
  });

  test('is refused for units of others, for an administrator and for a post that ended', () => {
    expect(refusedWith(create({ unitId: 'coquan' }))?.code).toBe('not_allowed');
    expect(refusedWith(create({ role: 'admin' }))?.code).toBe('not_allowed');
    expect(refusedWith(create({ unitId: 'gone' }))?.code).toBe('not_found');
    const ended = { ...canbo1, posts: canbo1.posts.map((one) => ({ ...one, to: season })) };
    expect(refusedWith(createInvitation(ended, order(), secrets))?.code).toBe('not_allowed');
  });

  test('offers the units below, and an open link those that register or approve', () => {
    const of = (id: string) => posts.find((one) => one.id === id)!;
    const names = (list: readonly { id: string }[]) => list.map((one) => one.id);
    expect(names(invitableUnits(tree, of('canbo1@xa1')))).toEqual([
      'truong1',
      'truong2',
      'khoi',
      'chidoan',
    ]);
    expect(names(invitableUnits(tree, of('canbo2@xa1')))).toContain('xa1');
    expect(invitableUnits(tree, of('quantri@tinh'))).toHaveLength(units.length);
    expect(invitableUnits(tree, of('binh@truong1'))).toEqual([]);
    expect(names(unitsOfOpenLink(tree, 'xa1'))).toEqual(['truong1', 'truong2', 'chidoan']);
    expect(names(unitsOfOpenLink(tree, 'tinh'))).toContain('xa2');
  });
});

describe('revoking', () => {
  const { invitation } = done(create()).changes;
  const revoke = (who: string, unitId: string, it: Invitation | undefined = invitation) =>
    revokeInvitation(contextOf(who, unitId, season), it, {
      type: 'invitation.revoke',
      as: `${who}@${unitId}`,
      invitationId: invitation.id,
    });

  test('is for whoever could have made it', () => {
    const revoked = done(revoke('canbo2', 'xa1')).changes.invitation;
    expect(revoked.revokedAt).toEqual(season);
    expect(done(revoke('tinh1', 'tinh')).audit).toHaveLength(1);
    expect(done(revoke('canbo1', 'xa1', revoked)).audit).toEqual([]);
    expect(refusedWith(revoke('canbo3', 'xa2'))?.code).toBe('not_allowed');
    expect(refusedWith(revoke('binh', 'truong1'))?.code).toBe('not_allowed');
  });

  test('needs one that exists and is unused', () => {
    const ctx = contextOf('canbo1', 'xa1', season);
    const command = { type: 'invitation.revoke', as: 'canbo1@xa1', invitationId: 'x' } as const;
    expect(refusedWith(revokeInvitation(ctx, undefined, command))?.code).toBe('not_found');
    const used = { ...invitation, usedAt: season };
    expect(refusedWith(revokeInvitation(ctx, used, command))?.code).toBe('invitation_used');
  });
});

describe('trying a code', () => {
  const { invitation } = done(create()).changes;
  const tryAt = (now: Date, it: Invitation | undefined, who = account()) =>
    tryInvitation({ now, tree, nameOf }, who, it);

  test('says what it leads to and forgets wrong tries', () => {
    const tried = done(tryAt(season, invitation, account([later(season, -60)])));
    expect(tried.result).toEqual({
      invitationId: invitation.id,
      kind: 'post',
      role: 'secretary',
      unitId: 'truong1',
      unitName: 'Đoàn truong1 Mẫu',
      superiorName: 'Đoàn xa1 Mẫu',
    });
    expect(tried.changes.account).toMatchObject({ rev: 3, attempts: [] });
  });

  test('that is wrong is counted, five in a quarter of an hour', () => {
    let who = account();
    for (let n = 0; n < 5; n += 1) {
      const tried = tryAt(later(season, n * 60), undefined, who);
      expect(refusedWith(tried)?.code).toBe('invitation_unknown');
      if (!('refused' in tried) || !('changes' in tried)) throw new Error('was not counted');
      who = tried.changes.account;
    }
    expect(who.attempts).toHaveLength(5);
    expect(refusedWith(tryAt(later(season, 300), invitation, who))).toEqual({
      code: 'too_many_attempts',
      params: { minutes: 10 },
    });
    expect(tryAt(later(season, 300), undefined, who)).not.toHaveProperty('changes');
    expect(refusedWith(tryAt(later(season, 899), invitation, who))).toEqual({
      code: 'too_many_attempts',
      params: { minutes: 1 },
    });
    expect(refusedWith(tryAt(later(season, 900), invitation, who))).toBeUndefined();
  });

  test('old wrong tries are not kept', () => {
    const tried = tryAt(season, undefined, account([later(season, -901), later(season, -10)]));
    if (!('changes' in tried)) throw new Error('was not counted');
    expect(tried.changes.account.attempts).toEqual([later(season, -10), season]);
  });

  test('holds until its last millisecond', () => {
    const end = invitation.expiresAt.getTime();
    expect(refusedWith(tryAt(new Date(end - 1), invitation))).toBeUndefined();
    expect(refusedWith(tryAt(new Date(end), invitation))?.code).toBe('invitation_expired');
  });

  test('that was used, revoked, or whose unit is closed leads nowhere', () => {
    const used = { ...invitation, usedAt: season, usedBy: 'hoa' };
    expect(refusedWith(tryAt(season, used))?.code).toBe('invitation_used');
    const mine = account([], { personId: 'hoa' });
    expect(refusedWith(tryAt(season, used, mine))?.code).toBe('already_member');
    const revoked = { ...invitation, revokedAt: season };
    expect(refusedWith(tryAt(season, revoked))?.code).toBe('invitation_expired');
    const closed = treeAt(
      units.map((one) => (one.id === 'truong1' ? { ...one, closedAt: at('2026-09-01') } : one)),
      clusters,
      season,
    );
    const gone = tryInvitation({ now: season, tree: closed, nameOf }, account(), invitation);
    expect(refusedWith(gone)?.code).toBe('invitation_expired');
  });
});
