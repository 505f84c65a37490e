import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openZaloTalk, type ZaloPhone, type ZaloTalk } from './zalo-talk.ts';

describe('POST /webhooks/zalo', () => {
  let talk: ZaloTalk;
  let person: ZaloPhone;

  beforeAll(async () => {
    talk = await openZaloTalk();
    person = talk.phone('2468458835296197922');
  });
  afterAll(() => talk.close());

  const refused = async (): Promise<number> => {
    const text = await (await fetch(`${talk.program().url}/metrics`)).text();
    const line = /^bot_requests_refused_total\{channel="zalo"\} (\d+)$/mu.exec(text)?.[1];
    return Number(line ?? 0);
  };
  const messages = (): number =>
    talk.zalo.account.requests.filter(({ path }) => path.includes('/message/')).length;
  const signed = (text: string) =>
    talk.zalo.events.deliver(talk.zalo.events.text(person.person.id, text));
  const status = async (request: Parameters<ZaloTalk['post']>[0]): Promise<number> =>
    (await talk.post(request)).status;

  test.each(['', '{}', ' {} '])(
    'the probe of the console, %j, is answered and changes nothing',
    async (body) => {
      const before = messages();
      expect(await status({ body: Buffer.from(body) })).toBe(200);
      await talk.settle();
      expect(messages()).toBe(before);
      expect(await refused()).toBe(0);
    },
  );

  test('a wrong signature is refused, counted, and does nothing', async () => {
    const { headers, body } = signed('xin chào');
    const before = person.shown().length;
    const forged = { ...headers, 'x-zevent-signature': `mac=${'0'.repeat(64)}` };
    const changed = Buffer.from(body.toString().replace('xin', 'XIN'));
    const { 'x-zevent-signature': _, ...unsigned } = headers;
    expect(await status({ headers: forged, body })).toBe(401);
    expect(await status({ headers, body: changed })).toBe(401);
    expect(await status({ headers: unsigned, body })).toBe(401);
    await talk.settle();
    expect(person.shown()).toHaveLength(before);
    expect(await refused()).toBe(3);
  });

  test('what is no JSON is malformed, and more than a megabyte is not read', async () => {
    const { headers } = signed('xin chào');
    expect(await status({ headers, body: Buffer.from('{"event_name":') })).toBe(400);
    expect(await status({ headers, body: Buffer.alloc(1_048_577, 32) })).toBe(413);
  });

  test('an event of three hours ago is named and left alone, and one that Zalo repeats for the last time is not', async () => {
    const { clock } = talk.zalo;
    const { now } = clock;
    clock.now = new Date(now.getTime() - 3 * 3_600_000);
    const old = signed('cũ');
    clock.now = new Date(now.getTime() - 2 * 3_600_000);
    const late = signed('muộn');
    clock.now = now;
    const before = messages();
    expect(await status(old)).toBe(200);
    await talk.settle();
    expect(messages()).toBe(before);
    expect(talk.program().said()).toContain('user_send_text of long ago');
    expect(await status({ ...late, headers: { ...late.headers, num_retry: '5' } })).toBe(200);
    await talk.settle();
  });

  test('one event delivered four times, over a power cut too, is answered once', async () => {
    const request = signed('/trogiup');
    const before = person.shown().length;
    expect(await status(request)).toBe(200);
    await talk.settle();
    const answered = person.shown().length;
    expect(answered).toBeGreaterThan(before);
    const retry = { ...request, headers: { ...request.headers, num_retry: '1' } };
    expect(await status(retry)).toBe(200);
    await talk.restart();
    expect(await status(retry)).toBe(200);
    expect(await status(request)).toBe(200);
    await talk.settle();
    expect(person.shown()).toHaveLength(answered);
  });

  test('events of every kind are taken, and what is not served is named in the log', async () => {
    const { events } = talk.zalo;
    const { id } = person.person;
    const kinds = [
      events.sticker(id, 's1'),
      events.location(id, '10.01', '105.08'),
      events.received(id, { msg_id: 'm1', tracking_id: 't1', delivery_time: '1' }),
      events.seen(id, ['m1', 'm2']),
      events.templateReply({ messageId: 'nobody-knows', trackingId: '', text: 'Xem' }),
      events.templateStatus('999', 'ENABLE', 'REJECT', 'Sai mục đích'),
      events.echo(id, 'của Hệ thống'),
      { ...events.text(id, 'x'), event_name: 'user_telepathy' },
    ];
    for (const event of kinds) expect(await status(events.deliver(event))).toBe(200);
    await talk.settle();
    expect(talk.program().said()).toContain('"event":"user_telepathy"');
    expect(person.texts()).toMatch(/hình dán/u);
    await expect(
      fetch(`${talk.program().url}/readyz`).then((one) => one.json()),
    ).resolves.toMatchObject({
      ready: true,
    });
  });

  test('while a human of the office answers, the bot is silent, and a command brings it back', async () => {
    const { events } = talk.zalo;
    await talk.post(events.deliver(events.echo(person.person.id, 'Chào đồng chí', 'admin-7')));
    expect(await person.type('Cảm ơn đồng chí nhiều')).toBe('');
    expect(talk.program().said()).toContain('the bot stands back');
    expect(await person.type('/trogiup')).not.toBe('');
  });
});
