import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serialize, type Document } from 'bson';
import fc from 'fast-check';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { legacyQuery, message, rawClient, reply, socketPath } from './raw-client.ts';
import { embedded, type Server } from './servers.ts';

let server: Server;
beforeAll(async () => {
  server = await embedded();
});
afterAll(() => server.stop());

async function open(): Promise<Socket> {
  const socket = connect(socketPath(server.uri));
  await once(socket, 'connect');
  return socket;
}

async function exchange(bytes: Buffer): Promise<Document> {
  const socket = await open();
  const answered = reply(socket);
  socket.write(bytes);
  const answer = await answered;
  socket.destroy();
  return answer;
}

/** True if the server closes the socket without an answer. */
async function isClosed(bytes: Uint8Array): Promise<boolean> {
  const socket = await open();
  let answered = false;
  socket.on('data', () => (answered = true));
  socket.on('error', () => undefined);
  const closed = once(socket, 'close');
  socket.end(bytes);
  await closed;
  return !answered;
}

const ping = { ping: 1, $db: 'admin' };

describe('requests', () => {
  test('the first hello may come in the old form, and is answered in it', async () => {
    for (const name of ['ismaster', 'isMaster', 'hello']) {
      const answer = await exchange(legacyQuery({ [name]: 1, helloOk: true }));
      expect(answer).toMatchObject({
        ok: 1,
        helloOk: true,
        setName: 'embedded',
        maxWireVersion: 21,
        logicalSessionTimeoutMinutes: 30,
      });
      expect(name === 'hello' ? answer.isWritablePrimary : answer.ismaster).toBe(true);
    }
    expect(await exchange(legacyQuery({ find: 'rows' }))).toMatchObject({ ok: 0, code: 59 });
  });

  test('hello tells of a primary that is alone in its set', async () => {
    const answer = await exchange(message({ hello: 1, $db: 'admin' }));
    expect(answer).toMatchObject({
      isWritablePrimary: true,
      secondary: false,
      readOnly: false,
      minWireVersion: 0,
    });
    expect(answer.hosts).toEqual([answer.me]);
    expect(answer.primary).toBe(answer.me);
    expect(answer).not.toHaveProperty('topologyVersion');
  });

  test('names of commands are taken in any case', async () => {
    expect(await exchange(message({ buildinfo: 1, $db: 'admin' }))).toMatchObject({
      ok: 1,
      version: '7.0.0',
    });
    expect(await exchange(message({ buildInfo: 1, $db: 'admin' }))).toMatchObject({ ok: 1 });
  });

  test('documents may follow as a sequence', async () => {
    const body = serialize({ insert: 'rows', $db: 'wire' });
    const docs = [{ _id: 1 }, { _id: 2 }].map((doc) => serialize(doc));
    const name = Buffer.from('documents\0');
    const size = Buffer.alloc(4);
    size.writeInt32LE(4 + name.length + docs.reduce((sum, doc) => sum + doc.length, 0));
    const sections = Buffer.concat([Buffer.from([1]), size, name, ...docs, Buffer.from([0]), body]);
    const head = Buffer.alloc(20);
    head.writeInt32LE(20 + sections.length, 0);
    head.writeInt32LE(2013, 12);
    expect(await exchange(Buffer.concat([head, sections]))).toMatchObject({ ok: 1, n: 2 });
  });

  test('a message may come byte by byte, and several in one piece', async () => {
    const socket = await open();
    const answered = reply(socket);
    for (const byte of message(ping)) socket.write(Buffer.from([byte]));
    expect(await answered).toEqual({ ok: 1 });
    let bytes = 0;
    socket.on('data', (chunk: Buffer) => (bytes += chunk.length));
    socket.write(Buffer.concat([message(ping), message(ping), message(ping)]));
    const one = 21 + serialize({ ok: 1 }).length;
    while (bytes < 3 * one) await once(socket, 'data');
    expect(bytes).toBe(3 * one);
    socket.destroy();
  });

  test('an unacknowledged write is done and not answered', async () => {
    const raw = await rawClient(server.uri);
    raw.socket.write(
      message(
        { insert: 'silent', documents: [{ _id: 1 }], writeConcern: { w: 0 }, $db: 'wire' },
        2,
      ),
    );
    expect(await raw.send({ count: 'silent', $db: 'wire' })).toEqual({ n: 1, ok: 1 });
    raw.close();
  });

  test('a checksum at the end is not taken for a section', async () => {
    const plain = message(ping, 1);
    const frame = Buffer.concat([plain, Buffer.from([1, 2, 3, 4])]);
    frame.writeInt32LE(frame.length, 0);
    expect(await exchange(frame)).toEqual({ ok: 1 });
  });
});

describe('bytes that are no request', () => {
  const frame = (length: number, opcode: number, rest: Buffer = Buffer.alloc(0)) => {
    const head = Buffer.alloc(16);
    head.writeInt32LE(length, 0);
    head.writeInt32LE(opcode, 12);
    return Buffer.concat([head, rest]);
  };
  const flags = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value >>> 0);
    return bytes;
  };

  test.each<[string, Buffer]>([
    ['a length below the header', frame(3, 2013)],
    ['a negative length', frame(-1, 2013)],
    ['a huge length', frame(0x7fffffff, 2013)],
    ['text of another protocol', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
    ['an unknown opcode', frame(16, 2012)],
    ['a compressed message', frame(20, 2012, flags(0))],
    ['unknown required flags', frame(20, 2013, flags(4))],
    ['no section', frame(20, 2013, flags(0))],
    [
      'an unknown section',
      frame(25, 2013, Buffer.concat([flags(0), Buffer.from([7, 5, 0, 0, 0])])),
    ],
    [
      'a document longer than its frame',
      frame(25, 2013, Buffer.concat([flags(0), Buffer.from([0, 99, 0, 0, 0])])),
    ],
    [
      'a broken document',
      frame(27, 2013, Buffer.concat([flags(0), Buffer.from([0, 6, 0, 0, 0, 99])])),
    ],
    [
      'a sequence without an end of its name',
      frame(26, 2013, Buffer.concat([flags(0), Buffer.from([1, 5, 0, 0, 0, 65])])),
    ],
  ])('%s closes the socket', async (_name, bytes) => {
    expect(await isClosed(bytes)).toBe(true);
    expect(await exchange(message(ping))).toEqual({ ok: 1 });
  });

  test('documents nested without end are refused, not run into', async () => {
    let body = Buffer.from(serialize({ a: 1 }));
    for (let depth = 0; depth < 20_000; depth++) {
      const outer = Buffer.alloc(body.length + 8);
      outer.writeInt32LE(outer.length, 0);
      outer.set([3, 97, 0], 4);
      outer.set(body, 7);
      body = outer;
    }
    const bytes = Buffer.concat([Buffer.alloc(20), Buffer.from([0]), body]);
    bytes.writeInt32LE(bytes.length, 0);
    bytes.writeInt32LE(2013, 12);
    expect(await isClosed(bytes)).toBe(true);
    expect(await exchange(message(ping))).toEqual({ ok: 1 });
  });

  test('any bytes at all leave the server alive', async () => {
    const good = message({ find: 'rows', filter: { a: { $gt: 1 } }, $db: 'wire' });
    const spoiled = fc
      .array(fc.tuple(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 })), {
        minLength: 1,
        maxLength: 4,
      })
      .map((changes) => {
        const bytes = Buffer.from(good);
        for (const [at, value] of changes) bytes[at] = value;
        return bytes;
      });
    const any = fc.oneof(fc.uint8Array({ maxLength: 200 }), spoiled);
    await fc.assert(
      fc.asyncProperty(any, async (bytes) => {
        await isClosed(bytes);
      }),
      { numRuns: 300 },
    );
    expect(await exchange(message(ping))).toEqual({ ok: 1 });
  });
});
