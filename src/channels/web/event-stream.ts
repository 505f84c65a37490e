import type { FastifyInstance, FastifyReply } from 'fastify';
import { afterQuery } from './bodies.ts';
import type { SimulatorDeps } from './deps.ts';
import type { FeedEvent } from './feed.ts';
import { parsed } from './refusal.ts';
import type { ThreadMessage } from './ports.ts';
import { knownPersona, readThread, shown } from './threads.ts';

const defaultHeartbeat = 15_000;

const frame = (event: string, data: unknown, id: number) =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** One open page on one phone. `last` is the newest bubble it has been told of. */
type Stream = { tell: (event: FeedEvent) => void; beat: () => Promise<void>; end: () => void };

const createStream = (
  { raw }: FastifyReply,
  { last, missed }: { last: number; missed: (after: number) => Promise<ThreadMessage[]> },
): Stream => {
  let newest = last;
  const write = (words: string) => {
    if (raw.writable) raw.write(words);
  };
  const tell = (event: FeedEvent) => {
    if ('reset' in event) newest = 0;
    else newest = Math.max(newest, event.message.n);
    raw.write(
      'reset' in event ? frame('reset', {}, 0) : frame('message', shown(event.message), newest),
    );
  };
  return {
    tell,
    // Also finds what another process appended, or what slipped in between reading and listening.
    async beat() {
      write(': still here\n\n');
      for (const message of await missed(newest)) tell({ message });
    },
    end: () => void raw.end(),
  };
};

/** `GET /sim/api/personas/:id/events`: what is after `Last-Event-ID` or `?after=`, then everything new. */
export const eventStreamRoute = (app: FastifyInstance, deps: SimulatorDeps): void => {
  const { threads, feed, heartbeatMs = defaultHeartbeat } = deps;
  const open = new Set<Stream>();
  // Streams never end by themselves: without this the server would wait for them for ever.
  app.addHook('preClose', async () => open.forEach((stream) => stream.end()));

  app.get<{ Params: { id: string } }>('/sim/api/personas/:id/events', async (request, reply) => {
    const { id } = await knownPersona(threads, request.params.id);
    const { after } = parsed(afterQuery, {
      after: request.headers['last-event-id'] ?? (request.query as { after?: string }).after,
    });
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    const stream = createStream(reply, {
      last: after,
      missed: (n) => readThread(threads, id, n),
    });
    const stopListening = feed.subscribe(id, stream.tell);
    const beat = () => void stream.beat().catch(() => stream.end());
    const timer = setInterval(beat, heartbeatMs);
    open.add(stream);
    reply.raw.on('close', () => {
      clearInterval(timer);
      stopListening();
      open.delete(stream);
    });
    beat();
  });
};
