import type { FastifyInstance } from 'fastify';
import { explainQuery, yearParams } from './bodies.ts';
import type { SimulatorDeps } from './deps.ts';
import { parsed, Refusal } from './refusal.ts';

/** What is stored, for looking. */
export const lookRoutes = (app: FastifyInstance, { simulator }: SimulatorDeps): void => {
  app.get('/sim/api/outbox', () => simulator.outbox());
  app.get('/sim/api/audit', () => simulator.audit());
  app.get('/sim/api/registrations/:unitId/:year', async (request) => {
    const { unitId, year } = parsed(yearParams, request.params);
    const found = await simulator.registration(unitId, year);
    if (found === undefined || found === null)
      throw new Refusal(404, 'There is no such registration.');
    return found;
  });
  app.get('/sim/api/reminders/explain', async (request) => {
    const { persona, at } = parsed(explainQuery, request.query);
    return simulator.explainReminders({
      ...(persona === undefined ? {} : { persona }),
      ...(at === undefined ? {} : { at: new Date(at) }),
    });
  });
};
