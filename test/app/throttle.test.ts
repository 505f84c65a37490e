import { describe, expect, test } from '@jest/globals';
import type { Channel, Limits } from '../../src/channels/channel.ts';
import { createThrottle } from '../../src/app/sending/throttle.ts';

const channelOf = (name: string, rate: Limits['rate']): Channel => ({
  name,
  limits: () => ({
    textLength: 1,
    buttons: 1,
    buttonTitle: 1,
    edit: false,
    fileSize: 1,
    rate,
  }),
  send: async () => ({ providerId: '1' }),
});

/** How long all of these waits took together, in ms. */
const took = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await work();
  return performance.now() - from;
};

describe('the throttle', () => {
  test('lets no more than its share of a channel through in any second', async () => {
    const throttle = createThrottle();
    const channel = channelOf('slow', { perSecond: 3, addressGap: 0 });
    const passed: number[] = [];
    await Promise.all(
      Array.from({ length: 5 }, async (_, index) => {
        await throttle(channel, `a${index}`);
        passed.push(performance.now());
      }),
    );
    // timers may fire a few milliseconds early by this clock
    expect(passed[3]! - passed[0]!).toBeGreaterThan(950);
  });

  test('lets a wave through in small pieces, so that a reply overtakes it', async () => {
    const throttle = createThrottle();
    const channel = channelOf('wave', { perSecond: 30, addressGap: 0 });
    const passed: string[] = [];
    const wave = Array.from({ length: 30 }, (_, index) =>
      throttle(channel, `a${index}`, 2).then(() => passed.push('wave')),
    );
    await wave[0];
    await throttle(channel, 'b', 0).then(() => passed.push('reply'));
    await Promise.all(wave);
    expect(passed.indexOf('reply')).toBeLessThan(10);
  });

  test('keeps the gap between two sends to one address, and only there', async () => {
    const throttle = createThrottle();
    const channel = channelOf('gap', { perSecond: 1_000, addressGap: 120 });
    await throttle(channel, 'a');
    expect(await took(() => throttle(channel, 'b'))).toBeLessThan(100);
    expect(await took(() => throttle(channel, 'a'))).toBeGreaterThan(50);
  });

  test('lets a short burst to one address through at once, and then keeps the gap', async () => {
    const throttle = createThrottle();
    const channel = channelOf('burst', { perSecond: 1_000, addressGap: 200, burst: 3 });
    const send = () => throttle(channel, 'a');
    const thrice = () => Promise.all([send(), send(), send()]);
    expect(await took(thrice)).toBeLessThan(150);
    expect(await took(send)).toBeGreaterThan(50);
  });

  test('does not let one channel wait for another', async () => {
    const throttle = createThrottle();
    const slow = channelOf('slow', { perSecond: 1, addressGap: 0 });
    await throttle(slow, 'a');
    const waiting = throttle(slow, 'b');
    const other = channelOf('other', { perSecond: 1, addressGap: 0 });
    expect(await took(() => throttle(other, 'a'))).toBeLessThan(500);
    await waiting;
  });

  test('holds nobody up on a channel without limits', async () => {
    const throttle = createThrottle();
    const channel = channelOf('free', { perSecond: 1_000, addressGap: 0 });
    const all = () => Promise.all(Array.from({ length: 5_000 }, () => throttle(channel, 'a')));
    expect(await took(all)).toBeLessThan(1_000);
  });
});
