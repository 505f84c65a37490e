import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Persona, ThreadMessage, ThreadPort } from '../../src/channels/web/ports.ts';
import { openTestStore, type TestStore } from './open-test-store.ts';

let test: TestStore;
let threads: ThreadPort;
beforeAll(async () => {
  test = await openTestStore();
  threads = test.store.threads;
});
afterAll(() => test.close());

const bubble = (text: string, more: Partial<ThreadMessage> = {}): Omit<ThreadMessage, 'n'> => ({
  at: '2026-09-14T08:00:00+07:00',
  from: 'bot',
  text,
  choices: [{ id: 'a', label: 'Có', tone: 'primary', action: 'yes' }],
  ...more,
});

it('personas stay in the order they were added; the same one again is changed, not doubled', async () => {
  const add = (id: string, name: string): Promise<void> =>
    threads.addPersona({ id, name, role: 'Bí thư', unit: 'Đoàn trường Mẫu', like: 'zalo' });
  await add('z', 'Lê Văn Mẫu');
  await add('a', 'Phạm Thị Mẫu');
  await add('z', 'Lê Văn Hai Mẫu');
  const expected: Partial<Persona>[] = [
    { id: 'z', name: 'Lê Văn Hai Mẫu' },
    { id: 'a', name: 'Phạm Thị Mẫu' },
  ];
  expect(await threads.personas()).toMatchObject(expected);
  expect(Object.keys((await threads.personas())[0]!).sort()).toEqual([
    'id',
    'like',
    'name',
    'role',
    'unit',
  ]);
});

it('messages are numbered from 1 within their thread, and come back as they were', async () => {
  const first = await threads.append('p1', bubble('Chào đồng chí.', { slot: 'board' }));
  const second = await threads.append('p1', bubble('có', { from: 'me', choices: [] }));
  expect([first.n, second.n]).toEqual([1, 2]);
  expect((await threads.append('p2', bubble('Chào.'))).n).toBe(1);
  expect(await threads.after('p1', 0, 9)).toStrictEqual([first, second]);
  expect(await threads.after('p1', 1, 9)).toStrictEqual([second]);
  expect(await threads.after('p1', 0, 1)).toStrictEqual([first]);
  expect(await threads.after('p1', 2, 9)).toEqual([]);
});

it('many at once, from two processes, leave no gap and no double', async () => {
  const others = (await test.openAnother()).threads;
  const texts = Array.from({ length: 24 }, (_, i) => String(i));
  const added = await Promise.all(
    texts.map((text, i) => (i % 2 ? threads : others).append('crowd', bubble(text))),
  );
  const stored = await threads.after('crowd', 0, 99);
  expect(stored.map(({ n }) => n)).toEqual(texts.map((_, i) => i + 1));
  expect([...added].sort((a, b) => a.n - b.n)).toStrictEqual(stored);
});

it('what one event shows is added once, also at the same time', async () => {
  const mine = bubble('có', { from: 'me', eventId: 'e1' });
  const [one, two] = await Promise.all([threads.append('p3', mine), threads.append('p3', mine)]);
  expect(one).toStrictEqual(two);
  expect(await threads.append('p3', { ...mine, text: 'khác' })).toStrictEqual(one);
  expect((await threads.append('p3', { ...mine, eventId: 'e1/1' })).n).toBe(2);
  expect((await threads.append('p4', mine)).n).toBe(1);
  expect(await threads.after('p3', 0, 9)).toHaveLength(2);
});

it('a replaced message keeps its number, time and sender, and loses what it no longer has', async () => {
  const file = { id: 'f1', name: 'a.docx', type: 'application/msword', size: 3 };
  const before = await threads.append('p5', bubble('Cũ', { slot: 'board', file, eventId: 'e9' }));
  const after = await threads.replace('p5', before.n, {
    text: 'Mới',
    choices: [],
    slot: 'board',
    editedAt: '2026-09-14T08:01:00+07:00',
  });
  expect(after).toStrictEqual({
    n: before.n,
    at: before.at,
    from: 'bot',
    eventId: 'e9',
    text: 'Mới',
    choices: [],
    slot: 'board',
    editedAt: '2026-09-14T08:01:00+07:00',
  });
  expect(await threads.after('p5', 0, 9)).toStrictEqual([after]);
});

it('what is not there cannot be replaced', async () => {
  expect(await threads.replace('p6', 1, { text: 'Mới', choices: [] })).toBeUndefined();
});
