import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Delivery, SendError } from '../../src/channels/channel.ts';
import {
  createTelegramChannel,
  type TelegramChannel,
} from '../../src/channels/telegram/channel.ts';
import { createMemoryFiles } from '../../src/channels/web/memory-files.ts';
import { openTelegramDouble, type TelegramDouble } from './telegram-double.ts';

let double: TelegramDouble;
let channel: TelegramChannel;
let stop: AbortController;
let troubles: (SendError | undefined)[];

const channelAt = (root: string): TelegramChannel =>
  createTelegramChannel({
    root,
    token: double.token,
    webhookSecret: undefined,
    files: createMemoryFiles(),
    onUnknown: () => undefined,
    onTrouble: (error) => void troubles.push(error),
  });

beforeEach(async () => {
  double = await openTelegramDouble();
  troubles = [];
  channel = channelAt(double.root);
  stop = new AbortController();
});
afterEach(async () => {
  stop.abort();
  await double.close();
});

const text = (words: string) => ({
  message: {
    message_id: 1,
    date: 1_790_000_000,
    from: { id: 42 },
    chat: { id: 42, type: 'private' },
    text: words,
  },
});
const words = (batch: readonly Delivery[] | undefined) => (batch ?? []).map((one) => one.text);
const polling = () => channel.poll(stop.signal)[Symbol.asyncIterator]();

describe('asking for updates', () => {
  test('brings what waits as one batch, and what comes later as soon as it comes', async () => {
    void double.updates.pushAll([text('một'), text('hai')]);
    const batches = polling();
    expect(words((await batches.next()).value as Delivery[])).toEqual(['một', 'hai']);
    const next = batches.next();
    void double.updates.push(text('ba'));
    expect(words((await next).value as Delivery[])).toEqual(['ba']);
  });

  test('confirms a batch only when its taker comes for the next one', async () => {
    const taken = double.updates.pushAll([text('một'), text('hai')]);
    const batches = polling();
    await batches.next();
    expect(double.updates.pending()).toBe(2);
    void batches.next();
    await taken;
    expect(double.updates.pending()).toBe(0);
  });

  test('brings a batch again to whoever asks after its taker died', async () => {
    void double.updates.push(text('một'));
    await polling().next();
    const again = polling();
    expect(words((await again.next()).value as Delivery[])).toEqual(['một']);
  });

  test('stops at once when it is told to', async () => {
    const next = polling().next();
    const from = performance.now();
    stop.abort();
    expect((await next).done).toBe(true);
    expect(performance.now() - from).toBeLessThan(1_000);
  });

  test('goes on after trouble, and says so both times', async () => {
    double.failNext(/^getUpdates$/, { raw: 'down' });
    void double.updates.push(text('một'));
    expect(words((await polling().next()).value as Delivery[])).toEqual(['một']);
    expect(troubles.map((error) => error?.code)).toEqual(['transient', undefined]);
  });

  test('waits as long as it is told to', async () => {
    double.failNext(/^getUpdates$/, { code: 429, description: 'Too Many Requests', retryAfter: 1 });
    void double.updates.push(text('một'));
    const from = performance.now();
    await polling().next();
    expect(performance.now() - from).toBeGreaterThan(900);
  });

  test('tells that somebody else asks at the same time', async () => {
    void polling().next();
    const other = channelAt(double.root).poll(stop.signal)[Symbol.asyncIterator]();
    void other.next();
    while (troubles.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(troubles[0]?.code).toBe('config');
    expect(troubles[0]?.message).toMatch(/409 Conflict/);
  });

  test('passes over what is no private message without losing what follows', async () => {
    const group = { message: { ...text('x').message, chat: { id: -1, type: 'group' } } };
    void double.updates.pushAll([group, text('một')]);
    expect(words((await polling().next()).value as Delivery[])).toEqual(['một']);
  });
});
