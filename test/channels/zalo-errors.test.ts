import { afterEach, describe, expect, test } from '@jest/globals';
import type { SendErrorCode } from '../../src/channels/channel.ts';
import { meanings, sending } from '../../src/channels/zalo/errors.ts';
import { ZaloError, zaloErrorKinds, type ZaloErrorKind } from '../../src/zalo-oa-sdk/errors.ts';
import { address, choice, failure, openBench, say, type ZaloBench } from './zalo-bench.ts';

const now = () => new Date('2026-11-24T08:00:00+07:00');
const thrown = (error: Error) => failure(sending(now, () => Promise.reject(error)));
const zalo = (kind: ZaloErrorKind, message = 'x', more: object = {}) =>
  new ZaloError({ family: 'oa', kind, message, ...more });

const table: Record<SendErrorCode, readonly ZaloErrorKind[]> = {
  throttled: ['quota', 'rate', 'night'],
  blocked: ['user_blocked'],
  unreachable: ['unreachable'],
  window_closed: ['window_closed', 'not_following'],
  rejected: ['bad_request', 'too_long', 'unsupported_file', 'template_rejected'],
  config: [
    'token_expired',
    'token_invalid',
    'grant_dead',
    'code_dead',
    'billing',
    'not_found',
    'permission',
  ],
  transient: ['asset_expired', 'server', 'network', 'timeout', 'unknown'],
};
const rows = Object.entries(table).flatMap(([code, kinds]) =>
  kinds.map((kind) => [kind, code] as const),
);

describe('every trouble of Zalo’s', () => {
  test('stands in the table once', () => {
    expect(rows.map(([kind]) => kind).toSorted()).toEqual(zaloErrorKinds.toSorted());
    expect(Object.keys(meanings).toSorted()).toEqual(zaloErrorKinds.toSorted());
  });

  test.each(rows)('%s means %s', async (kind, code) => {
    const error = await thrown(zalo(kind, 'x', { retryAfter: kind === 'rate' ? 45 : undefined }));
    expect(error.code).toBe(code);
    if (code === 'throttled') expect(error.retryAfter).toBeGreaterThan(0);
    else expect(error.retryAfter).toBeUndefined();
    if (kind === 'rate') expect(error.retryAfter).toBe(45);
  });

  test('is unreachable when the request is bad because nobody is there', async () => {
    expect((await thrown(zalo('bad_request', 'user_id is invalid!'))).code).toBe('unreachable');
    expect((await thrown(zalo('bad_request', 'payload is invalid!'))).code).toBe('rejected');
  });

  test('keeps whether the message may be out', async () => {
    expect((await thrown(zalo('timeout', 'x', { mayHaveActed: true }))).mayHaveActed).toBe(true);
    expect((await thrown(zalo('rate'))).mayHaveActed).toBe(false);
  });
});

describe('secrets and people', () => {
  let bench: ZaloBench | undefined;
  afterEach(async () => {
    await bench?.zalo.close();
    bench = undefined;
  });

  const everything = (error: unknown): string =>
    error instanceof Error
      ? [error.message, error.stack, JSON.stringify(error), everything(error.cause)].join('\n')
      : JSON.stringify(error ?? '');

  test('stand in no error, even when Zalo quotes them', async () => {
    bench = await openBench();
    const { zalo: double, channel, files } = bench;
    const { access } = double.tokens.current();
    const path = '/v3.0/oa/message/cs';
    const quoting = `bad "Lời riêng" for ${address}, 84912345678, token ${access}`;
    const file = await files.put(Buffer.from('x'), { name: 'a.pdf', type: 'x' });
    double.account.failNext(path, { error: -201, message: quoting }, 2);
    const errors = [
      await failure(channel.send(address, say('Lời riêng', { choices: [choice('a')] }))),
    ];
    double.account.failNext('/v2.0/oa/upload/file', { error: -212, message: quoting });
    errors.push(await failure(channel.send(address, say('', { file }))));
    double.account.failNext('/v3.0/oa/message/template', { error: -216, message: quoting });
    errors.push(
      await failure(channel.sendTemplate(address, { templateId: '1', data: { a: 'Lời riêng' } })),
    );
    errors.push(await thrown(new Error(`the store of ${access} is away`)));
    const said = errors.map(everything).join('\n');
    for (const secret of [access, double.app.oaSecret, double.app.appSecret, address]) {
      expect(said).not.toContain(secret);
    }
    expect(said).not.toContain('Lời riêng');
    expect(said).not.toContain('84912345678');
  });

  test('are kept out of what a lost keeper of the tokens says', async () => {
    bench = await openBench(
      {},
      {
        tokens: {
          current: () => Promise.reject(new Error('redis://user:secret@host')),
          refreshed: async () => '',
        },
      },
    );
    const error = await failure(bench.channel.send(address, say('a')));
    expect([error.code, everything(error).includes('secret')]).toEqual(['transient', false]);
  });

  test('a dead grant is our own set-up', async () => {
    bench = await openBench(
      {},
      {
        tokens: {
          current: () => Promise.reject(zalo('grant_dead', 'POST /v4/oa/access_token: -14014')),
          refreshed: async () => '',
        },
      },
    );
    expect((await failure(bench.channel.send(address, say('a')))).code).toBe('config');
  });
});
