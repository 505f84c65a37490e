import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { deserialize, serialize, type Document } from 'bson';

/** A client without a driver: it sends exactly what it is told. */
export type RawClient = {
  readonly socket: Socket;
  send(command: Document): Promise<Document>;
  close(): void;
};

/** The bytes of a command in the present form of the protocol. */
export function message(command: Document, flags = 0): Buffer {
  const body = serialize(command);
  const frame = Buffer.alloc(21 + body.length);
  frame.writeInt32LE(frame.length, 0);
  frame.writeInt32LE(1, 4);
  frame.writeInt32LE(2013, 12);
  frame.writeInt32LE(flags, 16);
  frame.set(body, 21);
  return frame;
}

/** The bytes of a command in the form with which drivers begin. */
export function legacyQuery(command: Document): Buffer {
  const name = Buffer.from('admin.$cmd\0');
  const body = serialize(command);
  const frame = Buffer.alloc(28 + name.length + body.length);
  frame.writeInt32LE(frame.length, 0);
  frame.writeInt32LE(1, 4);
  frame.writeInt32LE(2004, 12);
  frame.set(name, 20);
  frame.writeInt32LE(-1, 24 + name.length);
  frame.set(body, 28 + name.length);
  return frame;
}

/** The path of the socket in an address of the embedded server. */
export function socketPath(uri: string): string {
  return decodeURIComponent(/^mongodb:\/\/([^/]+)/.exec(uri)?.[1] ?? '');
}

/** Reads one whole reply: an OP_MSG or an OP_REPLY. */
export async function reply(socket: Socket): Promise<Document> {
  let bytes = Buffer.alloc(0);
  while (bytes.length < 4 || bytes.length < bytes.readInt32LE(0)) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    bytes = Buffer.concat([bytes, chunk]);
  }
  return deserialize(bytes.subarray(bytes.readInt32LE(12) === 2013 ? 21 : 36));
}

export async function rawClient(uri: string): Promise<RawClient> {
  const socket = connect(socketPath(uri));
  await once(socket, 'connect');
  return {
    socket,
    async send(command) {
      const answered = reply(socket);
      socket.write(message(command));
      return answered;
    },
    close: () => void socket.destroy(),
  };
}
