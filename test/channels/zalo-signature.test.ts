import { beforeEach, describe, expect, test } from '@jest/globals';
import { Malformed, Unauthorized, type Delivery } from '../../src/channels/channel.ts';
import { createEvents } from '../zalo-oa-sdk/double-events.ts';
import { app, events, forget, now, openReceiver, sent, told } from './zalo-receiver.ts';

beforeEach(forget);

const channel = openReceiver();
const receive = (event: object | string): Delivery[] =>
  channel.receive(events.deliver(event as Parameters<typeof events.deliver>[0])); // any JSON

describe('the signature', () => {
  /** Worked out by hand with sha256sum: over app, body, moment and secret, with nothing between. */
  const vector = {
    appId: '360846524940903967',
    oaSecret: 'test_oa_secret_key',
    mac: '5e9d2758e4b41edaad22947c7a235a2282a1d5eaf96711cc58bc110bc7b88a5c',
    body: Buffer.from(
      '{"app_id":"360846524940903967","sender":{"id":"246845883529197922"},"user_id_by_app":"552177279717587730","recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"text":"Xin chào","msg_id":"96d3cdf3af150460909"},"timestamp":"1543908534740"}',
    ),
  };
  const signed = openReceiver(vector);
  const taken = [
    expect.objectContaining({ eventId: 'user_send_text:96d3cdf3af150460909', text: 'Xin chào' }),
  ];

  test.each<[string, Record<string, string>]>([
    ['with the moment of the body', { 'x-zevent-signature': `mac=${vector.mac}` }],
    ['without "mac="', { 'x-zevent-signature': vector.mac }],
    [
      'with the moment of the header',
      { 'x-zevent-signature': `mac=${vector.mac}`, 'x-zevent-timestamp': '1543908534740' },
    ],
    [
      'with another moment in a header that somebody on the way has put there',
      { 'x-zevent-signature': `mac=${vector.mac}`, 'x-zevent-timestamp': '1' },
    ],
  ])('is good %s', (_how, headers) => {
    expect(signed.receive({ headers, body: vector.body })).toEqual(taken);
  });

  test('may be over the moment of the header', () => {
    const request = events.deliver(sent('text', { text: 'a' }), { header: '1790000000000' });
    expect(channel.receive(request)).toEqual([expect.objectContaining({ text: 'a' })]);
  });

  test.each<[string, Record<string, string>, Uint8Array]>([
    ['is not there', {}, vector.body],
    ['is empty', { 'x-zevent-signature': '' }, vector.body],
    ['is another', { 'x-zevent-signature': `mac=${'0'.repeat(64)}` }, vector.body],
    ['is cut off', { 'x-zevent-signature': `mac=${vector.mac.slice(2)}` }, vector.body],
    [
      'is over other bytes that say the same',
      { 'x-zevent-signature': `mac=${vector.mac}` },
      Buffer.from(`${vector.body.toString()} `),
    ],
  ])('is refused when it %s', (_how, headers, body) => {
    expect(() => signed.receive({ headers, body })).toThrow(Unauthorized);
    expect(told.unknown).toEqual([]);
  });

  test('of another app or with another secret is refused', () => {
    for (const other of [{ appId: '1' }, { oaSecret: 'app-secret' }]) {
      const request = createEvents({ ...app, ...other, now: () => now }).deliver(
        sent('text', { text: 'a' }),
      );
      expect(() => channel.receive(request)).toThrow(Unauthorized);
    }
  });

  test('of an account without a secret is never good', () => {
    const request = createEvents({ ...app, oaSecret: '', now: () => now }).deliver(sent('text'));
    expect(() => openReceiver({ oaSecret: '' }).receive(request)).toThrow(Unauthorized);
  });

  test.each(['', '{}', ' { } \n'])('is not asked of the console’s trial: %p', (body) => {
    expect(channel.receive({ headers: {}, body: Buffer.from(body) })).toEqual([]);
    expect(told.unknown).toEqual([]);
  });

  test('does not save an event that is played back, where that is watched for', () => {
    const watching = openReceiver({ oldestMs: 3 * 3_600_000 });
    const at = (ms: number) =>
      events.deliver({ ...sent('text', { text: 'a' }), timestamp: String(now.getTime() - ms) });
    expect(watching.receive(at(2 * 3_600_000 + 600_000))).toHaveLength(1);
    expect(told.unknown).toEqual([]);
    expect(watching.receive(at(3 * 3_600_001))).toEqual([]);
    expect(told.unknown).toEqual(['user_send_text of long ago']);
    expect(channel.receive(at(30 * 86_400_000))).toHaveLength(1);
  });
});

describe('a signed request that is no event', () => {
  test.each([
    ['cut off', '{"event_name":"user_send_text"'],
    ['a list', '[{"event_name":"follow"}]'],
    ['null', 'null'],
    ['words', 'xin chào'],
    ['a number', '12'],
  ])('is malformed when it is %s', (_what, body) => {
    expect(() => receive(body)).toThrow(Malformed);
  });

  test('is malformed when it is no text', () => {
    const bytes = Buffer.from([0x7b, 0xff, 0xfe, 0x7d]);
    const { headers } = events.deliver('');
    expect(() => channel.receive({ headers, body: bytes })).toThrow(Malformed);
  });

  test('is malformed when it is cut off, with a signature or without', () => {
    const body = Buffer.from('{"a":');
    for (const headers of [{}, { 'x-zevent-signature': `mac=${'0'.repeat(64)}` }]) {
      expect(() => channel.receive({ headers, body })).toThrow(Malformed);
    }
  });
});
