import { expect, test } from '@jest/globals';
import { reopen, type Dialog } from '../../src/dialog/dialog.ts';
import type { AskOptions, Parse, Turn } from '../../src/dialog/turn.ts';
import { within } from '../../src/dialog/nested.ts';
import {
  chosen,
  command,
  createStage,
  flowOf,
  line,
  offering,
  press,
  query,
  take,
  textOf,
  turn,
  type,
  type Stage,
  trialWork,
} from './stage.ts';

const ask = (t: Turn, key: string, options?: AskOptions) =>
  t.ask(key, line(`${key}?`), textOf, options);

const play = async (stage: Stage, ...answers: string[]) => {
  await turn(stage);
  for (const answer of answers) await type(stage, answer);
  take(stage);
};

/** "sửa name" reopens that question, anything else ends. */
const editing: Parse<string> = ({ text = '', choice }) =>
  text.startsWith('sửa ') ? { reopen: text.slice(4) } : { ok: choice ?? text };

const form = flowOf(async (t) => {
  const name = await ask(t, 'name');
  const place = await ask(t, 'place');
  const count = await ask(t, 'count');
  await t.ask('sure', line(`${name}, ${place}, ${count}?`), editing, { confirm: true });
  await t.run('save', command(`${name}, ${place}, ${count}`));
  await t.ask('after', line('Đã lưu.'), editing);
  return undefined;
});

test('"Quay lại" opens the question before, and again the one before that', async () => {
  const stage = createStage(form);
  await play(stage, 'A', 'B');
  await type(stage, 'quay lai');
  await press(stage, '↩ Quay lại');
  expect(take(stage)).toEqual(['ask:place: place? [↩ Quay lại]', 'ask:name: name?']);
  expect(stage.dialog).toMatchObject({ path: [], ahead: [], open: { key: 'ask:name' } });
});

test('what was said is said anew when the talk comes by again, reads are made anew', async () => {
  const flow = flowOf(async (t) => {
    await t.say('welcome', line('Chào'));
    await ask(t, 'one');
    await t.say('thanks', line('Cảm ơn'));
    await t.read('fresh', query('fresh'));
    await ask(t, 'two');
    return undefined;
  });
  const stage = createStage(flow);
  await turn(stage);
  await type(stage, 'A');
  await type(stage, 'back');
  await type(stage, 'B');
  expect(take(stage).map((one) => one.split(':')[1])).toEqual([
    'welcome',
    'one',
    'thanks',
    'two',
    'one',
    'thanks',
    'two',
  ]);
  expect(stage.reads).toEqual(['fresh', 'fresh']);
});

test('an edited answer leaves the later ones standing, but never the confirmation', async () => {
  const stage = createStage(form);
  await play(stage, 'A', 'B', 'C');
  await type(stage, 'sửa name');
  expect(stage.dialog?.ahead.map(([key]) => key)).toEqual(['ask:place', 'ask:count']);
  await type(stage, 'Z');
  expect(take(stage)).toEqual(['ask:name: name?', 'ask:sure: Z, B, C? [↩ Quay lại]']);
  expect(stage.dialog?.ahead).toEqual([]);
  await type(stage, 'đúng');
  expect(stage.commands).toEqual(['Z, B, C']);
});

test('a confirmation given before an edit is asked again', async () => {
  const flow = flowOf(async (t) => {
    await ask(t, 'name');
    await ask(t, 'sure', { confirm: true });
    await t.ask('extra', line('Thêm?'), editing);
    await t.run('save', command('save'));
    return undefined;
  });
  const stage = createStage(flow);
  await play(stage, 'A', 'có');
  await type(stage, 'sửa name');
  await type(stage, 'B');
  expect(take(stage)).toEqual(['ask:name: name?', 'ask:sure: sure? [↩ Quay lại]']);
  expect(stage.commands).toEqual([]);
});

test('a kept answer that the question no longer takes or offers is asked for again', async () => {
  const flow = flowOf(async (t) => {
    const kind = await ask(t, 'kind');
    const one = await t.ask('one', offering('Mục?', `${kind}1`, `${kind}2`), chosen);
    const code = await t.ask('code', line('Mã?'), ({ text = '' }) =>
      text.startsWith(kind) ? { ok: text } : { retry: [{ raw: 'không khớp' }] },
    );
    await t.ask('sure', line(`${one} ${code}?`), editing, { confirm: true });
    return undefined;
  });
  const stage = createStage(flow);
  await play(stage, 'a', 'a1', 'a-x');
  await type(stage, 'sửa kind');
  await type(stage, 'b');
  expect(take(stage).at(-1)).toBe('ask:one: Mục? [b1] [b2] [↩ Quay lại]');
  await type(stage, 'b2');
  expect(take(stage)).toEqual(['ask:code: Mã? [↩ Quay lại]']);
});

test('an answer that lies on another branch waits and is never used for another key', async () => {
  const flow = flowOf(async (t) => {
    const way = await ask(t, 'way');
    if (way === 'xa') await ask(t, 'far');
    else await ask(t, 'near');
    await t.ask('sure', line('Chắc?'), editing, { confirm: true });
    return undefined;
  });
  const stage = createStage(flow);
  await play(stage, 'xa', 'tàu');
  await type(stage, 'sửa way');
  await type(stage, 'gần');
  expect(take(stage).at(-1)).toBe('ask:near: near? [↩ Quay lại]');
  await type(stage, 'xe');
  await type(stage, 'sửa way');
  await type(stage, 'xa');
  expect(take(stage).at(-1)).toBe('ask:sure: Chắc? [↩ Quay lại]');
  expect(stage.dialog?.path.map(([key]) => key)).toEqual(['ask:way', 'ask:far']);
});

test('after a command nothing before it is reopened, neither by a parser nor by a button', async () => {
  const stage = createStage(form);
  await play(stage, 'A', 'B', 'C', 'đúng');
  expect(stage.commands).toHaveLength(1);
  await type(stage, 'sửa name');
  expect(take(stage)).toEqual(['ask:after: input.cannot_edit | Đã lưu.']);
  await type(stage, 'quay lại');
  expect(stage.results.at(-1)).toEqual({ state: 'finished' });
  expect(stage.commands).toHaveLength(1);
});

test('a key that was never asked, or is open itself, cannot be reopened', async () => {
  const stage = createStage(form);
  await play(stage, 'A', 'B', 'C');
  await type(stage, 'sửa nothing');
  await type(stage, 'sửa sure');
  expect(take(stage)).toEqual([
    'ask:sure: input.cannot_edit | A, B, C? [↩ Quay lại]',
    'ask:sure: input.cannot_edit | A, B, C? [↩ Quay lại]',
  ]);
});

test('back is offered from the second question on, not after a command, and not where the flow forbids it', async () => {
  const flow = flowOf(async (t) => {
    await ask(t, 'one');
    await ask(t, 'two', { back: false });
    await ask(t, 'three', { skip: true });
    await t.run('save', command('save'));
    await ask(t, 'four', { skip: true });
    await ask(t, 'five');
    return undefined;
  });
  const stage = createStage(flow);
  await turn(stage);
  for (const answer of ['A', 'B', 'C', 'D']) await type(stage, answer);
  expect(take(stage)).toEqual([
    'ask:one: one?',
    'ask:two: two?',
    'ask:three: three? [↩ Quay lại] [Bỏ qua]',
    'ask:four: four? [Bỏ qua]',
    'ask:five: five? [↩ Quay lại]',
  ]);
});

test('where "Quay lại" is not offered, the words are an answer', async () => {
  const stage = createStage(form);
  await play(stage, 'quay lại');
  expect(stage.dialog?.open?.key).toBe('ask:place');
});

test('a skipped question gives undefined, on this turn and on every later one', async () => {
  const flow = flowOf(async (t) => {
    const partners = await t.ask('partners', line('Phối hợp?'), textOf, { skip: true });
    const end = await ask(t, 'end');
    await t.say('all', line(`${String(partners)} ${end}`));
    return undefined;
  });
  for (const way of ['press', 'bỏ qua', 'bo qua', 'skip']) {
    const stage = createStage(flow);
    await turn(stage);
    await (way === 'press' ? press(stage, 'Bỏ qua') : type(stage, way));
    await type(stage, 'Z');
    expect(take(stage).at(-1)).toBe('say:all: undefined Z');
  }
});

test('a skipped question is reopened like any other, and its skip is carried over an edit', async () => {
  const flow = flowOf(async (t) => {
    const name = await ask(t, 'name');
    const partners = await t.ask('partners', line('Phối hợp?'), textOf, { skip: true });
    await t.ask('sure', line(`${name} ${String(partners)}`), editing, { confirm: true });
    return undefined;
  });
  const stage = createStage(flow);
  await play(stage, 'A', 'bỏ qua');
  await type(stage, 'sửa name');
  await type(stage, 'B');
  expect(take(stage).at(-1)).toBe('ask:sure: B undefined [↩ Quay lại]');
  await type(stage, 'quay lại');
  expect(take(stage)).toEqual(['ask:partners: Phối hợp? [↩ Quay lại] [Bỏ qua]']);
});

test('loops are keyed by what they go over, talks within talks by a prefix', async () => {
  const person = async (t: Turn) => {
    const name = await ask(t, 'name');
    await t.ask('sure', line(`${name}?`), editing, { confirm: true });
    return name;
  };
  const flow = flowOf(async (t) => {
    const names: string[] = [];
    for (const id of ['a.b', 'c$d']) names.push(await person(within(t, `person.${id}`)));
    await t.run('save', command(names.join(' + ')));
    return undefined;
  });
  const stage = createStage(flow);
  await play(stage, 'Lan', 'đúng', 'Hà');
  await type(stage, 'sửa name');
  expect(take(stage)).toEqual(['ask:person.c$d.name: name? [↩ Quay lại]']);
  await type(stage, 'Hoà');
  await type(stage, 'đúng');
  expect(stage.commands).toEqual(['Lan + Hoà']);
});

test('a talk within a talk says, reads, runs and skips under its prefix too', async () => {
  const flow = flowOf(async (t) => {
    const inner = within(t, 'in');
    await inner.say('hello', line('Chào'));
    await inner.read('me', query('me'));
    const none = await inner.ask('opt', line('?'), textOf, { skip: true });
    await inner.run('save', command(String(none)));
    await inner.later('long', trialWork);
    return undefined;
  });
  const stage = createStage(flow);
  await play(stage, 'bỏ qua');
  expect(stage.dialog?.path.map(([key]) => key)).toEqual([
    'say:in.hello',
    'read:in.me',
    'ask:in.opt',
    'run:in.save',
  ]);
  expect(stage.works).toEqual(['later:in.long']);
});

const dialog = (path: string[], ahead: string[] = []): Dialog => ({
  id: 'd',
  rev: 3,
  owner: 'o',
  flow: 'f',
  subject: 'f',
  version: 1,
  start: {},
  path: path.map((key) => [key, `old ${key}`]),
  ahead: ahead.map((key) => [key, `ahead ${key}`]),
  open: { key: 'ask:z', at: 'e' },
  touchedAt: '',
});

test.each<[string, Dialog, string[] | undefined, string[] | undefined]>([
  [
    'later asks wait, later reads and says go',
    dialog(['ask:a', 'read:b', 'ask:k', 'say:c', 'read:d', 'ask:e']),
    ['ask:a', 'read:b'],
    ['old ask:e'],
  ],
  [
    'what waits already waits on, unless it was answered since',
    dialog(['ask:k', 'ask:e'], ['ask:e', 'ask:f', 'ask:k']),
    [],
    ['old ask:e', 'ahead ask:f'],
  ],
  ['not over a command', dialog(['ask:k', 'run:x', 'ask:e']), undefined, undefined],
  ['not over long work', dialog(['ask:k', 'later:x']), undefined, undefined],
  ['after a command yes', dialog(['run:x', 'ask:k']), ['run:x'], []],
  [
    'not while long work is under way',
    { ...dialog(['ask:k']), open: { key: 'later:x', at: 'e' } },
    undefined,
    undefined,
  ],
  ['not what was never asked', dialog(['ask:a', 'say:k']), undefined, undefined],
])('reopening: %s', (_name, given, path, ahead) => {
  const before = JSON.stringify(given);
  const found = reopen(given, 'k');
  expect(found?.path.map(([key]) => key)).toEqual(path);
  expect(found?.ahead.map(([, value]) => value)).toEqual(ahead);
  expect(found?.open).toBeUndefined();
  expect(JSON.stringify(given)).toBe(before);
});
