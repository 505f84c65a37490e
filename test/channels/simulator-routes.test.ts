import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createBench, type Bench } from './simulator-bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await createBench();
});
afterEach(() => bench.app.close());

const local = { host: 'localhost:3000' };
const get = (url: string) => bench.app.inject({ url, headers: local });
const post = (url: string, body?: unknown) =>
  bench.app.inject({
    method: 'POST',
    url,
    headers: local,
    ...(body === undefined ? {} : { payload: body as object }),
  });
const say = (body: unknown, who = 'bithu-1') => post(`/sim/api/personas/${who}/messages`, body);
const thread = async (query = '') =>
  (await get(`/sim/api/personas/bithu-1/messages${query}`)).json<Record<string, unknown>[]>();
const base64 = (words: string) => Buffer.from(words).toString('base64');

describe('who may ask', () => {
  it.each([
    ['localhost', {}, 200],
    ['localhost:3000', {}, 200],
    ['127.0.0.1:8080', {}, 200],
    ['[::1]:3000', {}, 200],
    ['LOCALHOST:3000', { origin: 'http://localhost:3000' }, 200],
    ['localhost:3000', { origin: 'http://localhost:3001' }, 403],
    ['localhost:3000', { origin: 'http://evil.example' }, 403],
    ['localhost:3000', { origin: 'null' }, 403],
    ['evil.example', {}, 403],
    ['localhost.evil.example', {}, 403],
    ['127.0.0.1.evil.example:3000', {}, 403],
    ['192.168.1.2:3000', {}, 403],
  ])('host %p with %p gets %i', async (host, headers, status) => {
    for (const url of ['/', '/sim/api/personas', '/sim/page/index.html']) {
      const { statusCode } = await bench.app.inject({ url, headers: { host, ...headers } });
      expect([url, statusCode]).toEqual([url, status]);
    }
  });
});

describe('the page', () => {
  it('comes with a policy that loads nothing from elsewhere', async () => {
    const { statusCode, headers } = await get('/');
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toContain('text/html');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(headers['content-security-policy']).not.toMatch(/unsafe|http:|\*/);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('serves nothing outside its folder', async () => {
    for (const path of ['../routes.ts', '%2e%2e/routes.ts', '..%2froutes.ts']) {
      expect((await get(`/sim/page/${path}`)).statusCode).toBeGreaterThanOrEqual(400);
    }
  });
});

describe('personas', () => {
  it('are listed, and a stranger joins with composed name and no post', async () => {
    const { id } = (
      await post('/sim/api/personas', { name: ' Lê Mẫu'.normalize('NFD'), like: 'web' })
    ).json<{
      id: string;
    }>();
    const all = (await get('/sim/api/personas')).json<{ id: string }[]>();
    expect(all.map((one) => one.id)).toEqual(['bithu-1', 'canbo-1', id]);
    expect(all.at(-1)).toEqual({ id, name: 'Lê Mẫu', role: '', unit: '', like: 'web' });
    expect(bench.channel.limits(id).textLength).toBe(8_000);
  });
});

describe('a message', () => {
  it('is accepted once under its event id, however often it is delivered', async () => {
    for (let i = 0; i < 2; i += 1) {
      const answer = await say({ text: 'Chào'.normalize('NFD'), eventId: 'e1' });
      expect([answer.statusCode, answer.json()]).toEqual([202, { eventId: 'e1' }]);
    }
    const at = new Date('2026-09-14T01:00:00.000Z');
    expect(bench.accepted).toEqual([{ eventId: 'e1', address: 'bithu-1', at, text: 'Chào' }]);
    expect(await thread()).toEqual([
      { n: 1, at: at.toISOString(), from: 'me', eventId: 'e1', text: 'Chào', choices: [] },
    ]);
  });

  it('without an event id gets one of its own each time', async () => {
    const ids = [await say({ text: 'a' }), await say({ text: 'a' })].map(
      (answer) => answer.json<{ eventId: string }>().eventId,
    );
    expect(new Set(ids).size).toBe(2);
    expect(bench.accepted.map(({ eventId }) => eventId)).toEqual(ids);
  });

  it('is text even when it looks like anything else', async () => {
    await say({ text: ' {"press":"x"} ' });
    expect(bench.accepted[0]).toMatchObject({ text: ' {"press":"x"} ' });
  });

  it.each(['', '  \n'])('is empty when it says %j', async (text) => {
    await say({ text });
    expect(bench.accepted[0]).toMatchObject({ other: 'empty' });
    expect(bench.accepted[0]).not.toHaveProperty('text');
  });

  it('that is a press shows the label of the newest button with that id', async () => {
    const choice = (label: string) =>
      ({ id: 'send:7:1', label, tone: 'primary', action: 'send' }) as const;
    await bench.channel.send('bithu-1', { text: 'a', choices: [choice('Gửi bản cũ')] });
    await bench.channel.send('bithu-1', { text: 'b', choices: [choice('Gửi')] });
    await say({ press: 'send:7:1' });
    await say({ press: 'nobody:knows' });
    expect((await thread('?after=2')).map(({ text }) => text)).toEqual(['Gửi', '•••']);
    expect(bench.accepted.map(({ press }) => press)).toEqual(['send:7:1', 'nobody:knows']);
  });

  it.each([
    ['nhan.webp', { other: 'sticker' }],
    ['giọng.OGG', { other: 'voice' }],
    ['giọng.m4a', { other: 'voice' }],
    ['giọng.mp3', { other: 'voice' }],
    ['giọng.oga', { other: 'voice' }],
    [
      '../../kế hoạch.docx',
      {
        files: [
          {
            ref: 'memory-1',
            name: 'kế hoạch.docx',
            size: 3,
            type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
          },
        ],
      },
    ],
    [
      'không đuôi',
      {
        files: [{ ref: 'memory-1', name: 'không đuôi', size: 3, type: 'application/octet-stream' }],
      },
    ],
  ])('that is the file %j is read as what it is', async (name, expected) => {
    expect((await say({ file: { name, base64: base64('abc') } })).statusCode).toBe(202);
    expect(bench.accepted[0]).toMatchObject(expected);
    expect(Object.keys(bench.accepted[0] ?? {}).sort()).toEqual(
      ['address', 'at', 'eventId', ...Object.keys(expected)].sort(),
    );
  });

  it('with several files is one event and one bubble for each file, also when delivered twice', async () => {
    const files = ['a.png', 'b.pdf', 'c.ogg'].map((name) => ({ name, base64: base64(name) }));
    await say({ files, eventId: 'e1' });
    await say({ files, eventId: 'e1' });
    expect(bench.accepted).toHaveLength(1);
    expect(bench.accepted[0]?.files?.map(({ name }) => name)).toEqual(['a.png', 'b.pdf', 'c.ogg']);
    const bubbles = await thread();
    expect(bubbles.map(({ image, file }) => (image ?? file) as object)).toMatchObject([
      { name: 'a.png', type: 'image/png', size: 5, url: '/sim/api/files/memory-1' },
      { name: 'b.pdf', type: 'application/pdf' },
      { name: 'c.ogg', type: 'audio/ogg' },
    ]);
  });

  it('may carry a large file, but never a text of that length', async () => {
    const big = await say({ file: { name: 'a.pdf', base64: base64('x'.repeat(3_000_000)) } });
    expect(big.statusCode).toBe(202);
    expect((await say({ text: 'x'.repeat(1_100_000) })).statusCode).toBe(413);
  });
});

describe('a file', () => {
  it('comes back with its bytes, in place for a picture and as a download otherwise', async () => {
    await say({
      files: [
        { name: 'ảnh.png', base64: base64('png') },
        { name: 'a.html', base64: base64('<p>') },
      ],
    });
    const [picture, page] = [
      await get('/sim/api/files/memory-1'),
      await get('/sim/api/files/memory-2'),
    ];
    expect(picture.payload).toBe('png');
    expect(picture.headers['content-disposition']).toBe("inline; filename*=UTF-8''%E1%BA%A3nh.png");
    expect(page.headers['content-disposition']).toMatch(/^attachment/);
    expect(page.headers['content-type']).toBe('application/octet-stream');
    expect((await get('/sim/api/files/memory-3')).statusCode).toBe(404);
  });
});

describe('the other routes', () => {
  it('tell the state of an event and wait as long as asked', async () => {
    await say({ text: 'a', eventId: 'e/1' });
    const state = await get('/sim/api/events/e%2F1?wait=5000');
    expect(state.json()).toEqual({ state: 'done', messages: [2] });
    expect(bench.calls).toEqual([['eventState', 'e/1', 5000]]);
    expect((await get('/sim/api/events/e2')).statusCode).toBe(404);
  });

  it.each([
    [{ advance: 'P1D' }, '2026-09-15T01:00:00.000Z'],
    [{ advance: 'PT2H' }, '2026-09-14T03:00:00.000Z'],
    [{ advance: 'P1W' }, '2026-09-21T01:00:00.000Z'],
    [{ advance: 'P1DT1H30M5S' }, '2026-09-15T02:30:05.000Z'],
    [{ now: '2026-10-14T08:00:00+07:00' }, '2026-10-14T01:00:00.000Z'],
    [{ now: '2026-10-14T08:00+07:00' }, '2026-10-14T01:00:00.000Z'],
  ])('move the clock by %j', async (body, now) => {
    expect((await post('/sim/api/clock', body)).json()).toEqual({ now });
    expect((await get('/sim/api/clock')).json()).toEqual({ now });
  });

  it('order failures for one persona', async () => {
    const answer = await post('/sim/api/personas/bithu-1/fault', { code: 'blocked', times: 1 });
    expect(answer.json()).toEqual({ code: 'blocked', times: 1 });
    await expect(bench.channel.send('bithu-1', { text: 'a', choices: [] })).rejects.toMatchObject({
      code: 'blocked',
    });
    await bench.channel.send('canbo-1', { text: 'a', choices: [] });
  });

  it('settle, run a job and reset, with or without a body', async () => {
    const headers = { ...local, 'content-type': 'application/json' };
    expect(
      (await bench.app.inject({ method: 'POST', url: '/sim/api/settle', headers })).json(),
    ).toEqual({ turns: 1 });
    expect((await post('/sim/api/jobs/sweep/run')).json()).toEqual({ swept: 3 });
    expect((await post('/sim/api/reset')).json()).toMatchObject({ scenario: 'fresh' });
    expect((await post('/sim/api/reset', { scenario: 'season' })).statusCode).toBe(200);
    expect(bench.calls).toEqual(['settle', ['reset', 'fresh'], ['reset', 'season']]);
  });

  it('forget ordered failures on reset', async () => {
    await post('/sim/api/personas/bithu-1/fault', { code: 'blocked', times: 5 });
    await post('/sim/api/reset');
    await bench.channel.send('bithu-1', { text: 'a', choices: [] });
    expect(await thread()).toHaveLength(1);
  });

  it('show what is stored', async () => {
    expect((await get('/sim/api/outbox')).json()).toEqual([{ key: 'e1/say:hello' }]);
    expect((await get('/sim/api/audit')).json()).toEqual([{ action: 'submit' }]);
    expect((await get('/sim/api/registrations/dv-1/2027')).json()).toEqual({
      unitId: 'dv-1',
      year: 2027,
    });
  });
});

describe('a bad request', () => {
  const name = 'a.pdf';
  const message = '/sim/api/personas/bithu-1/messages';
  it.each([
    [message, {}, 400],
    [message, { text: 7 }, 400],
    [message, { text: 'a', press: 'b' }, 400],
    [message, { text: 'a', extra: 1 }, 400],
    [message, { press: '' }, 400],
    [message, { files: [] }, 400],
    [message, { file: { name } }, 400],
    [message, { file: { name: '', base64: '' } }, 400],
    [message, { file: { name: 'x/', base64: '' } }, 400],
    [message, { file: { name, base64: '%%%%' } }, 400],
    [message, { file: { name, base64: 'abc' } }, 400],
    [message, { file: { name, base64: 'data:text/plain;base64,YQ==' } }, 400],
    [message, { text: 'a', eventId: '' }, 400],
    [message, ['text'], 400],
    [message, undefined, 400],
    ['/sim/api/personas/ai-do/messages', { text: 'a' }, 404],
    ['/sim/api/personas/ai-do/fault', { code: 'blocked', times: 1 }, 404],
    ['/sim/api/personas/bithu-1/fault', { code: 'broken', times: 1 }, 400],
    ['/sim/api/personas/bithu-1/fault', { code: 'blocked', times: -1 }, 400],
    ['/sim/api/personas/bithu-1/fault', { code: 'blocked', times: 1.5 }, 400],
    ['/sim/api/personas', { name: '', like: 'web' }, 400],
    ['/sim/api/personas', { name: 'Lê Mẫu', like: 'viber' }, 400],
    ['/sim/api/clock', {}, 400],
    ['/sim/api/clock', { now: '2026-10-14T01:00:00Z', advance: 'P1D' }, 400],
    ['/sim/api/clock', { now: 'hôm qua' }, 400],
    ['/sim/api/clock', { now: '2026-10-14T08:00:00' }, 400],
    ['/sim/api/clock', { now: '2026-02-30T08:00:00Z' }, 400],
    ['/sim/api/clock', { now: '2020-01-01T00:00:00Z' }, 400],
    ['/sim/api/clock', { advance: 'P' }, 400],
    ['/sim/api/clock', { advance: 'PT' }, 400],
    ['/sim/api/clock', { advance: '-P1D' }, 400],
    ['/sim/api/clock', { advance: 'P1M' }, 400],
    ['/sim/api/clock', { advance: 'P9999W' }, 400],
    ['/sim/api/jobs/khong-co/run', undefined, 404],
    ['/sim/api/reset', { scenario: 'winter' }, 400],
  ])('POST %s %j gets a sentence and %i', async (url, body, status) => {
    const answer = await post(url, body);
    expect(answer.statusCode).toBe(status);
    expect(Object.keys(answer.json())).toEqual(['error']);
    expect(answer.json<{ error: string }>().error.length).toBeGreaterThan(5);
    expect(bench.accepted).toEqual([]);
    expect(bench.calls).toEqual([]);
  });

  it.each([
    ['', [{}]],
    ['?persona=bithu-1', [{ persona: 'bithu-1' }]],
    ['?at=2026-10-07', [{ at: '2026-10-07T13:00:00.000Z' }]],
    [
      '?persona=b&at=2026-10-07T08:00:00%2B07:00',
      [{ persona: 'b', at: '2026-10-07T01:00:00.000Z' }],
    ],
    ['?at=2026-10-07T08:00+07:00', [{ at: '2026-10-07T01:00:00.000Z' }]],
  ])('reminders/explain%s asks for that person and that day', async (query, expected) => {
    expect((await get(`/sim/api/reminders/explain${query}`)).json()).toEqual(expected);
  });

  it.each([
    ['/sim/api/personas/ai-do/messages', 404],
    ['/sim/api/personas/ai-do/events', 404],
    ['/sim/api/personas/bithu-1/messages?after=-1', 400],
    ['/sim/api/personas/bithu-1/messages?after=x', 400],
    ['/sim/api/events/e1?wait=x', 400],
    ['/sim/api/events/e1?wait=90000', 400],
    ['/sim/api/registrations/dv-9/2027', 404],
    ['/sim/api/registrations/dv-1/27', 400],
    ['/sim/api/reminders/explain?at=hom-nay', 400],
  ])('GET %s gets a sentence and %i', async (url, status) => {
    const answer = await get(url);
    expect([answer.statusCode, Object.keys(answer.json())]).toEqual([status, ['error']]);
  });

  it.each(['{', '{"text":}', 'null', '"text"', '{"__proto__":{"a":1}}'])(
    'that is %s is refused',
    async (payload) => {
      const headers = { ...local, 'content-type': 'application/json' };
      const answer = await bench.app.inject({ method: 'POST', url: message, headers, payload });
      expect([answer.statusCode, Object.keys(answer.json())]).toEqual([400, ['error']]);
    },
  );

  it('in another content type is refused', async () => {
    const headers = { ...local, 'content-type': 'text/plain' };
    const answer = await bench.app.inject({ method: 'POST', url: message, headers, payload: 'a' });
    expect(answer.statusCode).toBe(415);
  });

  it('leaves a fault of the program to the outer server', async () => {
    bench.threads.personas = () => Promise.reject(new Error('disk'));
    const answer = await get('/sim/api/personas');
    expect([answer.statusCode, answer.json()]).toEqual([500, { error: 'internal error' }]);
    expect(bench.calls).toEqual([['fault', new Error('disk')]]);
  });
});
