import { decode } from './decoder.ts';
import { encode, setField, type Doc, type Draft } from './values.ts';

/*
 * MongoDB's wire protocol: https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/
 * A frame is a little-endian header of 16 bytes (length, request id, response to, opcode) and a body.
 */
export const MAX_MESSAGE_BYTES = 48_000_000;
/** Enough to say who one is. */
export const MAX_STRANGER_BYTES = 64 * 1024;
const LENGTH_BYTES = 4;
const HEADER_BYTES = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const REQUIRED_FLAGS = 0xffff;

/** One request of a client, whichever of the two forms it came in. */
export type Request = {
  readonly id: number;
  readonly legacy: boolean;
  /** The client waits for no answer (an unacknowledged write). */
  readonly silent: boolean;
  readonly command: Doc;
};

/** The bytes are not the protocol: the only safe answer is to close the socket. */
class WireError extends Error {}

/** Collects the pieces that a socket delivers and gives back whole frames. */
export function createFrameReader(maxBytes: () => number): (chunk: Buffer) => Buffer[] {
  let pieces: Buffer[] = [];
  let held = 0;
  let wanted = LENGTH_BYTES;
  return (chunk) => {
    pieces.push(chunk);
    held += chunk.length;
    const frames: Buffer[] = [];
    if (held < wanted) return frames;
    let rest = pieces.length === 1 ? chunk : Buffer.concat(pieces, held);
    for (;;) {
      wanted = frameLength(rest, maxBytes());
      if (rest.length < wanted) break;
      frames.push(rest.subarray(0, wanted));
      rest = rest.subarray(wanted);
    }
    pieces = rest.length > 0 ? [rest] : [];
    held = rest.length;
    return frames;
  };
}

/** The length of the next frame, or of what must be there before it can be known. */
function frameLength(bytes: Buffer, maxBytes: number): number {
  if (bytes.length < LENGTH_BYTES) return LENGTH_BYTES;
  const length = bytes.readInt32LE(0);
  if (length >= HEADER_BYTES && length <= maxBytes) return length;
  throw new WireError(`frame of ${length} bytes`);
}

/** Reads a whole frame; throws `WireError` for whatever is not a well-formed request. */
export function readRequest(frame: Buffer): Request {
  try {
    const opcode = frame.readInt32LE(12);
    if (opcode === OP_MSG) return readMessage(frame);
    if (opcode === OP_QUERY) return readQuery(frame);
    throw new WireError(`opcode ${opcode} is not spoken here`);
  } catch (error) {
    throw error instanceof WireError ? error : new WireError('damaged frame', { cause: error });
  }
}

function readMessage(frame: Buffer): Request {
  const flags = frame.readUInt32LE(HEADER_BYTES);
  if ((flags & REQUIRED_FLAGS & ~(CHECKSUM_PRESENT | MORE_TO_COME)) !== 0) {
    throw new WireError(`unknown flags ${flags}`);
  }
  const end = frame.length - ((flags & CHECKSUM_PRESENT) !== 0 ? 4 : 0);
  return {
    id: frame.readInt32LE(4),
    legacy: false,
    silent: (flags & MORE_TO_COME) !== 0,
    command: readSections(frame.subarray(HEADER_BYTES + 4, end)),
  };
}

function readSections(bytes: Buffer): Doc {
  let body: Doc | undefined;
  const sequences: Draft = {};
  let at = 0;
  while (at < bytes.length) {
    const kind = bytes[at];
    const part = sized(bytes, at + 1);
    if (kind === 0 && body === undefined) body = decode(part);
    else if (kind === 1) readSequence(part, sequences);
    else throw new WireError(`section of kind ${String(kind)}`);
    at += 1 + part.length;
  }
  if (body === undefined) throw new WireError('a message without a body');
  return { ...body, ...sequences };
}

/** A document sequence: its size, the name of the field that it stands for, then documents. */
function readSequence(part: Buffer, into: Draft): void {
  const nameEnd = part.indexOf(0, 4);
  if (nameEnd < 0) throw new WireError('a sequence without a name');
  const docs: Doc[] = [];
  let at = nameEnd + 1;
  while (at < part.length) {
    const doc = sized(part, at);
    docs.push(decode(doc));
    at += doc.length;
  }
  setField(into, part.toString('utf8', 4, nameEnd), docs);
}

/** The bytes of a thing whose first four bytes are its own length. */
function sized(bytes: Buffer, at: number): Buffer {
  const length = bytes.readInt32LE(at);
  if (length < 5 || at + length > bytes.length) throw new WireError('a part longer than its frame');
  return bytes.subarray(at, at + length);
}

/** The legacy form, with which a driver says its first hello. */
function readQuery(frame: Buffer): Request {
  const nameEnd = frame.indexOf(0, HEADER_BYTES + 4);
  if (nameEnd < 0) throw new WireError('a query without a name');
  const db = frame.toString('utf8', HEADER_BYTES + 4, nameEnd).split('.')[0] ?? '';
  const command = decode(sized(frame, nameEnd + 9));
  return {
    id: frame.readInt32LE(4),
    legacy: true,
    silent: false,
    command: { ...command, $db: db },
  };
}

/** The frame that answers a request, in the form that the request came in. */
export function writeReply(request: Request, replyId: number, reply: Doc): Buffer {
  const doc = encode(reply);
  const bodyBytes = request.legacy ? 20 : 5;
  const frame = Buffer.alloc(HEADER_BYTES + bodyBytes + doc.length);
  frame.writeInt32LE(frame.length, 0);
  frame.writeInt32LE(replyId, 4);
  frame.writeInt32LE(request.id, 8);
  frame.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12);
  if (request.legacy) frame.writeInt32LE(1, HEADER_BYTES + 16);
  frame.set(doc, HEADER_BYTES + bodyBytes);
  return frame;
}
