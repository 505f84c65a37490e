import { expect, test } from '@jest/globals';
import { command, createStage, flowOf, line, query, take, turn, type, textOf } from './stage.ts';

const threeLines = flowOf(async (t) => {
  const name = await t.ask('name', line('Tên?'), textOf);
  const place = await t.ask('place', line('Nơi?'), textOf);
  await t.run('save', command(`${name} ở ${place}`));
  await t.say('done', line(`Đã lưu ${name}.`));
  return undefined;
});

test('a talk goes on although nothing but JSON is left of it between two turns', async () => {
  const stage = createStage(threeLines);
  await turn(stage);
  await type(stage, 'Trồng cây');
  await type(stage, 'Xã Mẫu');
  expect(take(stage)).toEqual([
    'ask:name: Tên?',
    'ask:place: Nơi? [↩ Quay lại]',
    'say:done: Đã lưu Trồng cây.',
  ]);
  expect(stage.commands).toEqual(['Trồng cây ở Xã Mẫu']);
  expect(stage.results.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'finished']);
});

test('what is stored is the shape of the design', async () => {
  const flow = flowOf(async (t) => {
    await t.read('me', query('me'));
    await t.ask('name', line('Tên?'), textOf);
    await t.ask('place', line('Nơi?'), textOf);
    return undefined;
  });
  const stage = createStage(flow);
  await turn(stage);
  await type(stage, 'A');
  expect(stage.dialog).toEqual({
    id: 'web:e1',
    rev: 0,
    owner: 'bithu-1',
    flow: 'trial',
    subject: 'trial',
    version: 1,
    start: {},
    path: [
      ['read:me', { about: 'me' }],
      ['ask:name', { at: '2026-09-14T01:01:00.000Z', text: 'A' }],
    ],
    ahead: [],
    open: { key: 'ask:place', at: 'web:e2' },
    touchedAt: '2026-09-14T01:01:00.000Z',
  });
});
