import { Binary } from 'bson';
import { timingSafeEqual } from 'node:crypto';
import type { Call, Command } from '../engine.ts';
import { CommandError } from '../errors.ts';
import { formatValue } from '../format.ts';
import type { Doc } from '../values.ts';

const SET_NAME = 'embedded';
/** Wire version 21 is MongoDB 7.0. */
const MAX_WIRE_VERSION = 21;
const VERSION = '7.0.0';

/** What a client must know before it sends anything else: a primary, alone in its replica set. */
function hello({ engine, connection, name }: Call): Doc {
  const primary = name.toLowerCase() === 'hello' ? { isWritablePrimary: true } : { ismaster: true };
  return {
    helloOk: true,
    ...primary,
    secondary: false,
    hosts: [connection.address],
    setName: SET_NAME,
    setVersion: 1,
    me: connection.address,
    primary: connection.address,
    maxBsonObjectSize: 16 * 1024 * 1024,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    localTime: engine.now(),
    logicalSessionTimeoutMinutes: Math.round(engine.limits.sessionIdle / 60_000),
    connectionId: connection.id,
    minWireVersion: 0,
    maxWireVersion: MAX_WIRE_VERSION,
    readOnly: false,
  };
}

export const helloCommand: Command = {
  fields: [
    'helloOk',
    'client',
    'compression',
    'backpressure',
    'loadBalanced',
    'saslSupportedMechs',
    'topologyVersion',
    'maxAwaitTimeMS',
  ],
  inTransaction: false,
  open: true,
  run: hello,
};

/** Answers only while the disk does. */
async function ping({ engine }: Call): Promise<Doc> {
  await engine.storage.durable(0);
  return {};
}

export const pingCommand: Command = { fields: [], inTransaction: false, run: ping };

export const buildInfoCommand: Command = {
  fields: [],
  inTransaction: false,
  run: () => ({
    version: VERSION,
    versionArray: VERSION.split('.').map(Number).concat(0),
    modules: ['embedded'],
    bits: 64,
    debug: false,
    maxBsonObjectSize: 16 * 1024 * 1024,
  }),
};

/** `PLAIN` of https://www.rfc-editor.org/rfc/rfc4616: nothing, the user, the password, parted by NUL. */
function saslStart({ engine, connection, command }: Call): Doc {
  const { payload, mechanism } = command;
  if (mechanism !== 'PLAIN' || engine.password === undefined) {
    throw new CommandError(
      334,
      `Received authentication for mechanism ${formatValue(mechanism)} which is not enabled`,
    );
  }
  const text =
    payload instanceof Binary
      ? Buffer.from(payload.buffer.subarray(0, payload.position)).toString()
      : '';
  const given = Buffer.from(text.split('\0')[2] ?? '');
  const wanted = Buffer.from(engine.password);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    throw new CommandError(18, 'Authentication failed.');
  }
  connection.authenticated = true;
  return { conversationId: 1, done: true, payload: new Binary(Buffer.alloc(0)) };
}

export const saslStartCommand: Command = {
  fields: ['mechanism', 'payload', 'autoAuthorize', 'options'],
  inTransaction: false,
  open: true,
  run: saslStart,
};
