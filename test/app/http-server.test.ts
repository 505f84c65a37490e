import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createHttpServer, type HttpDeps } from '../../src/app/http-server.ts';
import { createLog } from '../../src/app/log.ts';
import { createMetrics, type Metrics } from '../../src/app/metrics.ts';

const token = 'a-token-of-some-length';

describe('the web server', () => {
  let reasons: string[];
  let said: string[];
  let metrics: Metrics;
  let app: FastifyInstance | undefined;

  const open = async (more: Partial<HttpDeps> = {}): Promise<FastifyInstance> => {
    app = await createHttpServer({
      trustProxy: false,
      metricsToken: undefined,
      metrics,
      log: createLog('info', { write: (line) => void said.push(line) }),
      unready: async () => reasons,
      async measure() {
        metrics.waiting('inbox', 3);
      },
      plugins: [],
      ...more,
    });
    return app;
  };

  beforeEach(() => {
    reasons = [];
    said = [];
    metrics = createMetrics();
  });
  afterEach(() => app?.close());

  test('lives as long as it answers, whatever else is wrong', async () => {
    reasons = ['the database does not answer'];
    const answer = await (await open()).inject('/healthz');
    expect([answer.statusCode, answer.json()]).toEqual([200, { ok: true }]);
  });

  test('is ready when nothing speaks against it, and else says all that does', async () => {
    const server = await open();
    const ready = await server.inject('/readyz');
    expect([ready.statusCode, ready.json()]).toEqual([200, { ready: true, reasons: [] }]);
    reasons = ['the database does not answer', 'no process holds the worker lease'];
    const unready = await server.inject('/readyz');
    expect([unready.statusCode, unready.json()]).toEqual([503, { ready: false, reasons }]);
  });

  test('says what is worth a look beside that, ready or not', async () => {
    const notes = ['zalo: no event since 2026-11-23T01:00Z'];
    const server = await open({ notes: async () => notes });
    const ready = await server.inject('/readyz');
    expect([ready.statusCode, ready.json()]).toEqual([200, { ready: true, reasons: [], notes }]);
    reasons = ['the database does not answer'];
    expect((await server.inject('/readyz')).json()).toEqual({ ready: false, reasons, notes });
  });

  test('answers also when what is worth a look cannot be found out', async () => {
    reasons = ['the database does not answer'];
    const notes = async (): Promise<never> => {
      throw new Error('no database');
    };
    const answer = await (await open({ notes })).inject('/readyz');
    expect([answer.statusCode, answer.json()]).toEqual([503, { ready: false, reasons }]);
  });

  test('shows its metrics to all when no token is set, counted at that moment', async () => {
    const answer = await (await open()).inject('/metrics');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toContain('text/plain');
    expect(answer.body).toContain('bot_rows_waiting{queue="inbox"} 3');
  });

  test.each([
    ['no token', undefined, 401],
    ['a wrong token', 'Bearer wrong', 401],
    ['a longer token', `Bearer ${token}x`, 401],
    ['the token alone', token, 401],
    ['the token', `Bearer ${token}`, 200],
  ])('with METRICS_TOKEN answers %s by %s with %i', async (_what, authorization, status) => {
    const server = await open({ metricsToken: token });
    const headers = authorization === undefined ? {} : { authorization };
    const answer = await server.inject({ url: '/metrics', headers });
    expect(answer.statusCode).toBe(status);
    expect(answer.body.includes('bot_')).toBe(status === 200);
    expect(answer.body).not.toContain(token);
  });

  test('tells nobody outside what broke inside, and logs it', async () => {
    const server = await open({
      plugins: [
        async (routes) => {
          routes.get('/broken', async () => {
            throw new Error('secret detail');
          });
        },
      ],
    });
    const answer = await server.inject('/broken');
    expect([answer.statusCode, answer.json()]).toEqual([500, { error: 'internal error' }]);
    expect(said.join('')).toContain('secret detail');
  });

  test('answers an address that does not exist with 404, a broken body with 400', async () => {
    const server = await open({
      plugins: [async (routes) => void routes.post('/take', async () => ({ ok: true }))],
    });
    expect((await server.inject('/nowhere')).statusCode).toBe(404);
    const headers = { 'content-type': 'application/json' };
    const broken = await server.inject({ method: 'POST', url: '/take', headers, body: '{' });
    expect(broken.statusCode).toBe(400);
    expect(said).toEqual([]);
  });
});
