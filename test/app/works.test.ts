import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Choice } from '../../src/dialog/message.ts';
import { raw } from '../../src/dialog/message.ts';
import type { Flow } from '../../src/dialog/turn.ts';
import type { WorkHandlers } from '../../src/app/works/perform.ts';
import { openTestStore, type TestStore } from '../store/open-test-store.ts';
import { trialWork } from '../dialog/stage.ts';
import { createGate } from './gate.ts';
import { openHouse, type House } from './house.ts';

const say = (words: string) => ({ lines: [raw(words)] });
const again: Choice = { label: raw('Một lần nữa'), answer: 'again' };

/** Asks once, does the long work, shows what it brought, asks once more. */
const draw: Flow = {
  id: 'draw',
  version: 1,
  commands: ['ve'],
  async run(t) {
    const what: string = await t.ask('what', say('Vẽ gì?'), ({ text = '' }) => ({ ok: text }));
    const drawn: unknown = await t.later('draw', trialWork);
    await t.say('drawn', say(`${what}: ${String(drawn)}`));
    await t.ask('more', { ...say('Nữa không?'), choices: [again] }, () => ({ ok: true }));
    await t.say('bye', say('Xong.'));
    return undefined;
  },
};

const note: Flow = {
  id: 'note',
  version: 1,
  commands: ['ghi'],
  async run(t) {
    await t.ask('note', say('Ghi gì?'), ({ text = '' }) => ({ ok: text }));
    await t.say('noted', say('Đã ghi.'));
    return undefined;
  },
};

let store: TestStore;
let house: House;
beforeAll(async () => {
  store = await openTestStore();
});
afterEach(async () => {
  await house.stop();
  await store.store.reset();
});
afterAll(() => store.close());

const open = async (work: () => Promise<unknown>): Promise<void> => {
  // a work that the program's own list does not know
  const works = { trial: work } as unknown as WorkHandlers;
  house = await openHouse(store.store, { flows: [draw, note], works });
};

const texts = async (): Promise<string[]> =>
  (await house.thread('bithu-1')).filter(({ from }) => from === 'bot').map(({ text }) => text);

test('a talk waits for its long work and goes on with what it brought', async () => {
  await open(async () => 'một bông hoa');
  await house.send('bithu-1', { text: '/ve' });
  await house.send('bithu-1', { text: 'Hoa' });
  await house.core.worker.settle();
  expect(await texts()).toEqual(['Vẽ gì?', 'Hoa: một bông hoa', 'Nữa không?']);
  await house.send('bithu-1', { press: 'again' });
  expect(await store.store.works.due(house.now(), 10)).toEqual([]);
});

test('who writes while the work goes on is asked to wait, and what was said before stands', async () => {
  const gate = createGate();
  await open(() => gate.opened.then(() => 'xong'));
  await house.send('bithu-1', { text: '/ve' });
  await house.send('bithu-1', { text: 'Hoa' });
  const [waiting] = await house.send('bithu-1', { text: 'xong chưa?' });
  expect(waiting?.text).toMatch(/đang|chờ/u);
  gate.open();
  await house.core.worker.settle();
  expect((await texts()).slice(-2)).toEqual(['Hoa: xong', 'Nữa không?']);
});

test('another talk may go on meanwhile; the result is told when it comes', async () => {
  const gate = createGate();
  await open(() => gate.opened.then(() => 'xong'));
  await house.send('bithu-1', { text: '/ve' });
  await house.send('bithu-1', { text: 'Hoa' });
  await house.send('bithu-1', { text: '/ghi' });
  gate.open();
  await house.core.worker.settle();
  expect(await texts()).toContain('Hoa: xong');
});

test('a work that throws is tried again, and ends with an apology that names the fault', async () => {
  let tried = 0;
  await open(async () => {
    tried += 1;
    throw new Error('giấy kẹt');
  });
  await house.send('bithu-1', { text: '/ve' });
  await house.send('bithu-1', { text: 'Hoa' });
  for (let step = 0; step < 3; step += 1) await house.pass(10_000);
  expect(tried).toBe(3);
  const last = (await texts()).at(-1) ?? '';
  const [, id = ''] = /([0-9A-V]{8})/u.exec(last) ?? [];
  expect(id).not.toBe('');
  expect(house.log.join('\n')).toContain(id);
});

test('a work left by a process that stopped is done by the next one at once', async () => {
  await open(() => new Promise(() => undefined));
  await house.send('bithu-1', { text: '/ve' });
  await house.send('bithu-1', { text: 'Hoa' });
  await house.stop();
  await open(async () => 'xong');
  await house.core.worker.settle();
  expect((await texts()).slice(-2)).toEqual(['Hoa: xong', 'Nữa không?']);
});
