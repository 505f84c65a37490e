import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { verifySignature } from '../../src/zalo-oa-sdk/signature.ts';

const body = Buffer.from(
  '{"app_id":"360846524940903967","sender":{"id":"246845883529197922"},"user_id_by_app":"552177279717587730","recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"text":"Xin chào","msg_id":"96d3cdf3af150460909"},"timestamp":"1543908534740"}',
);
const vector = {
  appId: '360846524940903967',
  body,
  timestamp: '1543908534740',
  signature: 'mac=5e9d2758e4b41edaad22947c7a235a2282a1d5eaf96711cc58bc110bc7b88a5c',
  oaSecret: 'test_oa_secret_key',
};

describe('the signature of an event', () => {
  test('the known vector is accepted', () => {
    expect(body).toHaveLength(266);
    expect(verifySignature(vector)).toBe(true);
  });

  test('the header may come without mac= and in capitals', () => {
    const bare = vector.signature.slice(4);
    expect(verifySignature({ ...vector, signature: bare })).toBe(true);
    expect(verifySignature({ ...vector, signature: `mac=${bare.toUpperCase()}` })).toBe(true);
  });

  test.each<[string, Partial<typeof vector>]>([
    ['another app', { appId: '360846524940903968' }],
    ['another secret', { oaSecret: 'test_oa_secret_kez' }],
    ['another timestamp', { timestamp: '1543908534741' }],
    [
      'the same body written again',
      { body: Buffer.from(JSON.stringify(JSON.parse(String(body)), null, 1)) },
    ],
    ['an empty secret', { oaSecret: '' }],
    ['an empty app', { appId: '' }],
    ['no signature', { signature: '' }],
    ['half a signature', { signature: vector.signature.slice(0, 40) }],
    ['no hexadecimal digits', { signature: `mac=${'z'.repeat(64)}` }],
  ])('%s is refused', (_what, change) => {
    expect(verifySignature({ ...vector, ...change })).toBe(false);
  });

  test('an empty secret is refused even by the signature that fits it', () => {
    const forged = createHash('sha256').update(vector.appId).update(body).update('1').digest('hex');
    const one = { ...vector, oaSecret: '', timestamp: '1', signature: `mac=${forged}` };
    expect(verifySignature(one)).toBe(false);
  });
});
