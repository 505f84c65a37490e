import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it came, byte for byte. `url` is the raw target with its query. */
export type Recorded = {
  method: string;
  url: string;
  path: string;
  query: Readonly<Record<string, string>>;
  /** Lower-case names. */
  headers: Readonly<Record<string, string | undefined>>;
  rawHeaders: readonly string[];
  body: Buffer;
};

/** Zalo says no: with HTTP 200, as it does. */
export class Refusal extends Error {
  readonly code: number;
  readonly status: number;
  constructor(code: number, message: string, status = 200) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/**
 * An answer given instead of the right one. `before`: the request has no effect; `after`: it takes effect, and only
 * its answer is lost.
 */
export type Fault =
  | { error: number; message: string }
  | { status: number; body?: string; headers?: Readonly<Record<string, string>> }
  | { drop: 'before' | 'after' }
  | { hang: 'before' | 'after' };

export type Answer = { body: unknown; headers?: Readonly<Record<string, string>> };

/** One API on a port of its own, so that a path asked at the wrong host finds nothing. */
export type ServerDouble = {
  root: string;
  requests: Recorded[];
  /** The next `times` (1) requests to such a path are answered so. */
  failNext(path: string | RegExp, fault: Fault, times?: number): void;
  close(): Promise<void>;
};

type Handler = (request: Recorded) => Answer | Promise<Answer>;

const bytesOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

const recordOf = async (request: IncomingMessage): Promise<Recorded> => {
  const url = request.url ?? '/';
  const { pathname, searchParams } = new URL(url, 'http://double');
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: request.method ?? '',
    url,
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers: Object.fromEntries(headers) as Record<string, string>,
    rawHeaders: request.rawHeaders,
    body: await bytesOf(request),
  };
};

const write = (response: ServerResponse, status: number, body: string, headers = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json;charset=utf-8', ...headers });
  response.end(body);
};

const createFaults = () => {
  const waiting: { path: string | RegExp; fault: Fault; times: number }[] = [];
  return {
    add: (path: string | RegExp, fault: Fault, times: number) =>
      void waiting.push({ path, fault, times }),
    take(asked: string): Fault | undefined {
      const found = waiting.find(
        ({ path, times }) =>
          times > 0 && (typeof path === 'string' ? path === asked : path.test(asked)),
      );
      if (found) found.times -= 1;
      return found?.fault;
    },
  };
};

const answerOf = async (handle: Handler, request: Recorded) => {
  try {
    const { body, headers } = await handle(request);
    return { status: 200, text: JSON.stringify(body), headers };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const body = { error: error.code, message: error.message };
    return { status: error.status, text: JSON.stringify(body), headers: undefined };
  }
};

const respond = async (
  response: ServerResponse,
  fault: Fault | undefined,
  handled: () => Promise<Awaited<ReturnType<typeof answerOf>>>,
): Promise<void> => {
  if (fault && 'error' in fault) {
    write(response, 200, JSON.stringify(fault));
    return;
  }
  if (fault && 'status' in fault) {
    write(response, fault.status, fault.body ?? '', fault.headers);
    return;
  }
  if (fault && 'drop' in fault) {
    if (fault.drop === 'after') await handled();
    response.socket?.destroy();
    return;
  }
  if (fault) {
    if (fault.hang === 'after') await handled();
    return;
  }
  const { status, text, headers } = await handled();
  write(response, status, text, headers);
};

/** Serves `handle` on loopback. */
export const startServer = async (handle: Handler): Promise<ServerDouble> => {
  const requests: Recorded[] = [];
  const faults = createFaults();
  const server = createServer((request, response) => {
    const serve = async (): Promise<void> => {
      const recorded = await recordOf(request);
      requests.push(recorded);
      await respond(response, faults.take(recorded.path), () => answerOf(handle, recorded));
    };
    serve().catch((error: unknown) => write(response, 500, String(error)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    // A TCP server has an address with a port.
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    failNext: (path, fault, times = 1) => faults.add(path, fault, times),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};
