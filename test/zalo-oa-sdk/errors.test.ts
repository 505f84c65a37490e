import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createBusiness } from '../../src/zalo-oa-sdk/business.ts';
import { zaloErrorTable } from '../../src/zalo-oa-sdk/error-table.ts';
import {
  ZaloError,
  zaloErrorKinds,
  type ZaloErrorKind,
  type ZaloFamily,
} from '../../src/zalo-oa-sdk/errors.ts';
import { createOAuth } from '../../src/zalo-oa-sdk/oauth.ts';
import { createOfficialAccount } from '../../src/zalo-oa-sdk/official-account.ts';
import type { Fault } from './double-server.ts';
import type { Person } from './double-state.ts';
import { startZaloDoubles, type ZaloDoubles } from './doubles.ts';

const userId = '2468458835296197922';
let zalo: ZaloDoubles;
let person: Person;

beforeEach(async () => {
  zalo = await startZaloDoubles();
  person = zalo.world.addPerson(userId);
});

afterEach(() => zalo.close());

const client = () => createOfficialAccount(zalo.options, zalo.tokenSource());
const cs = '/v3.0/oa/message/cs';
const detail = '/v3.0/oa/user/detail';
const send = (text = 'Chào') => client().send(userId, { kind: 'text', text });

const errorOf = async (call: Promise<unknown>): Promise<ZaloError> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof ZaloError) return error;
    throw error;
  }
  throw new Error('the call went well');
};

const callOf: Readonly<Record<ZaloFamily, () => Promise<unknown>>> = {
  oa: () => send(),
  upload: () => client().uploadFile({ bytes: Buffer.from('a'), name: 'a.csv' }),
  zbs: () =>
    createBusiness(zalo.options, zalo.tokenSource()).sendTemplate({
      phone: '84912345678',
      templateId: '1',
      data: {},
      trackingId: 'a',
    }),
  oauth: () => createOAuth(zalo.options, zalo.app).refresh('r'),
};
const serverOf = (family: ZaloFamily) =>
  ({ oa: zalo.account, upload: zalo.account, zbs: zalo.business, oauth: zalo.oauth })[family];

describe('errors that Zalo answers with HTTP 200', () => {
  const families: readonly ZaloFamily[] = ['oa', 'upload', 'zbs', 'oauth'];
  test.each(families)(
    'every known code of %s gets its kind, and no send is repeated',
    async (family) => {
      const token = ['token_expired', 'token_invalid'];
      for (const [code, kind] of Object.entries(zaloErrorTable[family])) {
        serverOf(family).requests.length = 0;
        serverOf(family).failNext(/./u, { error: Number(code), message: 'Lời của Zalo' });
        const error = await errorOf(callOf[family]());
        expect(error).toMatchObject({ family, code: Number(code), kind, httpStatus: 200 });
        expect(error.message).toContain('Lời của Zalo');
        expect(error.mayHaveActed).toBe(false);
        expect(zaloErrorKinds).toContain(kind);
        if (!token.includes(kind)) expect(serverOf(family).requests).toHaveLength(1);
      }
    },
  );

  test.each<[ZaloFamily, number, ZaloErrorKind]>([
    ['oa', -100, 'asset_expired'],
    ['zbs', -100, 'server'],
    ['oa', -201, 'bad_request'],
    ['upload', -201, 'unsupported_file'],
    ['zbs', -118, 'unreachable'],
    ['oauth', -118, 'grant_dead'],
    ['oa', -230, 'window_closed'],
    ['oa', -244, 'user_blocked'],
    ['oa', -213, 'not_following'],
    ['oa', -32, 'rate'],
    ['zbs', -144, 'quota'],
    ['zbs', -131, 'template_rejected'],
  ])('%s %d means %s', (family, code, kind) => {
    expect(zaloErrorTable[family][code]).toBe(kind);
  });

  test('an unknown code keeps its number', async () => {
    zalo.account.failNext(cs, { error: -99_999, message: 'Mới' });
    expect(await errorOf(send())).toMatchObject({ kind: 'unknown', code: -99_999 });
  });

  test('a code with two meanings is told apart by its words', async () => {
    zalo.account.failNext(cs, {
      error: -223,
      message: 'Your OA has reach the limit quota create article',
    });
    expect((await errorOf(send())).kind).toBe('quota');
  });

  test('a code in quotes counts', async () => {
    zalo.account.failNext(cs, { status: 200, body: '{"error":"-230","message":"x"}' });
    expect(await errorOf(send())).toMatchObject({ kind: 'window_closed', code: -230 });
  });

  test('the account refuses for real what the person does not allow', async () => {
    person.state = 'blocked';
    expect((await errorOf(send())).kind).toBe('user_blocked');
    person.state = 'banned';
    expect((await errorOf(send())).kind).toBe('unreachable');
    person.state = 'open';
    person.lastInteractionAt = new Date(zalo.clock.now.getTime() - 7 * 86_400_000 - 1);
    expect((await errorOf(send())).kind).toBe('window_closed');
    person.lastInteractionAt = zalo.clock.now;
    expect((await errorOf(send('ạ'.repeat(2_001)))).kind).toBe('too_long');
    await send('ạ'.repeat(2_000));
    expect(person.shown).toHaveLength(1);
  });

  test('too many requests say how long to wait: until the next minute', async () => {
    zalo.rules.perMinute = 1;
    await send();
    expect(await errorOf(send())).toMatchObject({ kind: 'rate', code: -32, retryAfter: 45 });
    zalo.clock.now = new Date(zalo.clock.now.getTime() + 45_000);
    await send();
  });
});

describe('answers that are none of Zalo’s', () => {
  test.each<[string, Fault, object]>([
    ['a broken gateway', { status: 502, body: '<html>' }, { kind: 'server', mayHaveActed: true }],
    [
      'a page instead of JSON',
      { status: 200, body: '<html>' },
      { kind: 'unknown', mayHaveActed: true },
    ],
    ['an empty answer', { status: 200 }, { kind: 'unknown', mayHaveActed: true }],
    ['a list', { status: 200, body: '[]' }, { kind: 'unknown' }],
    [
      'a redirect',
      { status: 302, headers: { location: 'http://127.0.0.1:1/' } },
      { kind: 'unknown' },
    ],
    [
      'a throttling gateway',
      { status: 429, headers: { 'retry-after': '7' } },
      { kind: 'rate', retryAfter: 7, mayHaveActed: false },
    ],
    ['a body too large for the gateway', { status: 413 }, { kind: 'too_long' }],
    ['a closed door', { status: 403, body: '{}' }, { kind: 'permission', mayHaveActed: false }],
  ])('%s', async (_what, fault, expected) => {
    zalo.account.failNext(cs, fault);
    const error = await errorOf(send());
    expect(error).toMatchObject({ family: 'oa', code: undefined, ...expected });
    expect(zalo.account.requests).toHaveLength(1);
  });

  test('an answer of another shape names the place and not the value', async () => {
    zalo.account.failNext(detail, {
      status: 200,
      body: '{"error":0,"data":{"user_id":["secret"]}}',
    });
    const error = await errorOf(client().user(userId));
    expect(error.message).toBe('GET /v3.0/oa/user/detail: unexpected answer (user_id)');
  });
});

describe('a connection that breaks', () => {
  test('before or after the message was sent: the caller cannot know, and nothing doubles', async () => {
    zalo.account.failNext(cs, { drop: 'before' });
    expect(await errorOf(send())).toMatchObject({ kind: 'network', mayHaveActed: true });
    expect(person.shown).toHaveLength(0);
    zalo.account.failNext(cs, { drop: 'after' });
    expect(await errorOf(send())).toMatchObject({ kind: 'network', mayHaveActed: true });
    expect(person.shown).toHaveLength(1);
    expect(zalo.account.requests).toHaveLength(2);
  });

  test('that was never there: nothing can have happened', async () => {
    const gone = createOfficialAccount(
      { ...zalo.options, apiRoot: 'http://127.0.0.1:1' },
      zalo.tokenSource(),
    );
    const error = await errorOf(gone.send(userId, { kind: 'text', text: 'a' }));
    expect(error).toMatchObject({ kind: 'network', mayHaveActed: false });
    expect(error.message).toBe('POST /v3.0/oa/message/cs: ECONNREFUSED');
  });

  test('no answer in time is a timeout, and a send is not repeated', async () => {
    const impatient = createOfficialAccount(
      { ...zalo.options, timeoutMs: 100 },
      zalo.tokenSource(),
    );
    zalo.account.failNext(cs, { hang: 'after' });
    const error = await errorOf(impatient.send(userId, { kind: 'text', text: 'a' }));
    expect(error).toMatchObject({ kind: 'timeout', mayHaveActed: true });
    expect(error.message).toBe('POST /v3.0/oa/message/cs: no answer in 100 ms');
    expect(zalo.account.requests).toHaveLength(1);
    expect(person.shown).toHaveLength(1);
  });
});

describe('reads', () => {
  test.each<[string, Fault]>([
    ['a broken connection', { drop: 'before' }],
    ['a broken gateway', { status: 503 }],
    ['a fault of Zalo’s', { error: -200, message: 'failed' }],
  ])('are tried again after %s', async (_what, fault) => {
    const pauses: number[] = [];
    const wait = async (ms: number): Promise<void> => void pauses.push(ms);
    const patient = createOfficialAccount({ ...zalo.options, wait }, zalo.tokenSource());
    zalo.account.failNext(/./u, fault, 2);
    expect((await patient.user(userId)).userId).toBe(userId);
    zalo.account.failNext(/./u, fault, 2);
    expect((await patient.userQuota(userId)).reply.total).toBe(8);
    expect(pauses).toEqual([200, 400, 200, 400]);
  });

  test('end after the third try, or when told not to repeat', async () => {
    zalo.account.failNext(detail, { status: 503 }, 4);
    expect((await errorOf(client().user(userId))).kind).toBe('server');
    expect(zalo.account.requests).toHaveLength(3);
    const once = createOfficialAccount({ ...zalo.options, readRetries: 0 }, zalo.tokenSource());
    expect((await errorOf(once.user(userId))).kind).toBe('server');
    expect(zalo.account.requests).toHaveLength(4);
  });

  test('are not repeated after a refusal', async () => {
    expect((await errorOf(client().user('1'))).kind).toBe('bad_request');
    expect(zalo.account.requests).toHaveLength(1);
  });
});

describe('secrets', () => {
  const shownIn = (error: ZaloError): string =>
    [inspect(error, { depth: 20, showHidden: true }), JSON.stringify(error), error.stack].join();

  test('stay out of every error, also where Zalo quotes them', async () => {
    const { access } = zalo.tokens.current();
    const secret = 'app-secret-Qw8+Zx';
    const faults: Fault[] = [
      { error: -201, message: `access_token ${access} is invalid!` },
      { status: 502, body: access },
      { status: 200, body: `{"error":0,"data":["${access}"]}` },
      { drop: 'before' },
    ];
    for (const fault of faults) {
      zalo.account.failNext(/./u, fault);
      const options = { ...zalo.options, proofSecret: secret, readRetries: 0 };
      const error = await errorOf(createOfficialAccount(options, zalo.tokenSource()).user(userId));
      expect(shownIn(error)).not.toContain(access);
      expect(shownIn(error)).not.toContain(secret);
      expect(shownIn(error)).not.toContain(userId);
      expect(error.cause).toBeUndefined();
      expect(Object.keys(error)).not.toContain('config');
    }
  });

  test('of OAuth stay out too', async () => {
    const { refresh } = zalo.tokens.current();
    const oauth = createOAuth(zalo.options, zalo.app);
    const secrets = [refresh, zalo.app.appSecret, 'code-quoted', 'v'.repeat(43)];
    zalo.oauth.failNext(/./u, { error: -14_004, message: secrets.join(' ') });
    const errors = [
      await errorOf(oauth.exchangeCode('code-quoted', 'v'.repeat(43))),
      await errorOf(oauth.exchangeCode('code-quoted', 'v'.repeat(43))),
    ];
    zalo.oauth.failNext(/./u, { drop: 'before' });
    errors.push(await errorOf(oauth.refresh(refresh)));
    for (const error of errors) {
      for (const secret of secrets.slice(1)) expect(shownIn(error)).not.toContain(secret);
    }
    expect(shownIn(errors[2]!)).not.toContain(refresh);
    expect(errors[1]?.message).toBe(
      'POST /v4/oa/access_token: -14005 Invalid code; Invalid code …',
    );
  });
});
