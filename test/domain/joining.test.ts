import { describe, expect, test } from '@jest/globals';
import type { CommandOf } from '../../src/domain/commands.ts';
import { createInvitation } from '../../src/domain/invitations.ts';
import { decideJoin } from '../../src/domain/join-confirmation.ts';
import {
  acceptInvitation,
  declineInvitation,
  type Newcomer,
} from '../../src/domain/join-decisions.ts';
import { setLanguage } from '../../src/domain/language.ts';
import type {
  Account,
  JoinRequest,
  Person,
  PostInvitation,
} from '../../src/domain/organisation.ts';
import { contextOf, counter, done, later, post, refusedWith, season, tree } from './office.ts';

const secrets = { chance: () => 0, hash: (code: string) => `#${code.toLowerCase()}` };
const canbo1 = contextOf('canbo1', 'xa1', season);
const invite = (more: Partial<CommandOf<'invitation.create'>> = {}): PostInvitation =>
  done(
    createInvitation(
      canbo1,
      {
        type: 'invitation.create',
        as: 'canbo1@xa1',
        kind: 'post',
        unitId: 'truong1',
        role: 'secretary',
        ...more,
      },
      secrets,
    ),
  ).changes.invitation;

const account: Account = {
  id: 'zalo:1',
  rev: 3,
  channel: 'zalo',
  address: '1',
  lang: 'en',
  seenAt: season,
  attempts: [later(season, -60)],
};
const stranger: Newcomer = { account, person: undefined, posts: [], request: undefined };
const known: Person = {
  id: 'hoa',
  rev: 7,
  name: 'Lê Thị Hoa Mẫu',
  lang: 'vi',
  consent: { noticeVersion: '1', at: season, channel: 'web' },
};
const now = later(season, 3600);
const ctx = { now, newId: counter('new'), tree };
const accept = (more: Partial<CommandOf<'join.accept'>> = {}): CommandOf<'join.accept'> => ({
  type: 'join.accept',
  code: 'x',
  noticeVersion: '1',
  name: '  Danh   Út Mẫu ',
  ...more,
});

describe('accepting a code for one post', () => {
  const invitation = invite();

  test('makes the person with consent, gives the post and tells who invited', () => {
    const { changes, result, notices, audit } = done(
      acceptInvitation(ctx, stranger, invitation, accept()),
    );
    const { person } = changes;
    expect(person).toMatchObject({
      rev: 0,
      name: 'Danh Út Mẫu',
      lang: 'en',
      consent: { noticeVersion: '1', at: now, channel: 'zalo' },
    });
    expect(changes.account).toEqual({ ...account, personId: person.id, attempts: [] });
    expect(changes.post).toMatchObject({
      rev: 0,
      personId: person.id,
      unitId: 'truong1',
      role: 'secretary',
      from: now,
    });
    expect(changes.invitation).toEqual({ ...invitation, usedAt: now, usedBy: person.id });
    expect(changes.joinRequest).toBeUndefined();
    expect(result).toEqual({
      personId: person.id,
      confirmed: true,
      unitName: 'Đoàn truong1 Mẫu',
      role: 'secretary',
    });
    expect(notices).toEqual([
      {
        to: { person: 'canbo1' },
        except: person.id,
        body: {
          name: 'member_joined',
          person: 'Danh Út Mẫu',
          unitName: 'Đoàn truong1 Mẫu',
          role: 'secretary',
        },
      },
    ]);
    expect(audit.map((line) => line.action)).toEqual([
      'join.consented',
      'invitation.used',
      'post.given',
    ]);
  });

  test('of the first administrator tells nobody', () => {
    const { createdBy: _createdBy, ...first } = invitation;
    expect(done(acceptInvitation(ctx, stranger, first, accept())).notices).toEqual([]);
  });

  test('adds a post to somebody who is known, under the name they have', () => {
    const member = { ...stranger, person: known, posts: [post('hoa', 'truong2')] };
    const { changes, audit } = done(acceptInvitation(ctx, member, invitation, accept()));
    expect(changes.person).toBe(known);
    expect(changes.post).toMatchObject({ personId: 'hoa', unitId: 'truong1' });
    expect(audit.map((line) => line.action)).not.toContain('join.consented');
  });

  test('keeps the newer consent of somebody who is known', () => {
    const member = { ...stranger, person: known };
    const decided = acceptInvitation(ctx, member, invitation, accept({ noticeVersion: '2' }));
    const { changes, audit } = done(decided);
    expect(changes.person).toEqual({
      ...known,
      consent: { noticeVersion: '2', at: now, channel: 'zalo' },
    });
    expect(audit.map((line) => line.action)).toContain('join.consented');
  });

  test('is refused to somebody who holds that post', () => {
    const holder = { ...stranger, person: known, posts: [post('hoa', 'truong1')] };
    expect(refusedWith(acceptInvitation(ctx, holder, invitation, accept()))?.code).toBe(
      'already_member',
    );
    const former = {
      ...holder,
      posts: [post('hoa', 'truong1', 'secretary', { to: season })],
    };
    expect(refusedWith(acceptInvitation(ctx, former, invitation, accept()))).toBeUndefined();
  });

  test('works once, and counts a wrong code like trying does', () => {
    const used = done(acceptInvitation(ctx, stranger, invitation, accept())).changes.invitation;
    expect(refusedWith(acceptInvitation(ctx, stranger, used, accept()))?.code).toBe(
      'invitation_used',
    );
    const wrong = acceptInvitation(ctx, stranger, undefined, accept());
    expect(refusedWith(wrong)?.code).toBe('invitation_unknown');
    expect('changes' in wrong && wrong.changes.account.attempts).toHaveLength(1);
  });

  test.each([
    ['A', { code: 'missing_field', params: { field: 'name' } }],
    ['12345', { code: 'missing_field', params: { field: 'name' } }],
    ['a'.repeat(61), { code: 'too_long', params: { field: 'name', max: 60 } }],
    ['Út', undefined],
    ['a'.repeat(60), undefined],
  ])('with the name %s', (name, refusal) => {
    const decided = acceptInvitation(ctx, stranger, invitation, accept({ name }));
    expect(refusedWith(decided)).toEqual(refusal);
  });
});

describe('accepting an open link', () => {
  const open = invite({ kind: 'open', unitId: 'xa1', role: 'deputy' });
  const ask = (who: Newcomer, unitId?: string) =>
    acceptInvitation(ctx, who, open, accept(unitId === undefined ? {} : { unitId }));

  test('asks the superior that issued it, and gives no post yet', () => {
    const { changes, result, notices } = done(ask(stranger, 'truong2'));
    expect(changes.post).toBeUndefined();
    expect(changes.invitation).toBeUndefined();
    expect(changes.joinRequest).toMatchObject({
      rev: 0,
      personId: changes.person.id,
      superiorId: 'xa1',
      unitId: 'truong2',
      role: 'deputy',
      at: now,
    });
    expect(result).toMatchObject({ confirmed: false, unitName: 'Đoàn truong2 Mẫu' });
    expect(notices).toEqual([
      {
        to: { reviewersAt: 'xa1' },
        except: changes.person.id,
        body: {
          name: 'join_requested',
          requestId: changes.joinRequest!.id,
          person: 'Danh Út Mẫu',
          unitName: 'Đoàn truong2 Mẫu',
          role: 'deputy',
        },
      },
    ]);
  });

  test('needs a unit below that superior', () => {
    expect(refusedWith(ask(stranger))).toEqual({
      code: 'missing_field',
      params: { field: 'unit' },
    });
    for (const unitId of ['coquan', 'xa1', 'khoi', 'gone']) {
      expect(refusedWith(ask(stranger, unitId))?.code).toBe('not_found');
    }
  });

  test('twice asks once; for another unit it replaces what was asked', () => {
    const first = done(ask(stranger, 'truong2')).changes;
    const request: JoinRequest = { ...first.joinRequest!, rev: 4 };
    const waiting = { ...stranger, person: first.person, request };
    const again = done(ask(waiting, 'truong2'));
    expect(again.notices).toEqual([]);
    expect(again.changes.joinRequest).toBeUndefined();
    const other = done(ask(waiting, 'truong1'));
    expect(other.changes.joinRequest).toMatchObject({ id: request.id, rev: 4, unitId: 'truong1' });
    expect(other.notices).toHaveLength(1);
  });
});

describe('the superior’s word', () => {
  const request: JoinRequest = {
    id: 'r1',
    rev: 2,
    personId: 'hoa',
    superiorId: 'xa1',
    unitId: 'truong1',
    role: 'deputy',
    at: season,
  };
  const word = (who: string, unitId: string, accepted: boolean) =>
    ({ type: 'join.decide', as: `${who}@${unitId}`, requestId: 'r1', accept: accepted }) as const;
  const decide = (who: string, unitId: string, accepted: boolean, it = request) =>
    decideJoin(
      contextOf(who, unitId, now),
      { request: it, posts: [] },
      word(who, unitId, accepted),
    );

  test('yes gives the post and tells the person', () => {
    const { changes, result, notices, audit } = done(decide('canbo1', 'xa1', true));
    expect(changes.joinRequest).toEqual({
      ...request,
      decided: { at: now, by: 'canbo1', accepted: true },
    });
    expect(changes.post).toMatchObject({ personId: 'hoa', unitId: 'truong1', role: 'deputy' });
    expect(result).toEqual({ name: 'Đồng chí hoa Mẫu', unitName: 'Đoàn truong1 Mẫu' });
    expect(notices).toEqual([
      {
        to: { person: 'hoa' },
        body: {
          name: 'join_decided',
          accepted: true,
          unitName: 'Đoàn truong1 Mẫu',
          role: 'deputy',
          superiorName: 'Đoàn xa1 Mẫu',
        },
      },
    ]);
    expect(audit.map((line) => line.action)).toEqual(['join.confirmed', 'post.given']);
  });

  test('no gives nothing and tells the person too', () => {
    const { changes, notices, audit } = done(decide('canbo1', 'xa1', false));
    expect(changes.post).toBeUndefined();
    expect(notices[0]?.body).toMatchObject({ name: 'join_decided', accepted: false });
    expect(audit.map((line) => line.action)).toEqual(['join.rejected']);
  });

  test('a post held by now is not given twice', () => {
    const held = { request, posts: [post('hoa', 'truong1', 'deputy')] };
    const decided = decideJoin(canbo1, held, word('canbo1', 'xa1', true));
    expect(done(decided).changes.post).toBeUndefined();
  });

  test('is for the superior, never for oneself, and counts once', () => {
    expect(refusedWith(decide('canbo3', 'xa2', true))?.code).toBe('not_allowed');
    expect(refusedWith(decide('binh', 'truong1', true))?.code).toBe('not_allowed');
    expect(
      refusedWith(decide('canbo1', 'xa1', true, { ...request, personId: 'canbo1' }))?.code,
    ).toBe('not_allowed');
    const { joinRequest } = done(decide('canbo1', 'xa1', false)).changes;
    expect(refusedWith(decide('canbo2', 'xa1', true, joinRequest))).toEqual({
      code: 'already_decided',
      params: { who: 'Đồng chí canbo1 Mẫu', when: '09:00 20/09/2026', what: 'rejected' },
    });
    const none = { request: undefined, posts: [] };
    expect(refusedWith(decideJoin(canbo1, none, word('canbo1', 'xa1', true)))?.code).toBe(
      'not_found',
    );
  });
});

describe('declining', () => {
  test('forgets a stranger and leaves a member as they are', () => {
    expect(done(declineInvitation(account)).changes).toEqual({ forget: account });
    expect(done(declineInvitation({ ...account, personId: 'hoa' })).changes).toEqual({});
  });
});

describe('the language', () => {
  const choose = { type: 'person.language', lang: 'vi' } as const;

  test('of a stranger is the chat’s, of a member also the person’s', () => {
    expect(done(setLanguage({ account, person: undefined }, choose)).changes).toEqual({
      account: { ...account, lang: 'vi' },
    });
    const english = { ...known, lang: 'en' as const };
    const { changes, audit } = done(setLanguage({ account, person: english }, choose));
    expect(changes.person).toEqual(known);
    expect(audit).toEqual([
      {
        action: 'person.language',
        subject: 'hoa',
        before: { lang: 'en' },
        after: { lang: 'vi' },
      },
    ]);
  });
});
