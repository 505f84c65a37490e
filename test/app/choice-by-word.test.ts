import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { raw, type Choice, type Message } from '../../src/dialog/message.ts';
import type { Flow } from '../../src/dialog/turn.ts';
import { wordNumber } from '../../src/app/turns/choice-by-word.ts';
import { openTestStore, type TestStore } from '../store/open-test-store.ts';
import { openHouse, type House } from './house.ts';
import { asking, echo, line, said, sending } from './talks.ts';

/** Says which of the notice's choices was taken. */
const opening: Flow = {
  id: 'opening',
  version: 1,
  intents: ['open'],
  run: (t) =>
    t.say('opened', line(`opened ${t.start.intent?.subject ?? ''}`)).then(() => undefined),
};

const choices = (count: number): Choice[] =>
  Array.from({ length: count }, (_, index) => ({
    label: raw(`Mở ${index + 1}`),
    intent: `open:${index + 1}`,
  }));

/** `/phieu n` is answered by a receipt with n choices. */
const receipt: Flow = {
  id: 'receipt',
  version: 1,
  commands: ['phieu'],
  async run(t) {
    await t.say('receipt', {
      lines: [raw('receipt')],
      choices: choices(Number(t.start.words)).toReversed(),
    });
    return undefined;
  },
};

describe('choices of a message that is no question', () => {
  let test_: TestStore;
  let house: House;
  let notice: Message;

  beforeAll(async () => {
    test_ = await openTestStore();
  });
  beforeEach(async () => {
    notice = { lines: [raw('news')], choices: choices(7) };
    house = await openHouse(test_.store, {
      flows: [echo, asking, sending, opening, receipt],
      notice: () => notice,
    });
  });
  afterEach(async () => {
    await house.stop();
    await test_.store.reset();
  });
  afterAll(() => test_.close());

  /** canbo-2 has a phone like Zalo: five buttons. */
  const type = async (text: string): Promise<string[]> =>
    said(await house.send('canbo-2', { text }));
  const getNews = async (): Promise<void> => {
    await house.send('bithu-2', { text: '/gui' });
    await house.pass(60_000);
  };

  test('are offered with a word, and never as bare digits', async () => {
    await getNews();
    const [bubble] = (await house.thread('canbo-2')).filter(({ from }) => from === 'bot');
    expect(bubble?.text).toBe('news\n\nLựa chọn khác, gõ:\nXEM 1. Mở 1\nXEM 2. Mở 2');
    expect(bubble?.choices.map(({ label }) => label)).toEqual([
      'Mở 3',
      'Mở 4',
      'Mở 5',
      'Mở 6',
      'Mở 7',
    ]);
  });

  test.each(['XEM 2', 'xem 2', 'Xem2', ' xem  2. ', 'xem số 2', 'VIEW 2'])(
    'are chosen by %p',
    async (words) => {
      await getNews();
      expect(await type(words)).toEqual(['opened 2']);
    },
  );

  test('are chosen so while a question waits for words, which stays open', async () => {
    await getNews();
    expect(await type('/hoi')).toEqual(['one?']);
    expect(await type('xem 7')).toEqual(['opened 7']);
    expect(await type('một')).toEqual(['two?']);
  });

  test('leave a question its words where no such message was sent', async () => {
    await type('/hoi');
    expect(await type('xem 7')).toEqual(['two?']);
    expect(await type('hai')).toEqual(['xem 7 hai']);
  });

  test('a digit alone goes to the open question, not to them', async () => {
    await getNews();
    await type('/hoi');
    expect(await type('2')).toEqual(['two?']);
    expect(await type('hai')).toEqual(['2 hai']);
  });

  test('beyond the last are counted for the reader', async () => {
    await getNews();
    const answer = 'Tin gần nhất có 7 lựa chọn: đồng chí gõ XEM kèm số từ 1 đến 7.';
    expect(await type('xem 8')).toEqual([answer]);
    expect(await type('xem 0')).toEqual([answer]);
  });

  test('are those of the newest such message', async () => {
    await getNews();
    await type('/phieu 6');
    expect(await type('xem 1')).toEqual(['opened 6']);
    expect(await type('xem 7')).toEqual(['opened 7']);
  });

  test('stay those that were offered by a word when a shorter message has come since', async () => {
    await getNews();
    await type('/phieu 1');
    expect(await type('xem 2')).toEqual(['opened 2']);
  });

  test('are chosen of a short message too, although it shows them as buttons', async () => {
    await type('/phieu 2');
    expect(await type('xem 2')).toEqual(['opened 1']);
    expect(await type('xem 3')).toEqual([
      'Tin gần nhất có 2 lựa chọn: đồng chí gõ XEM kèm số từ 1 đến 2.',
    ]);
  });

  test('of somebody else are not chosen', async () => {
    await getNews();
    expect(said(await house.send('bithu-1', { text: 'xem 2' }))).toEqual([]);
  });
});

test.each([
  ['xem', undefined],
  ['xem kế hoạch', undefined],
  ['xem 2 lần', undefined],
  ['xem 1.2', undefined],
  ['2', undefined],
  ['xem 1234', undefined],
  ['XEM 12', 12],
])('the number in %p is %p', (words, number) => {
  expect(wordNumber(words)).toBe(number);
});
