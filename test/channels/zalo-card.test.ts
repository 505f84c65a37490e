import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Phrase } from '../../src/channels/channel.ts';
import { breach, fit } from '../../src/channels/fit.ts';
import { telegramLike, zaloLike } from '../../src/channels/limits.ts';
import { address, choice, failure, openBench, say, type ZaloBench } from './zalo-bench.ts';

const cs = '/v3.0/oa/message/cs';
const words = 'Chia sẻ số điện thoại\nChỉ để nhắc hạn.\n\nGỡ bất cứ lúc nào: gõ /dulieu.';
const card = say(words, { asksContact: true });
const phrase: Phrase = (key) => key;

describe('a card that asks for the phone number', () => {
  let bench: ZaloBench;
  beforeEach(async () => {
    bench = await openBench();
  });
  afterEach(() => bench.zalo.close());
  const shown = () => bench.person.shown;

  test('has the first line as its title and the others below', async () => {
    const sent = await bench.channel.send(address, card);
    expect(shown()).toHaveLength(1);
    expect(sent.providerId).toBe(shown()[0]?.messageId);
    expect(shown()[0]?.asksForInfo).toEqual({
      title: 'Chia sẻ số điện thoại',
      subtitle: 'Chỉ để nhắc hạn. Gỡ bất cứ lúc nào: gõ /dulieu.',
    });
    expect(String(bench.zalo.account.requests.at(-1)?.body)).toContain(
      'https://bot.example/zalo/the-lien-he.png',
    );
  });

  test('is cut to what Zalo takes, and says one line twice where there is no other', async () => {
    const long = `${'Đoàn '.repeat(60)}\n${'nhắc hạn '.repeat(120)}`;
    await bench.channel.send(address, say(long, { asksContact: true }));
    const { title = '', subtitle = '' } = shown()[0]?.asksForInfo ?? {};
    expect([title.length <= 100, title.length > 80]).toEqual([true, true]);
    expect([subtitle.length <= 500, subtitle.length > 450]).toEqual([true, true]);
    await bench.channel.send(address, say('Một dòng', { asksContact: true }));
    expect(shown()[1]?.asksForInfo).toEqual({ title: 'Một dòng', subtitle: 'Một dòng' });
  });

  test('is said in words where Zalo does not take it', async () => {
    bench.zalo.account.failNext(cs, { error: -201, message: 'image_url is invalid' });
    await bench.channel.send(address, card);
    expect(shown().map(({ text }) => text)).toEqual([words]);
  });

  test('fails as any message does when nobody is there', async () => {
    expect((await failure(bench.channel.send('1', card))).code).toBe('unreachable');
  });

  test('is answered by a delivery with what was shared, and nothing else', () => {
    const { zalo, channel } = bench;
    const event = zalo.events.submitInfo(address, { name: 'Mẫu', phone: 84912345678 });
    const [delivery] = channel.receive(zalo.events.deliver(event));
    expect(delivery).toMatchObject({ address, contact: { phone: '84912345678' } });
    expect(delivery).not.toHaveProperty('text');
  });

  test('is asked for by nobody while there is no picture for it', async () => {
    expect(bench.channel.limits(address).contactRequest).toBe(true);
    await bench.zalo.close();
    bench = await openBench({}, { contactImage: () => undefined });
    expect(bench.channel.limits(address)).not.toHaveProperty('contactRequest');
  });

  test('stands alone, after what else the message holds', () => {
    expect(fit(card, zaloLike, phrase)).toEqual([card]);
    const choices = [choice('Để sau')];
    expect(fit({ ...card, choices }, zaloLike, phrase)).toEqual([
      { text: 'channel.choose', choices },
      card,
    ]);
    expect(breach({ ...card, choices }, zaloLike)).toMatch(/more than a card/);
  });

  test('is plain words where a channel cannot ask', () => {
    expect(fit(card, telegramLike, phrase)).toEqual([say(words)]);
    expect(breach(card, telegramLike)).toMatch(/asked for details/);
    expect(breach(card, zaloLike)).toBeUndefined();
  });
});
