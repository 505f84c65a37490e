import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import type { ListenOptions } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Longer paths of sockets are silently cut by the system, and would then lie outside of their folder. */
const MAX_SOCKET_PATH_BYTES = 100;
/** The driver takes a host for a path only if it ends with `.sock`. */
const SOCKET = 'm.sock';
const FOLDER = 'mongo-';

/** Where a server listens, and how a client gets there. */
export type Address = {
  readonly listen: ListenOptions;
  /** The address for clients, once the system has given the port. */
  readonly uri: (port: number) => string;
  /** What clients must prove to know, or undefined where the socket's folder is protection enough. */
  readonly password: string | undefined;
  remove(): Promise<void>;
};

/** A socket in a folder that only this user can enter, where the system has room for one. */
export async function socketAddress(): Promise<Address | undefined> {
  const folder = await privateFolder();
  if (folder === undefined) return undefined;
  const path = join(folder, SOCKET);
  return {
    listen: { path },
    uri: () => `mongodb://${encodeURIComponent(path)}/?directConnection=true`,
    password: undefined,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A new folder, or undefined where no temporary folder will do. */
async function privateFolder(): Promise<string | undefined> {
  for (const parent of [tmpdir(), '/tmp', '/var/tmp']) {
    // mkdtemp makes a folder of mode 0700 and appends six characters to its name.
    const length = Buffer.byteLength(join(parent, `${FOLDER}123456`, SOCKET));
    const folder = length <= MAX_SOCKET_PATH_BYTES ? await made(join(parent, FOLDER)) : undefined;
    if (folder !== undefined) return folder;
  }
  return undefined;
}

function made(prefix: string): Promise<string | undefined> {
  return mkdtemp(prefix).catch(() => undefined);
}

/** Loopback with a random password, for systems without sockets in folders. */
export function loopbackAddress(): Address {
  const password = randomBytes(24).toString('hex');
  const query = 'directConnection=true&authMechanism=PLAIN&authSource=%24external';
  return {
    listen: { host: '127.0.0.1', port: 0 },
    uri: (port) => `mongodb://embedded:${password}@127.0.0.1:${port}/?${query}`,
    password,
    remove: () => Promise.resolve(),
  };
}

/** Tells the programs of this user where the running database is; readers see all of it or nothing. */
export async function announce(file: string, uri: string): Promise<void> {
  const draft = `${file}.${process.pid}`;
  await rm(draft, { force: true });
  await writeFile(draft, `${JSON.stringify({ uri, pid: process.pid })}\n`, { mode: 0o600 });
  await rename(draft, file);
}

/** Removes the socket that a killed process has left; whoever calls this holds the database's lock. */
export async function clearStale(file: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const [, host = ''] = /"uri":"mongodb:\/\/([^/"]+)\//.exec(text) ?? [];
  const path = decodeURIComponent(host);
  if (!path.startsWith('/') || !/\/mongo-[A-Za-z0-9]{6}\/m\.sock$/.test(path)) return;
  await rm(path, { force: true }).catch(() => undefined);
  await rmdir(dirname(path)).catch(() => undefined);
}
