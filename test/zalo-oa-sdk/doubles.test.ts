import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startZaloDoubles, type ZaloDoubles } from './doubles.ts';

const userId = '2468458835296197922';
let zalo: ZaloDoubles;

beforeEach(async () => {
  zalo = await startZaloDoubles();
  zalo.world.addPerson(userId);
});

afterEach(() => zalo.close());

const json = { 'content-type': 'application/json' };
type Init = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> };
const answerOf = async (url: string, init: Init = {}) => {
  const access_token = zalo.tokens.current().access;
  const response = await fetch(url, { ...init, headers: { access_token, ...init.headers } });
  return { status: response.status, ...((await response.json()) as object) };
};
const cs = (body: unknown, headers: Record<string, string> = json) =>
  answerOf(`${zalo.account.root}/v3.0/oa/message/cs`, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const recipient = { user_id: userId };
const buttons = (list: unknown) => ({
  recipient,
  message: { text: 'a', attachment: { type: 'template', payload: { buttons: list } } },
});
const button = { title: 'a', type: 'oa.query.hide', payload: 'b' };

describe('the double of the account refuses, mostly with HTTP 200,', () => {
  test('what is right is taken', async () => {
    expect(await cs({ recipient, message: { text: 'a' } })).toMatchObject({
      status: 200,
      error: 0,
    });
    expect(await cs(buttons([button]))).toMatchObject({ error: 0 });
  });

  test.each<[string, unknown, number]>([
    ['an id as a number', `{"recipient":{"user_id":${userId}},"message":{"text":"a"}}`, -201],
    ['an unknown person', { recipient: { user_id: '1' }, message: { text: 'a' } }, -201],
    ['an unknown field', { recipient, message: { text: 'a', tracking_id: 'x' } }, -201],
    ['a field beside', { recipient, message: { text: 'a' }, mode: 'x' }, -201],
    ['no text', { recipient, message: {} }, -201],
    ['an empty text', { recipient, message: { text: '' } }, -201],
    ['a long text', { recipient, message: { text: 'x'.repeat(2_001) } }, -210],
    ['no JSON', '{', -201],
    ['six buttons', buttons(Array(6).fill(button)), -210],
    ['a long title', buttons([{ ...button, title: 'x'.repeat(101) }]), -210],
    ['a long payload', buttons([{ ...button, payload: 'x'.repeat(1_001) }]), -210],
    ['an unknown kind of button', buttons([{ ...button, type: 'oa.click' }]), -201],
    [
      'buttons without text',
      { recipient, message: { attachment: buttons([button]).message.attachment } },
      -201,
    ],
    [
      'a list',
      {
        recipient,
        message: { attachment: { type: 'template', payload: { template_type: 'list' } } },
      },
      -233,
    ],
    [
      'a token that nobody gave',
      { recipient, message: { attachment: { type: 'file', payload: { token: 'x' } } } },
      -201,
    ],
  ])('%s', async (_what, body, error) => {
    expect(await cs(body)).toMatchObject({ status: 200, error });
    expect(zalo.world.people.get(userId)?.shown).toEqual([]);
  });

  test('another content type, a bearer token, a dead or unknown one, or none', async () => {
    const good = { recipient, message: { text: 'a' } };
    expect(await cs(good, { 'content-type': 'text/plain' })).toMatchObject({ error: -201 });
    expect(await cs(good, { ...json, authorization: 'Bearer x' })).toMatchObject({ error: -216 });
    expect(await cs(good, { ...json, access_token: 'x' })).toMatchObject({ error: -216 });
    const { access } = zalo.tokens.current();
    zalo.tokens.rotate();
    expect(await cs(good, { ...json, access_token: access })).toMatchObject({ error: -220 });
    zalo.clock.now = new Date(zalo.clock.now.getTime() + 90_000_000);
    expect(await cs(good)).toMatchObject({ error: -220 });
  });

  test.each([
    ['GET', '/v3.0/oa/message/cs'],
    ['POST', '/v2.0/oa/message/cs'],
    ['POST', '/message/template'],
    ['POST', '/v4/oa/access_token'],
    ['POST', '/v3.0/oa/message/transaction'],
    ['POST', '/v3.0/oa/user/detail'],
  ])('%s %s, which is nothing there', async (method, path) => {
    expect(await answerOf(`${zalo.account.root}${path}`, { method })).toMatchObject({
      status: 404,
      error: 404,
    });
  });

  test('calls that were shut, and parameters in another form', async () => {
    const data = encodeURIComponent(JSON.stringify({ user_id: userId }));
    const { root } = zalo.account;
    expect(await answerOf(`${root}/v2.0/oa/getprofile?data=${data}`)).toMatchObject({
      error: -240,
    });
    const detail = `${root}/v3.0/oa/user/detail`;
    expect(await answerOf(`${detail}?data=${data}`)).toMatchObject({ error: 0 });
    expect(await answerOf(`${detail}?user_id=${userId}`)).toMatchObject({ error: -201 });
    expect(await answerOf(`${root}/v2.0/oa/getoa?x=1`)).toMatchObject({ error: -201 });
  });

  test.each([
    ['image', 'a.png', Buffer.from('GIF89a')],
    ['image', 'a.png', Buffer.concat([Buffer.from('89504e47', 'hex'), Buffer.alloc(1_000_000)])],
    ['gif', 'a.gif', Buffer.from('89504e47', 'hex')],
    ['file', 'a.exe', Buffer.from('MZ')],
    ['file', 'a.pdf', Buffer.alloc(0)],
  ])('an upload as %s of such a %s', async (kind, name, bytes) => {
    const body = new FormData();
    body.set('file', new Blob([bytes]), name);
    const url = `${zalo.account.root}/v2.0/oa/upload/${kind}`;
    const answer = (await answerOf(url, { method: 'POST', body })) as { error?: number };
    expect([-201, -210]).toContain(answer.error);
    expect(zalo.world.assets.size).toBe(0);
  });
});

describe('the double of OAuth', () => {
  const type = 'application/x-www-form-urlencoded';
  const ask = (change: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    answerOf(`${zalo.oauth.root}/v4/oa/access_token`, {
      method: 'POST',
      headers: { secret_key: zalo.app.appSecret, 'content-type': type, ...headers },
      body: new URLSearchParams({
        refresh_token: zalo.tokens.current().refresh,
        app_id: zalo.app.appId,
        grant_type: 'refresh_token',
        ...change,
      }).toString(),
    });

  test('takes a refresh token once', async () => {
    const { access, refresh } = zalo.tokens.current();
    expect(await ask()).toMatchObject({ status: 200, expires_in: '90000' });
    expect(zalo.tokens.stateOf(access)).toBe('dead');
    expect(zalo.tokens.current().refresh).not.toBe(refresh);
    expect(await ask({ refresh_token: refresh })).toMatchObject({
      status: 200,
      error: -14_014,
      access_token: '',
    });
  });

  test.each<[string, Record<string, string>, Record<string, string>, number]>([
    ['another secret', {}, { secret_key: 'x' }, -14_004],
    ['another app', { app_id: '1' }, {}, -14_002],
    ['another grant', { grant_type: 'password' }, {}, -14_018],
    ['a field too many', { code: 'x' }, {}, -14_014],
    ['another content type', {}, { 'content-type': `${type};charset=UTF-8` }, -14_002],
  ])('refuses %s and keeps the grant', async (_what, change, headers, error) => {
    const { refresh } = zalo.tokens.current();
    expect(await ask(change, headers)).toMatchObject({ status: 200, error });
    expect(zalo.tokens.current().refresh).toBe(refresh);
  });
});

describe('a tap', () => {
  test('comes as the payload of the newest such button, and opens the window', async () => {
    const person = zalo.world.people.get(userId)!;
    await cs(buttons([button]));
    await cs(buttons([{ ...button, payload: 'newer' }]));
    person.lastInteractionAt = new Date(0);
    const event = zalo.tap(person, 'a');
    expect(event).toMatchObject({ event_name: 'user_send_text', message: { text: 'newer' } });
    expect(person.lastInteractionAt).toEqual(zalo.clock.now);
    expect(() => zalo.tap(person, 'x')).toThrow('no query button x');
  });
});

describe('a scripted fault', () => {
  test('hits one path, as often as it was told', async () => {
    const good = { recipient, message: { text: 'a' } };
    zalo.account.failNext('/v3.0/oa/message/cs', { error: -32, message: 'x' }, 2);
    expect(await answerOf(`${zalo.account.root}/v2.0/oa/getoa`)).toMatchObject({ error: 0 });
    expect(await cs(good)).toMatchObject({ error: -32 });
    expect(await cs(good)).toMatchObject({ error: -32 });
    expect(await cs(good)).toMatchObject({ error: 0 });
    expect(zalo.account.requests).toHaveLength(4);
  });
});
