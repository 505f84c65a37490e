import fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { sameText } from './same-text.ts';

export type HttpDeps = {
  trustProxy: boolean;
  metricsToken: string | undefined;
  metrics: Metrics;
  log: Log;
  /** Reasons why this process should get no traffic; none when it is ready. */
  unready(): Promise<readonly string[]>;
  /** What the operator should look at all the same. */
  notes?(): Promise<readonly string[]>;
  /** Counts rows just before they are read. */
  measure(): Promise<void>;
  /** Routes of channels; the simulator's among them. */
  plugins: readonly FastifyPluginAsync[];
};

const probes = (
  app: FastifyInstance,
  { unready, notes, metrics, metricsToken, measure }: HttpDeps,
): void => {
  app.get('/healthz', async () => ({ ok: true }));
  app.get('/readyz', async (_request, reply) => {
    // First: whoever looks may find that what stood against it is over.
    const noted = (await notes?.().catch(() => undefined)) ?? [];
    const reasons = await unready();
    return reply.code(reasons.length > 0 ? 503 : 200).send({
      ready: reasons.length === 0,
      reasons,
      ...(noted.length > 0 ? { notes: noted } : {}),
    });
  });
  app.get('/metrics', async (request, reply) => {
    const given = request.headers.authorization ?? '';
    if (metricsToken && !sameText(given, `Bearer ${metricsToken}`)) {
      return reply.code(401).send({ error: 'METRICS_TOKEN is needed: Authorization: Bearer …' });
    }
    await measure();
    return reply.type(metrics.contentType).send(await metrics.text());
  });
};

/** A connection that is kept alive would hold the stop of the server up for minutes. */
const closeConnectionsOnStop = (app: FastifyInstance): void => {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close');
  });
};

export const createHttpServer = async (deps: HttpDeps): Promise<FastifyInstance> => {
  const app = fastify({
    logger: false,
    trustProxy: deps.trustProxy,
    bodyLimit: 1024 * 1024,
    forceCloseConnections: true,
  });
  closeConnectionsOnStop(app);
  app.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) deps.log.error({ err: error }, 'http: request failed');
    return reply.code(status).send({ error: status >= 500 ? 'internal error' : error.message });
  });
  probes(app, deps);
  for (const plugin of deps.plugins) await app.register(plugin);
  return app;
};
