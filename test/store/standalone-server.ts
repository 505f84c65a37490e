import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import mongoose from 'mongoose';

const { BSON } = mongoose.mongo;
const opQuery = 2004;
const headerBytes = 16;

const reply = (request: Buffer): Buffer => {
  const body = BSON.serialize({
    ok: 1,
    isWritablePrimary: true,
    ismaster: true,
    minWireVersion: 0,
    maxWireVersion: 21,
  });
  const isQuery = request.readInt32LE(12) === opQuery;
  // OP_REPLY: flags, cursor, from, count; OP_MSG: flags, one section of kind 0.
  const before = isQuery ? Buffer.from([...new Uint8Array(16), 1, 0, 0, 0]) : Buffer.alloc(5);
  const header = Buffer.alloc(headerBytes);
  header.writeInt32LE(headerBytes + before.length + body.length, 0);
  header.writeInt32LE(request.readInt32LE(4), 8);
  header.writeInt32LE(isQuery ? 1 : 2013, 12);
  return Buffer.concat([header, before, body]);
};

/** A MongoDB that is no replica set, as far as a client sees it at the door. */
export const startStandalone = async (): Promise<{ uri: string; stop(): Promise<void> }> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let pending = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      pending = Buffer.concat([pending, chunk]);
      while (pending.length >= headerBytes && pending.length >= pending.readInt32LE(0)) {
        const size = pending.readInt32LE(0);
        socket.write(reply(pending.subarray(0, size)));
        pending = pending.subarray(size);
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A TCP server that listens has an address and a port.
  const { port } = server.address() as AddressInfo;
  return {
    uri: `mongodb://127.0.0.1:${String(port)}/test`,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
