import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { clockBody, resetBody } from './bodies.ts';
import type { SimulatorDeps } from './deps.ts';
import { parseDuration } from './duration.ts';
import { parsed, Refusal } from './refusal.ts';

/** Each job tick on the way is really run: a longer way would look like a hang. */
const furthest = 3 * 366 * 86_400_000;

const target = ({ now, advance }: z.infer<typeof clockBody>, from: Date): Date => {
  if (now !== undefined) return new Date(now);
  const step = parseDuration(advance ?? '');
  if (step === undefined)
    throw new Refusal(400, 'advance: must be a duration such as PT2H, P1D or P1W');
  return new Date(from.getTime() + step);
};

export const clockRoutes = (
  app: FastifyInstance,
  { simulator, channel, feed }: SimulatorDeps,
): void => {
  app.get('/sim/api/clock', () => ({ now: simulator.now().toISOString() }));

  app.post('/sim/api/clock', async (request) => {
    const from = simulator.now();
    const to = target(parsed(clockBody, request.body), from);
    if (to < from) throw new Refusal(400, 'The clock cannot go back; reset the simulator instead.');
    if (to.getTime() - from.getTime() > furthest) {
      throw new Refusal(400, 'The clock moves at most three years at a time.');
    }
    return { now: (await simulator.moveClock(to)).toISOString() };
  });

  app.post('/sim/api/settle', () => simulator.settle());

  app.post<{ Params: { name: string } }>('/sim/api/jobs/:name/run', async (request) => {
    const counts = await simulator.runJob(request.params.name);
    if (!counts) throw new Refusal(404, 'There is no such job.');
    return counts;
  });

  app.post('/sim/api/reset', async (request) => {
    const { scenario } = parsed(resetBody, request.body);
    await simulator.reset(scenario);
    channel.clearFaults();
    await channel.refresh();
    feed.publishReset();
    return { scenario, now: simulator.now().toISOString() };
  });
};
