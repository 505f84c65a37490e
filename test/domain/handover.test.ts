import { describe, expect, test } from '@jest/globals';
import type { CommandOf } from '../../src/domain/commands.ts';
import { handOver, isLast, keepPost } from '../../src/domain/handover-decisions.ts';
import type { Invitation, Post } from '../../src/domain/organisation.ts';
import { at, contextOf, done, post, posts, refusedWith } from './office.ts';

const now = at('2026-09-20', '10:00');
const secrets = {
  chance: (below: number): number => below - 1,
  hash: (code: string) => `#${code}`,
};

const invitation = (more: Partial<Invitation> = {}): Invitation => ({
  id: 'moi1',
  rev: 1,
  codeHash: '#x',
  kind: 'post',
  unitId: 'truong1',
  role: 'secretary',
  createdAt: now,
  createdBy: 'binh',
  expiresAt: at('2026-10-01'),
  ...(more as object),
});

type Order = Partial<CommandOf<'post.hand_over'>>;
const give = (
  more: Order = {},
  {
    who = 'binh@truong1',
    known = posts,
    invitations = [] as readonly Invitation[],
  }: { who?: string; known?: readonly Post[]; invitations?: readonly Invitation[] } = {},
) => {
  const [person = '', unitId = ''] = who.split('@');
  const mine = known.filter(({ personId }) => personId === person);
  return handOver(
    contextOf(person, unitId, now, { posts: mine }),
    { posts: known, invitations },
    { type: 'post.hand_over', as: who, on: '2026-09-20', invite: false, ...more },
    secrets,
  );
};

const alone = posts.filter(({ personId }) => personId !== 'lan');

describe('handing a post over', () => {
  test('today it ends at once, and the superior hears which post and whether somebody comes', () => {
    const { changes, audit, notices, result } = done(give({ invite: true }));
    expect(changes.post.to).toEqual(now);
    expect(changes.invitation).toMatchObject({
      kind: 'post',
      unitId: 'truong1',
      role: 'secretary',
      codeHash: '#ZZZZZZZZZZZZ',
      createdBy: 'binh',
    });
    expect(audit.map(({ action }) => action)).toEqual(['post.ended', 'invitation.created']);
    expect(notices).toEqual([
      {
        to: { reviewersAt: 'xa1' },
        except: 'binh',
        body: {
          name: 'post_handed_over',
          unitName: 'Đoàn truong1 Mẫu',
          role: 'secretary',
          day: '20/09/2026',
          invited: true,
        },
      },
    ]);
    expect(result.code).toBe('ZZZZZZZZZZZZ');
  });

  test('a later day is its beginning, and the code lasts two weeks from then', () => {
    const { changes } = done(give({ invite: true, on: '2026-10-01' }));
    expect(changes.post.to).toEqual(at('2026-10-01', '00:00'));
    expect(changes.invitation?.expiresAt).toEqual(at('2026-10-15', '00:00'));
  });

  test('a day that is over, too far away or no day is refused', () => {
    for (const on of ['2026-09-19', '2027-12-01', '2026-02-30']) {
      expect(refusedWith(give({ on }))).toEqual({
        code: 'invalid_field',
        params: { field: 'day' },
      });
    }
  });

  test('nobody hands over a post that is not held, or one that writes for another unit', () => {
    expect(refusedWith(give({ as: 'hoa@truong2' }))?.code).toBe('not_allowed');
    expect(refusedWith(give({ as: 'canbo1@xa1>truong1' }, { who: 'canbo1@xa1' }))?.code).toBe(
      'not_allowed',
    );
  });

  const last: readonly (readonly [string, Order, readonly Invitation[], string | undefined])[] = [
    ['without a word', {}, [], 'post_last'],
    ['saying so', { leavesEmpty: true }, [], undefined],
    ['with a code for the successor', { invite: true }, [], undefined],
    ['with somebody invited before', {}, [invitation()], undefined],
    ['with a used invitation', {}, [invitation({ usedAt: now })], 'post_last'],
    ['with an invitation elsewhere', {}, [invitation({ unitId: 'xa1' })], 'post_last'],
  ];
  test.each(last)('the last of a unit leaves %s: %#', (_how, order, invitations, expected) => {
    expect(refusedWith(give(order, { known: alone, invitations }))?.code).toBe(expected);
  });

  test('whoever has a colleague leaves freely; one who goes earlier is none', () => {
    expect(refusedWith(give())).toBeUndefined();
    const going = posts.map((one) =>
      one.id === 'lan@truong1' ? { ...one, to: at('2026-09-25') } : one,
    );
    expect(refusedWith(give({ on: '2026-09-22' }, { known: going }))).toBeUndefined();
    expect(refusedWith(give({ on: '2026-09-26' }, { known: going }))?.code).toBe('post_last');
  });

  test('the last administrator never goes without anybody invited', () => {
    const who = 'quantri@tinh';
    expect(refusedWith(give({ leavesEmpty: true }, { who }))?.code).toBe('post_last');
    expect(refusedWith(give({ invite: true }, { who }))).toBeUndefined();
    expect(isLast(post('quantri', 'tinh', 'admin'), posts, now)).toBe(true);
  });

  test('the top of the organisation has nobody to tell', () => {
    expect(done(give({ invite: true }, { who: 'tinh1@tinh' })).notices).toEqual([]);
  });
});

describe('keeping a post that was handed over', () => {
  const going = post('binh', 'truong1', 'secretary', { to: at('2026-10-01') });
  const keep = (held: Post, invitations: readonly Invitation[] = []) =>
    keepPost(
      contextOf('binh', 'truong1', now, { posts: [held] }),
      { posts: [held], invitations },
      { type: 'post.keep', as: held.id },
    );

  test('takes the day away, makes the own code worthless and tells the superior', () => {
    const other = invitation({ id: 'moi2', createdBy: 'canbo1' });
    const { changes, audit, notices } = done(keep(going, [invitation(), other]));
    expect(changes.post).not.toHaveProperty('to');
    expect(changes.invitations.map(({ id, revokedAt }) => [id, revokedAt])).toEqual([
      ['moi1', now],
    ]);
    expect(audit.map(({ action }) => action)).toEqual(['post.kept', 'invitation.revoked']);
    expect(notices[0]?.body).toMatchObject({ name: 'post_handed_over', kept: true });
  });

  test('there is nothing to keep when nothing was handed over', () => {
    expect(refusedWith(keep(post('binh', 'truong1')))?.code).toBe('not_found');
  });
});
