import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { Malformed, Unauthorized, type Delivery } from '../../channels/channel.ts';
import type { Door } from './door.ts';
import type { Metrics } from '../metrics.ts';

export type WebhookDeps = {
  doors: readonly Door[];
  accept(channel: string, delivery: Delivery): Promise<void>;
  metrics: Metrics;
};

const largestBody = 1024 * 1024;

const headersOf = ({ headers }: FastifyRequest): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );

/** POST /webhooks/<channel> for each vendor that calls. Answers 200 only when the inbox holds what came. */
export const webhookRoutes =
  ({ doors, accept, metrics }: WebhookDeps): FastifyPluginAsync =>
  async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largestBody }, (_, body, done) =>
      done(null, body),
    );
    for (const { channel, receiver } of doors) {
      if (!receiver) continue;
      app.post(`/webhooks/${channel.name}`, async (request, reply) => {
        const body = Buffer.isBuffer(request.body) ? request.body : new Uint8Array();
        try {
          const deliveries = receiver.receive({ headers: headersOf(request), body });
          for (const delivery of deliveries) await accept(channel.name, delivery);
          return await reply.send({ ok: true });
        } catch (error) {
          const status = error instanceof Unauthorized ? 401 : error instanceof Malformed ? 400 : 0;
          if (status === 0) throw error;
          metrics.refusedRequest(channel.name);
          return await reply.code(status).send({ error: status === 401 ? 'refused' : 'malformed' });
        }
      });
    }
    await Promise.resolve();
  };
