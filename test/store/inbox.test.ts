import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Inbox } from '../../src/store/contract.ts';
import { at, eight, event } from './documents.ts';
import { openTestStore, type TestStore } from './open-test-store.ts';

let test: TestStore;
let inbox: Inbox;
beforeAll(async () => {
  test = await openTestStore();
  inbox = test.store.inbox;
  await test.store.stampSample();
});
beforeEach(() => test.store.reset());
afterAll(() => test.close());

const due = async (now: Date, limit = 9): Promise<string[]> =>
  (await inbox.due(now, limit)).map(({ eventId }) => eventId);

it('an event is accepted once, also when it comes twice at the same time', async () => {
  const answers = await Promise.all([inbox.accept(event('e1')), inbox.accept(event('e1'))]);
  expect(answers.sort()).toEqual([false, true]);
  expect(await inbox.accept(event('e1', { address: 'other' }))).toBe(false);
  expect(await inbox.get('web:e1')).toStrictEqual({
    ...event('e1'),
    state: 'new',
    attempts: 0,
    notBefore: eight,
  });
});

it('a payload comes back as it was, whatever its keys are', async () => {
  const payload = { 'a.b': 1, $where: 'x', empty: {}, list: [null, []] };
  await inbox.accept(event('e1', { payload }));
  expect((await inbox.get('web:e1'))?.payload).toStrictEqual(payload);
});

it('the oldest comes first, and what came in the same millisecond in the order it came', async () => {
  await inbox.accept(event('late', { at: at('08:00:01') }));
  for (const id of ['z', 'm', 'a']) await inbox.accept(event(id));
  expect(await due(at('09:00:00'))).toEqual(['z', 'm', 'a', 'late']);
  expect(await due(at('09:00:00'), 2)).toEqual(['z', 'm']);
});

it('a postponed event waits for its time and remembers the attempt', async () => {
  await inbox.accept(event('e1'));
  await inbox.postpone('web:e1', at('08:01:00'));
  expect(await due(at('08:00:59'))).toEqual([]);
  expect(await due(at('08:01:00'))).toEqual(['e1']);
  expect(await inbox.get('web:e1')).toMatchObject({ attempts: 1, at: eight });
  expect(await inbox.countNew()).toBe(1);
});

it('what a chat sends waits behind its postponed event, in order; other chats go on', async () => {
  await inbox.accept(event('first', { address: 'a' }));
  await inbox.accept(event('second', { address: 'a' }));
  await inbox.accept(event('other', { address: 'b', at: at('08:00:01') }));
  await inbox.accept(event('elsewhere', { address: 'a', channel: 'zalo', id: 'zalo:elsewhere' }));
  await inbox.postpone('web:first', at('08:01:00'));
  await inbox.accept(event('third', { address: 'a', at: at('08:00:30') }));
  expect(await due(at('08:00:59'))).toEqual(['elsewhere', 'other']);
  expect(await due(at('08:01:00'))).toEqual(['first', 'second', 'elsewhere', 'other', 'third']);
});

it('what came before a postponed event of its chat does not wait for it', async () => {
  await inbox.accept(event('first', { address: 'a' }));
  await inbox.accept(event('second', { address: 'a' }));
  await inbox.postpone('web:second', at('08:01:00'));
  expect(await due(at('08:00:59'))).toEqual(['first']);
});

it('many that wait do not keep others from being found', async () => {
  for (let n = 0; n < 12; n += 1) {
    await inbox.accept(event(`w${n}`, { address: `a${n}` }));
    await inbox.postpone(`web:w${n}`, at('08:01:00'));
  }
  await inbox.accept(event('ready', { address: 'b', at: at('08:00:01') }));
  expect(await due(at('08:00:30'), 3)).toEqual(['ready']);
});

it('a buried event is never due again and keeps the id of its fault', async () => {
  await inbox.accept(event('e1'));
  await inbox.bury('web:e1', 'K7');
  expect(await due(at('09:00:00'))).toEqual([]);
  expect(await inbox.countNew()).toBe(0);
  expect(await inbox.get('web:e1')).toMatchObject({ state: 'dead', errorId: 'K7' });
});

it('an event that has ended is neither postponed nor buried', async () => {
  await inbox.accept(event('e1'));
  const uow = test.store.begin();
  uow.finishInbox('web:e1', 'done');
  await uow.commit();
  await inbox.postpone('web:e1', at('10:00:00'));
  await inbox.bury('web:e1', 'K7');
  expect(await inbox.get('web:e1')).toMatchObject({ state: 'done', attempts: 0 });
});

it('an unknown event is undefined', async () => {
  expect(await inbox.get('web:none')).toBeUndefined();
});

it('leaves out what is under way already', async () => {
  for (const id of ['e1', 'e2', 'e3']) await inbox.accept(event(id));
  const found = await inbox.due(eight, 2, ['web:e1']);
  expect(found.map(({ eventId }) => eventId)).toEqual(['e2', 'e3']);
});
