import { createServer, type ListenOptions, type Server, type Socket } from 'node:net';
import { execute } from './dispatch.ts';
import type { Connection, Engine } from './engine.ts';
import { rollbackOwnedBy } from './transactions.ts';
import type { Doc } from './values.ts';
import {
  createFrameReader,
  MAX_MESSAGE_BYTES,
  MAX_STRANGER_BYTES,
  readRequest,
  writeReply,
  type Request,
} from './wire.ts';

/** A listening server. */
export type Listener = {
  /** The port that the system gave, or zero for a socket in a folder. */
  readonly port: number;
  /** Lets what is under way finish, within the given time, then closes every socket. */
  close(withinMs: number): Promise<void>;
};

/** Accepts clients until closed. One connection answers one request after the other. */
export async function listen(engine: Engine, where: ListenOptions): Promise<Listener> {
  const open = new Set<Client>();
  let lastId = 0;
  const server = createServer((socket) => {
    lastId += 1;
    const connection = {
      id: lastId,
      address: `${socket.localAddress ?? 'localhost'}:${socket.localPort ?? 27017}`,
      authenticated: engine.password === undefined,
    };
    const client = createClient(engine, socket, connection);
    open.add(client);
    socket.once('close', () => {
      open.delete(client);
      rollbackOwnedBy(engine, connection);
    });
  });
  await listening(server, where);
  const bound = server.address();
  return {
    port: typeof bound === 'object' && bound !== null ? bound.port : 0,
    async close(withinMs) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.race([
        Promise.all([...open].map((client) => client.finish())),
        after(withinMs),
      ]);
      for (const { socket } of open) socket.destroySoon(); // after what was written has gone out
      await Promise.race([closed, after(withinMs)]);
      for (const { socket } of open) socket.destroy();
      await closed;
    },
  };
}

function listening(server: Server, where: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(where, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

type Client = { readonly socket: Socket; finish(): Promise<void> };

/** What drivers ask in the old form before they know that the new one is spoken. */
const LEGACY = new Set(['hello', 'ismaster']);

function createClient(engine: Engine, socket: Socket, connection: Connection): Client {
  const read = createFrameReader(() =>
    connection.authenticated ? MAX_MESSAGE_BYTES : MAX_STRANGER_BYTES,
  );
  let replies = 0;
  let finishing = false;
  let work: Promise<void> = Promise.resolve();

  async function answer(frame: Buffer): Promise<void> {
    const request = readRequest(frame);
    const reply = await execute(engine, connection, allowed(request));
    replies += 1;
    if (request.silent || !socket.writable) return;
    if (!socket.write(writeReply(request, replies, reply))) await drained(socket);
  }

  async function answerAll(frames: readonly Buffer[]): Promise<void> {
    for (const frame of frames) if (!finishing && !socket.destroyed) await answer(frame);
  }

  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    try {
      const frames = read(chunk);
      if (frames.length === 0) return;
      socket.pause();
      work = work
        .then(() => answerAll(frames))
        .then(() => void socket.resume())
        .catch(() => void socket.destroy());
    } catch {
      socket.destroy();
    }
  });
  return {
    socket,
    finish() {
      finishing = true;
      return work;
    },
  };
}

/** A client that does not read its answers is asked to do so before it gets more. */
function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      socket.off('drain', over).off('close', over);
      resolve();
    };
    socket.on('drain', over).on('close', over);
  });
}

/** The old form of a request is spoken only to say hello. */
function allowed({ legacy, command }: Request): Doc {
  const [name = ''] = Object.keys(command);
  if (!legacy || LEGACY.has(name.toLowerCase())) return command;
  return { [`OP_QUERY ${name}`]: 1 };
}
