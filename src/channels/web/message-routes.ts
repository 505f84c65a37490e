import type { FastifyInstance, FastifyRequest } from 'fastify';
import { afterQuery, messageBody, waitQuery, type MessageBody } from './bodies.ts';
import type { SimulatorDeps } from './deps.ts';
import { isPicture } from './file-types.ts';
import { inboundOf } from './inbound.ts';
import { parsed, Refusal } from './refusal.ts';
import { knownPersona, readThread, shown } from './threads.ts';

/** Bytes of a request: files travel as base64 inside the body. */
const fileLimit = 25 * 1024 * 1024;
const plainLimit = 1024 * 1024;

const bodyOf = (request: FastifyRequest): MessageBody => {
  const body = parsed(messageBody, request.body);
  const isLong = Number(request.headers['content-length'] ?? 0) > plainLimit;
  if (isLong && !body.file && !body.files) throw new Refusal(413, 'Only files may be that long.');
  return body;
};

/** The bubble first, so that the answer stands below it; both are safe to repeat with the same event id. */
const take = async (deps: SimulatorDeps, personaId: string, body: MessageBody): Promise<string> => {
  const { threads, channel, feed, simulator } = deps;
  const eventId = body.eventId ?? `web-${deps.newId()}`;
  const at = simulator.now();
  const { said, bubbles } = await inboundOf(body, { threads, files: channel.files, personaId });
  for (const [index, bubble] of bubbles.entries()) {
    const tie = index === 0 ? eventId : `${eventId}/${index}`;
    const mine = { at: at.toISOString(), from: 'me', text: '', choices: [] } as const;
    feed.publish(personaId, await threads.append(personaId, { ...mine, ...bubble, eventId: tie }));
  }
  await simulator.accept({ eventId, address: personaId, at, ...said });
  return eventId;
};

type ById = { Params: { id: string } };

export const messageRoutes = (app: FastifyInstance, deps: SimulatorDeps): void => {
  const { threads, channel, simulator } = deps;

  app.post<ById>(
    '/sim/api/personas/:id/messages',
    { bodyLimit: fileLimit },
    async (request, reply) => {
      const { id } = await knownPersona(threads, request.params.id);
      const eventId = await take(deps, id, bodyOf(request));
      return reply.code(202).send({ eventId });
    },
  );

  app.get<ById>('/sim/api/personas/:id/messages', async (request) => {
    const { id } = await knownPersona(threads, request.params.id);
    const { after } = parsed(afterQuery, request.query);
    return (await readThread(threads, id, after)).map(shown);
  });

  app.get<{ Params: { eventId: string } }>('/sim/api/events/:eventId', async (request) => {
    const { wait } = parsed(waitQuery, request.query);
    const state = await simulator.eventState(request.params.eventId, wait);
    if (!state) throw new Refusal(404, 'There is no such event.');
    return state;
  });

  app.get<ById>('/sim/api/files/:id', async (request, reply) => {
    const found = await channel.files.get(request.params.id);
    if (!found) throw new Refusal(404, 'There is no such file.');
    const manner = isPicture(found.type) ? 'inline' : 'attachment';
    return reply
      .header(
        'content-disposition',
        `${manner}; filename*=UTF-8''${encodeURIComponent(found.name)}`,
      )
      .header('content-type', found.type)
      .send(Buffer.from(found.bytes));
  });
};
