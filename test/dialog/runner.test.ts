import { expect, test } from '@jest/globals';
import { playTurn } from '../../src/dialog/runner.ts';
import type { Dialog } from '../../src/dialog/dialog.ts';
import type { Flow } from '../../src/dialog/turn.ts';
import {
  at,
  command,
  createStage,
  flowOf,
  inputFor,
  line,
  portsOf,
  query,
  take,
  textOf,
  turn,
  type,
  trialWork,
} from './stage.ts';

const threeLines = flowOf(async (t) => {
  const name = await t.ask('name', line('Tên?'), textOf);
  const place = await t.ask('place', line('Nơi?'), textOf, { slot: 'form' });
  await t.run('save', command(`${name} ở ${place}`));
  await t.say('done', line(`Đã lưu ${name}.`), { slot: 'form' });
  return { action: 'plan', subject: 'ab' };
});

test('a talk goes on although nothing but JSON is left of it between two turns', async () => {
  const stage = createStage(threeLines);
  await turn(stage);
  await type(stage, 'Trồng cây');
  await type(stage, 'Xã Mẫu');
  expect(stage.sent.map(({ slot }) => slot)).toEqual([undefined, 'form', 'form']);
  expect(take(stage)).toEqual([
    'ask:name: Tên?',
    'ask:place: Nơi? [↩ Quay lại]',
    'say:done: Đã lưu Trồng cây.',
  ]);
  expect(stage.commands).toEqual(['Trồng cây ở Xã Mẫu']);
  expect(stage.results.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'finished']);
  expect(stage.results.at(-1)).toEqual({
    state: 'finished',
    next: { action: 'plan', subject: 'ab' },
  });
});

test('what is stored is the shape of the design', async () => {
  const flow = flowOf(async (t) => {
    await t.read('me', query('me'));
    await t.say('hello', line('Chào'));
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
      ['say:hello'],
      ['ask:name', { at: '2026-09-14T01:01:00.000Z', text: 'A' }],
    ],
    ahead: [],
    open: { key: 'ask:place', at: 'web:e2' },
    touchedAt: '2026-09-14T01:01:00.000Z',
  });
});

test('the same answer from the same dialog has the same effects, and the dialog given stays as it was', async () => {
  const stage = createStage(threeLines);
  await turn(stage);
  await type(stage, 'A');
  take(stage);
  const before = JSON.stringify(stage.dialog);
  const attempts = [];
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const result = await playTurn(inputFor(stage, { at: at(stage), text: 'B' }));
    attempts.push(JSON.stringify([result, take(stage), stage.commands.splice(0)]));
  }
  expect(new Set(attempts).size).toBe(1);
  expect(attempts[0]).toContain('A ở B');
  expect(JSON.stringify(stage.dialog)).toBe(before);
});

test('even a deeply frozen dialog can be played', async () => {
  const freeze = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  };
  const stage = createStage(threeLines);
  for (const answer of [undefined, 'A', 'quay lại', 'A', 'B']) {
    freeze(stage.dialog);
    await (answer === undefined ? turn(stage) : type(stage, answer));
  }
  expect(stage.commands).toEqual(['A ở B']);
});

test('a refused command is a value, today and when it is played again', async () => {
  const seen: unknown[] = [];
  const flow = flowOf(async (t) => {
    const outcome = await t.run('save', command('save'));
    seen.push(outcome);
    await t.ask('next', line('Nữa?'), textOf);
    return undefined;
  });
  const refused = { refused: { code: 'locked' as const, params: { state: 'sent' } } };
  const stage = createStage(flow, { onRun: () => refused });
  await turn(stage);
  await type(stage, 'A');
  expect(seen).toEqual([refused, refused]);
  expect(stage.commands).toEqual(['save']);
});

test('a flow sees every value as JSON from the first time on, and its own copy', async () => {
  const seen: unknown[] = [];
  const flow = flowOf(async (t) => {
    const value = (await t.read('one', query('one'))) as unknown as {
      when: string;
      list: string[];
    };
    seen.push(JSON.stringify(value), typeof value.when);
    value.list.push('meddled');
    value.when = 'meddled';
    const none: unknown = await t.read('none', query('none'));
    seen.push(none);
    const said = await t.ask('a', line('?'), (answer) => {
      answer.text = `${answer.text ?? ''}!`;
      return { ok: answer.text };
    });
    seen.push(said);
    await t.ask('b', line('?'), textOf);
    return undefined;
  });
  const when = new Date('2026-09-14T01:00:00Z');
  const stage = createStage(flow, {
    onRead: (asked) =>
      'taskId' in asked && asked.taskId === 'none'
        ? undefined
        : { when, list: ['x'], gone: undefined },
  });
  await turn(stage);
  const first = seen.splice(0);
  await type(stage, 'A');
  const second = seen.splice(0);
  await turn(stage);
  expect(first).toEqual(['{"when":"2026-09-14T01:00:00.000Z","list":["x"]}', 'string', undefined]);
  expect(second).toEqual([...first, 'A!']);
  expect(seen).toEqual(second);
  expect(stage.reads).toEqual(['one', 'none']);
});

test('reads of one turn may be begun side by side', async () => {
  const flow = flowOf(async (t) => {
    const [a, b] = await Promise.all([t.read('a', query('a')), t.read('b', query('b'))]);
    await t.ask('go', line(JSON.stringify([a, b])), textOf);
    return undefined;
  });
  const stage = createStage(flow);
  await turn(stage);
  await type(stage, 'A');
  expect(take(stage)).toEqual(['ask:go: [{"about":"a"},{"about":"b"}]']);
  expect(stage.reads).toEqual(['a', 'b']);
});

test('a retry says why and asks again; the answer that follows is the one that counts', async () => {
  const flow = flowOf(async (t) => {
    const count = await t.ask('count', line('Bao nhiêu?'), ({ text = '' }) =>
      /^\d+$/u.test(text) ? { ok: Number(text) } : { retry: [{ raw: 'Cần một số.' }] },
    );
    await t.run('save', command(String(count + 1)));
    return undefined;
  });
  const stage = createStage(flow);
  await turn(stage);
  await type(stage, 'nhiều');
  await type(stage, '41');
  expect(take(stage)).toEqual(['ask:count: Bao nhiêu?', 'ask:count: Cần một số. | Bao nhiêu?']);
  expect(stage.commands).toEqual(['42']);
});

test('a parser looks at the time of its event only, which never changes', async () => {
  const seen: string[] = [];
  const flow = flowOf(async (t) => {
    seen.push(await t.ask('a', line('?'), (answer) => ({ ok: answer.at })));
    await t.ask('b', line('?'), textOf);
    return undefined;
  });
  const stage = createStage(flow);
  await turn(stage);
  await type(stage, 'A');
  await type(stage, 'B');
  expect(seen).toEqual(['2026-09-14T01:01:00.000Z', '2026-09-14T01:01:00.000Z']);
});

test('a flow knows how it was opened and who talks', async () => {
  const flow = flowOf(async (t) => {
    await t.say('all', line(JSON.stringify([t.me, t.lang, t.limits, t.start, t.now])));
    return undefined;
  });
  const stage = createStage(flow);
  const input = inputFor(stage);
  const start = { intent: { action: 'plan', subject: 'ab', rev: 2 }, words: '2027' };
  await playTurn({ ...input, dialog: { ...input.dialog, start } });
  expect(take(stage)).toEqual([
    `say:all: ${JSON.stringify([
      { channel: 'web', address: 'bithu-1' },
      'vi',
      stage.limits,
      start,
      new Date('2026-09-14T01:00:00Z'),
    ])}`,
  ]);
});

test('a flow that never asks is over in one turn', async () => {
  const stage = createStage(
    flowOf(async (t) => {
      await t.say('a', line('Một'));
      return undefined;
    }),
  );
  expect(await turn(stage)).toEqual({ state: 'finished' });
});

const longWork = flowOf(async (t) => {
  const found = await t.later('draw', trialWork);
  await t.say('done', line(JSON.stringify(found)));
  return undefined;
});

test('long work is started once and its result comes back under its key', async () => {
  const stage = createStage(longWork);
  await turn(stage);
  expect(stage.dialog?.open).toEqual({ key: 'later:draw', at: 'web:e1' });
  await type(stage, 'xong chưa?');
  await turn(stage);
  await turn(stage, { at: at(stage), result: { key: 'later:other', value: 0 } });
  expect(take(stage)).toEqual([
    'say:input.working: input.working',
    'say:input.working: input.working',
  ]);
  const value = { when: new Date('2026-09-14T01:00:00Z') };
  await turn(stage, { at: at(stage), result: { key: 'later:draw', value } });
  expect(take(stage)).toEqual(['say:done: {"when":"2026-09-14T01:00:00.000Z"}']);
  expect(stage.works).toEqual(['later:draw']);
  expect(stage.results.at(-1)).toEqual({ state: 'finished' });
});

test('a result that nobody waits for changes nothing', async () => {
  const stage = createStage(threeLines);
  await turn(stage);
  const { open, path } = stage.dialog as Dialog;
  take(stage);
  await turn(stage, { at: at(stage), result: { key: 'later:draw' } });
  expect(take(stage)).toEqual([]);
  expect(stage.dialog).toMatchObject({ open, path });
});

test('many talks at once do not mix', async () => {
  const flow: Flow = threeLines;
  const talks = Array.from({ length: 50 }, (_, n) => ({ n, stage: createStage(flow) }));
  await Promise.all(
    talks.map(async ({ n, stage }) => {
      await turn(stage);
      await type(stage, `tên ${n}`);
      await type(stage, `nơi ${n}`);
    }),
  );
  expect(talks.map(({ stage }) => stage.commands)).toEqual(
    talks.map(({ n }) => [`tên ${n} ở nơi ${n}`]),
  );
});

test('messages are handed out when the flow has stopped, in its order, whatever the port takes', async () => {
  const order: string[] = [];
  const flow = flowOf(async (t) => {
    await t.say('a', line('a'));
    await t.read('r', query('r'));
    await t.say('b', line('b'));
    await t.ask('c', line('c'), textOf);
    return undefined;
  });
  const stage = createStage(flow);
  const input = inputFor(stage);
  const ports = portsOf(stage, input.dialog);
  await playTurn({
    ...input,
    ports: {
      ...ports,
      say: async (key) => {
        await Promise.resolve();
        order.push(key);
      },
      ask: (key) => void order.push(key),
      read: () => {
        order.push('read:r');
        return Promise.resolve(1);
      },
    },
  });
  expect(order).toEqual(['read:r', 'say:a', 'say:b', 'ask:c']);
});
