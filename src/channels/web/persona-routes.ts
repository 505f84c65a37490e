import type { FastifyInstance } from 'fastify';
import { faultBody, personaBody } from './bodies.ts';
import type { SimulatorDeps } from './deps.ts';
import { parsed } from './refusal.ts';
import { knownPersona } from './threads.ts';

export const personaRoutes = (app: FastifyInstance, deps: SimulatorDeps): void => {
  const { threads, channel, newId } = deps;

  app.get('/sim/api/personas', () => threads.personas());

  app.post('/sim/api/personas', async (request) => {
    const { name, like } = parsed(personaBody, request.body);
    const id = `khach-${newId()}`;
    await threads.addPersona({ id, name, role: '', unit: '', like });
    await channel.refresh();
    return { id };
  });

  app.post<{ Params: { id: string } }>('/sim/api/personas/:id/fault', async (request) => {
    const { id } = await knownPersona(threads, request.params.id);
    const fault = parsed(faultBody, request.body);
    channel.setFault(id, fault);
    return fault;
  });
};
