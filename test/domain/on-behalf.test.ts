import { describe, expect, test } from '@jest/globals';
import { rolesToward } from '../../src/domain/access.ts';
import { entryOf, entryPost, heldPostId } from '../../src/domain/entry-post.ts';
import { askForEntry, beginEntry } from '../../src/domain/entry-decisions.ts';
import { hasEntered, mayEnter } from '../../src/domain/on-behalf.ts';
import type { Registration } from '../../src/domain/registration.ts';
import { claimReview } from '../../src/domain/review-claims.ts';
import { saveTask } from '../../src/domain/task-saving.ts';
import { sendPlan } from '../../src/domain/plan-decisions.ts';
import { at, contextOf, done, fields, post, posts, refusedWith, season, tree } from './office.ts';

const held = (person: string) => posts.find((one) => one.personId === person)!;
const nobody = { members: 0, asked: false };
const entry = entryPost(held('canbo1'), 'truong1');
const as = 'canbo1@xa1>truong1';
const enterer = () =>
  contextOf('canbo1', 'xa1', season, {
    act: { personId: 'canbo1', postId: as },
    posts: [held('canbo1'), entry],
  });

const begun = (): Registration =>
  done(
    beginEntry(
      contextOf('canbo1', 'xa1', season),
      { plan: undefined, may: true },
      {
        type: 'behalf.begin',
        as: 'canbo1@xa1',
        unitId: 'truong1',
        year: 2027,
        reason: 'no_device',
      },
    ),
  ).changes.registration!;

const written = (): Registration =>
  ['1.1', '2.1', '3.1'].reduce<Registration>(
    (plan, item) =>
      done(saveTask(enterer(), plan, { type: 'task.save', as, year: 2027, item, fields })).changes
        .registration,
    begun(),
  );

describe('who may enter a plan in its unit’s place', () => {
  test.each([
    ['canbo1', 'truong1', nobody, true, 'the direct superior, while nobody has joined'],
    ['canbo1', 'truong1', { members: 1, asked: false }, false, 'no longer once somebody has'],
    ['canbo1', 'truong1', { members: 3, asked: true }, true, 'but again when the unit asks'],
    ['canbo1', 'chidoan', nobody, true, 'through a unit that only groups'],
    ['canbo1', 'coquan', nobody, false, 'not for the units of another superior'],
    ['canbo3', 'truong1', nobody, false, 'not another superior'],
    ['tinh1', 'truong1', nobody, false, 'not the superior’s superior'],
    ['tinh1', 'dactrieu', nobody, true, 'the province where it is the direct superior'],
    ['quantri', 'truong1', nobody, false, 'not an administrator'],
    ['binh', 'truong1', nobody, false, 'not the unit’s own people'],
    ['canbo1', 'khoi', nobody, false, 'nothing for a unit that does not register'],
    ['canbo1', 'xa1', nobody, false, 'nor for oneself'],
  ])('%s for %s %j: %s (%s)', (person, unitId, facts, may, _why) => {
    expect(mayEnter(tree, held(person), unitId, facts)).toBe(may);
  });

  test('the post that writes lets its holder do nothing but write that plan', () => {
    expect(rolesToward(tree, [entry], 'truong1')).toEqual(['enterer']);
    expect(rolesToward(tree, [entry], 'truong2')).toEqual([]);
    expect(rolesToward(tree, [held('canbo1'), entry], 'truong1')).toEqual([
      'reviewer',
      'overseer',
      'enterer',
    ]);
    expect([entryOf(as), heldPostId(as), entryOf('canbo1@xa1')]).toEqual([
      { postId: 'canbo1@xa1', unitId: 'truong1' },
      'canbo1@xa1',
      undefined,
    ]);
  });
});

describe('a plan that is entered in its unit’s place', () => {
  const save = { type: 'task.save' as const, as, year: 2027, item: '1.1', fields };

  test('begins with a reason, which stays', () => {
    expect(begun().enteredFor).toEqual({
      by: { personId: 'canbo1', postId: as },
      at: season,
      reason: 'no_device',
    });
    const again = beginEntry(
      contextOf('canbo1', 'xa1', season),
      { plan: begun(), may: true },
      { type: 'behalf.begin', as: 'canbo1@xa1', unitId: 'truong1', year: 2027, reason: 'other' },
    );
    expect(done(again).changes).toEqual({});
  });

  test('cannot be written before it was begun, nor by a post that may not', () => {
    expect(refusedWith(saveTask(enterer(), undefined, save))).toMatchObject({
      code: 'not_allowed',
    });
    const without = contextOf('canbo1', 'xa1', season, { act: { personId: 'canbo1', postId: as } });
    expect(refusedWith(saveTask(without, begun(), save))).toMatchObject({ code: 'not_allowed' });
    const refused = beginEntry(
      contextOf('canbo1', 'xa1', season),
      { plan: undefined, may: false },
      { type: 'behalf.begin', as: 'canbo1@xa1', unitId: 'truong1', year: 2027, reason: 'asked' },
    );
    expect(refusedWith(refused)).toMatchObject({ code: 'unit_joined' });
  });

  test('is written and sent like any other, each act naming the post and the unit', () => {
    const sent = done(sendPlan(enterer(), written(), { type: 'plan.send', as, year: 2027 }));
    const plan = sent.changes.registration;
    expect(plan.unitId).toBe('truong1');
    expect(plan.rounds[0]?.by).toEqual({ personId: 'canbo1', postId: as });
    expect(plan.tasks.every(({ createdBy }) => createdBy.postId === as)).toBe(true);
    expect([hasEntered(plan, 'canbo1'), hasEntered(plan, 'canbo2')]).toEqual([true, false]);
  });

  test('is reviewed by somebody else, if there is somebody; else by whoever entered it', () => {
    const plan = done(sendPlan(enterer(), written(), { type: 'plan.send', as, year: 2027 })).changes
      .registration;
    const claim = (person: string, othersReview: boolean) =>
      claimReview(contextOf(person, 'xa1', season, { othersReview }), plan, {
        type: 'review.claim',
        as: `${person}@xa1`,
        registrationId: plan.id,
      });
    expect(refusedWith(claim('canbo1', true))).toMatchObject({ code: 'entered_by_you' });
    expect(refusedWith(claim('canbo1', false))).toBeUndefined();
    expect(refusedWith(claim('canbo2', true))).toBeUndefined();
  });
});

test('a unit asks its superior once, and takes it back', () => {
  const unit = tree.unit('truong1')!;
  const ctx = contextOf('binh', 'truong1', at('2026-09-14'));
  const ask = (asks: boolean, from = unit) =>
    done(askForEntry(ctx, from, { type: 'behalf.ask', as: 'binh@truong1', asks }));
  const asked = ask(true);
  expect(asked.notices.map(({ to, body }) => [to, body.name])).toEqual([
    [{ reviewersAt: 'xa1' }, 'behalf_asked'],
  ]);
  expect(ask(true, asked.changes.unit).notices).toEqual([]);
  expect(ask(false, asked.changes.unit).changes.unit?.asksEntering).toBeUndefined();
  const stranger = contextOf('hoa', 'truong2', at('2026-09-14'), {
    posts: [post('hoa', 'truong2')],
  });
  const no = askForEntry(stranger, unit, { type: 'behalf.ask', as: 'hoa@truong2', asks: true });
  expect(refusedWith(no)).toMatchObject({ code: 'not_allowed' });
});
