import fastify, { type FastifyInstance } from 'fastify';
import type { Delivery } from '../../src/channels/channel.ts';
import { createWebChannel, type WebChannel } from '../../src/channels/web/channel.ts';
import { createFeed } from '../../src/channels/web/feed.ts';
import type { SimulatorPort } from '../../src/channels/web/ports.ts';
import { simulatorRoutes } from '../../src/channels/web/routes.ts';
import { createMemoryThreads, persona } from './memory-threads.ts';

/** A program behind the routes that does nothing but remember what it was asked. */
export type Bench = {
  app: FastifyInstance;
  channel: WebChannel;
  threads: ReturnType<typeof createMemoryThreads>;
  accepted: Delivery[];
  calls: unknown[];
};

const start = new Date('2026-09-14T01:00:00.000Z');

const recordingSimulator = (accepted: Delivery[], calls: unknown[]): SimulatorPort => {
  let now = start;
  return {
    async accept(delivery) {
      if (!accepted.some(({ eventId }) => eventId === delivery.eventId)) accepted.push(delivery);
    },
    async eventState(eventId, waitMs) {
      calls.push(['eventState', eventId, waitMs]);
      return accepted.some((one) => one.eventId === eventId)
        ? { state: 'done', messages: [2] }
        : undefined;
    },
    async settle() {
      calls.push('settle');
      return { turns: 1 };
    },
    now: () => now,
    async moveClock(to) {
      now = to;
      return now;
    },
    async runJob(name) {
      return name === 'sweep' ? { swept: 3 } : undefined;
    },
    outbox: async () => [{ key: 'e1/say:hello' }],
    audit: async () => [{ action: 'submit' }],
    registration: async (unitId, year) => (unitId === 'dv-1' ? { unitId, year } : undefined),
    explainReminders: async ({ persona, at }) => [{ persona, at: at?.toISOString() }],
    async reset(scenario) {
      calls.push(['reset', scenario]);
    },
  };
};

export const createBench = async (heartbeatMs = 60_000): Promise<Bench> => {
  const threads = createMemoryThreads(persona('bithu-1', 'zalo'), persona('canbo-1', 'telegram'));
  const feed = createFeed();
  const accepted: Delivery[] = [];
  const calls: unknown[] = [];
  const simulator = recordingSimulator(accepted, calls);
  const channel = createWebChannel({ threads, now: () => simulator.now(), notify: feed.publish });
  const app = fastify();
  app.setErrorHandler(async (error, _request, reply) => {
    calls.push(['fault', error]);
    return reply.code(500).send({ error: 'internal error' });
  });
  let ids = 0;
  const newId = () => `id${(ids += 1)}`;
  await app.register(simulatorRoutes({ simulator, threads, channel, feed, newId, heartbeatMs }));
  return { app, channel, threads, accepted, calls };
};
