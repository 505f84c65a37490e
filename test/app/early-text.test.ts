import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openTestStore, type TestStore } from '../store/open-test-store.ts';
import { openHouse, type House } from './house.ts';
import { asking, said } from './talks.ts';

const bare = (words: string): string => words.replace(/\s+/gu, '');

describe('a text that was sent before its question was on the screen', () => {
  let test_: TestStore;
  let house: House;

  beforeAll(async () => {
    test_ = await openTestStore();
  });
  beforeEach(async () => {
    house = await openHouse(test_.store, { flows: [asking] });
  });
  afterEach(async () => {
    await house.stop();
    await test_.store.reset();
  });
  afterAll(() => test_.close());

  /** bithu-1 has a phone like Zalo: 2,000 characters. */
  const post = async (text: string): Promise<void> => {
    await house.core.accept('web', { eventId: randomUUID(), address: 'bithu-1', text });
    await house.core.worker.settle();
  };
  const answeredEarly = async (text: string): Promise<string[]> => {
    house.fault('bithu-1', 'transient', 1);
    await post('/hoi');
    await post(text);
    await house.pass(60_000);
    return said(await house.thread('bithu-1'));
  };

  test('is shown back instead of being taken', async () => {
    const bubbles = await answeredEarly('một');
    expect(bubbles.join('\n')).toContain('Tin “một” đến trước câu hỏi dưới đây');
    expect(said(await house.send('bithu-1', { text: 'hai' }))).toEqual(['two?']);
    expect(said(await house.send('bithu-1', { text: 'ba' }))).toEqual(['hai ba']);
  });

  test.each([
    ['words', 'Mở lớp tập huấn cho đoàn viên. '.repeat(700).slice(0, 20_000)],
    ['one word', 'ế'.repeat(20_000)],
    ['pairs of surrogates', '👩‍👩‍👧'.repeat(2_500)],
    ['lines', 'a\n'.repeat(10_000)],
  ])('is shown back whole when it is 20,000 characters of %s', async (_what, text) => {
    expect(text).toHaveLength(20_000);
    const bubbles = await answeredEarly(text);
    for (const one of bubbles) expect(one.length).toBeLessThanOrEqual(2_000);
    expect(bare(bubbles.join('\n'))).toContain(bare(text));
    expect(bubbles.at(-1)).toMatch(/one\?$/u);
  });
});
