import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Malformed, Unauthorized, type Delivery } from '../../src/channels/channel.ts';
import { app, events, openReceiver, timestamp, user } from './zalo-receiver.ts';

const channel = openReceiver();

describe('whatever comes', () => {
  const anyMessage = fc.record(
    {
      msg_id: fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
      text: fc.oneof(fc.string({ unit: 'binary' }), fc.constant('#bcd:a:1'), fc.jsonValue()),
      attachments: fc.oneof(
        fc.jsonValue(),
        fc.array(
          fc.record({
            type: fc.constantFrom('image', 'gif', 'file', 'link', 'sticker', 'location', 'x'),
            payload: fc.oneof(
              fc.jsonValue(),
              fc.record({ url: fc.oneof(fc.webUrl(), fc.string()), name: fc.string() }),
            ),
          }),
        ),
      ),
    },
    { requiredKeys: [] },
  );
  const anyEvent = fc.record(
    {
      event_name: fc.oneof(
        fc.constantFrom(
          'user_send_text',
          'user_send_image',
          'user_send_file',
          'user_send_link',
          'follow',
          'user_submit_info',
          'user_withdraw',
          'oa_send_text',
          'user_received_message',
        ),
        fc.string(),
        fc.jsonValue(),
      ),
      sender: fc.oneof({ weight: 5, arbitrary: fc.constant({ id: user }) }, fc.jsonValue()),
      recipient: fc.oneof({ weight: 5, arbitrary: fc.constant({ id: app.oaId }) }, fc.jsonValue()),
      follower: fc.oneof(fc.constant({ id: user }), fc.jsonValue()),
      timestamp: fc.oneof(fc.constant(timestamp), fc.integer(), fc.double(), fc.jsonValue()),
      message: fc.oneof({ weight: 5, arbitrary: anyMessage }, fc.jsonValue()),
      info: fc.jsonValue(),
    },
    { requiredKeys: ['event_name', 'sender'] },
  );
  const tryIt = (request: ReturnType<typeof events.deliver>): Delivery[] => {
    try {
      return channel.receive(request);
    } catch (error) {
      if (error instanceof Unauthorized || error instanceof Malformed) return [];
      throw error;
    }
  };
  const parts = [
    'text',
    'press',
    'files',
    'other',
    'presence',
    'contact',
    'withdraws',
    'human',
    'report',
  ] as const;

  test('nothing else is thrown than Unauthorized and Malformed, and each delivery is one thing', () => {
    let deliveries = 0;
    fc.assert(
      fc.property(
        fc.oneof({ weight: 8, arbitrary: anyEvent }, fc.jsonValue(), fc.string()),
        (event) => {
          const body = JSON.stringify(event);
          for (const delivery of tryIt(events.deliver(body, { header: timestamp }))) {
            deliveries += 1;
            const said = parts.filter((part) => part in delivery);
            expect(said.filter((part) => part !== 'text' || !delivery.files)).toHaveLength(1);
            expect(delivery.eventId).not.toBe('');
            expect(delivery.address).not.toBe('');
            expect(delivery.text?.normalize('NFC')).toBe(delivery.text);
          }
        },
      ),
      { numRuns: 1_000 },
    );
    expect(deliveries).toBeGreaterThan(50);
  });

  test('bytes of any kind are no event', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.string(), (bytes, signature) => {
        const headers = { 'x-zevent-signature': signature };
        expect(tryIt({ headers, body: Buffer.from(bytes) })).toEqual([]);
      }),
    );
  });

  test('a body of a megabyte that means harm is refused at once', () => {
    const bodies = [`"${'\\"'.repeat(500_000)}`, ' '.repeat(1_000_000), '['.repeat(1_000_000)];
    for (const body of bodies) {
      expect(() => channel.receive({ headers: {}, body: Buffer.from(body) })).toThrow(Malformed);
      expect(() => channel.receive(events.deliver(body))).toThrow(Malformed);
    }
  });
});
