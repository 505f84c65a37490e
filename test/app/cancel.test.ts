import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { flows } from '../../flows/index.ts';
import { noticeMessage } from '../../flows/notices.ts';
import type { ThreadMessage } from '../../src/channels/web/ports.ts';
import { openTestStore, type TestStore } from '../store/open-test-store.ts';
import { openHouse, type House } from './house.ts';

const all = (bubbles: readonly ThreadMessage[]): string =>
  bubbles.map(({ text }) => text).join('\n');

describe('stopping in the middle of a task, in the real conversations', () => {
  let test_: TestStore;
  let house: House;
  beforeAll(async () => {
    test_ = await openTestStore();
  });
  beforeEach(async () => {
    house = await openHouse(test_.store, { flows, notice: noticeMessage });
  });
  afterEach(async () => {
    await house.stop();
    await test_.store.reset();
  });
  afterAll(() => test_.close());

  const type = (text: string) => house.send('bithu-1', { text });
  const idOf = async (action: string): Promise<string> => {
    const thread = await house.thread('bithu-1');
    const found = thread
      .toReversed()
      .flatMap(({ choices }) => choices)
      .find((one) => one.action === action);
    if (!found) throw new Error(`no button ${action}: ${all(thread.slice(-1))}`);
    return found.id;
  };
  const press = async (action: string) => house.send('bithu-1', { press: await idOf(action) });
  const tasks = async (): Promise<string[]> => {
    const plan = await test_.store.finds.registrationOf('thpt', 2027);
    return plan?.tasks.map(({ content }) => content) ?? [];
  };
  /** Up to the second of the four questions. */
  const begin = async (): Promise<void> => {
    await type('/dangky');
    await type('1.1');
    await press('task_new');
    expect(all(await type('Mở lớp bồi dưỡng nhận thức về Đoàn'))).toMatch(/Bước 2\/4/);
  };

  test('/huy keeps what was answered, and going on asks the same question again', async () => {
    await begin();
    const [stopped] = await type('/huy');
    expect(stopped?.choices.map(({ action }) => action)).toEqual(['resume', 'drop']);
    expect(all(await press('resume'))).toMatch(/Bước 2\/4/);
    expect(all(await type('02 lớp, 120 học viên'))).toMatch(/Bước 3\/4/);
    await type('Quý I');
    await type('Bí thư Đoàn trường');
    expect(await tasks()).toEqual([]);
    await press('save');
    expect(await tasks()).toEqual(['Mở lớp bồi dưỡng nhận thức về Đoàn']);
  });

  test('what was stopped stays stopped while something else is done, also over a restart', async () => {
    await begin();
    await type('/cancel');
    const resume = await idOf('resume');
    await type('/trogiup');
    await house.stop();
    house = await openHouse(test_.store, { flows, notice: noticeMessage });
    expect(all(await house.send('bithu-1', { press: resume }))).toMatch(/Bước 2\/4/);
  });

  test('forgetting it really forgets: the old button opens nothing, a new task begins at the first question', async () => {
    await begin();
    await type('/huy');
    const [resume, drop] = [await idOf('resume'), await idOf('drop')];
    await house.send('bithu-1', { press: drop });
    const after = await house.send('bithu-1', { press: resume });
    expect(all(after)).not.toMatch(/Bước 2\/4/);
    expect(after.length).toBeGreaterThan(0);
    await type('/dangky');
    await type('1.1');
    expect(all(await press('task_new'))).toMatch(/Bước 1\/4/);
    expect(await tasks()).toEqual([]);
  });

  test('forgetting twice, or what is another’s, forgets nothing', async () => {
    await begin();
    await type('/huy');
    const drop = await idOf('drop');
    const resume = await idOf('resume');
    await house.send('bithu-2', { press: drop });
    expect(all(await house.send('bithu-2', { press: resume }))).not.toMatch(/Bước 2\/4/);
    expect(all(await house.send('bithu-1', { press: resume }))).toMatch(/Bước 2\/4/);
    await house.send('bithu-1', { press: drop });
    const again = await house.send('bithu-1', { press: drop });
    expect(again).toHaveLength(1);
  });

  test('/huy with nothing open says so and offers nothing', async () => {
    const [answer] = await type('/huy');
    expect(answer?.choices).toEqual([]);
    expect(answer?.text).not.toBe('');
  });
});
