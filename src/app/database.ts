import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedStartError, startEmbedded } from '../embedded/start-embedded.ts';
import { openStore, type Store } from '../store/connect.ts';
import { StoreError } from '../store/errors.ts';
import type { Config } from './config.ts';
import { StartError } from './start-error.ts';

/** The open database, the secret that goes with it, and how to close both. */
export type Database = { store: Store; secret: string; close(): Promise<void> };

const embeddedSentences: Readonly<Record<EmbeddedStartError['code'], string>> = {
  locked:
    'DATA_DIR is in use by another process of this program: stop that one, or set another DATA_DIR.',
  not_writable: 'DATA_DIR cannot be written to: give this user the right, or set another DATA_DIR.',
  newer_version: 'DATA_DIR was written by a newer version of this program: start that version.',
  damaged: 'DATA_DIR holds a damaged database: restore it from a backup, or set another DATA_DIR.',
};

const asStartError = (error: unknown, dataDir: string): unknown => {
  if (error instanceof EmbeddedStartError) {
    return new StartError(`${embeddedSentences[error.code]} (DATA_DIR=${dataDir})`, {
      cause: error,
    });
  }
  return error instanceof StoreError ? new StartError(error.message, { cause: error }) : error;
};

/** On the embedded database the secret is made once and kept beside it, for its owner's eyes only. */
const keepSecret = async ({ dataDir, secretKey }: Config): Promise<string> => {
  if (secretKey) return secretKey;
  const file = join(dataDir, 'secret.key');
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim();
  const made = randomBytes(32).toString('base64url');
  await writeFile(file, `${made}\n`, { mode: 0o600, flag: 'wx' });
  return made;
};

type Opened = { uri: string; stop(): Promise<void> };

const notOurs = async (): Promise<void> => undefined;

/** The address of the database that a running program of this folder serves. */
const announcedUri = async (dataDir: string): Promise<string | undefined> => {
  const file = join(dataDir, 'embedded.json');
  if (!existsSync(file)) return undefined;
  const announced: unknown = JSON.parse(await readFile(file, 'utf8'));
  const isUri = typeof announced === 'object' && announced !== null && 'uri' in announced;
  return isUri && typeof announced.uri === 'string' ? announced.uri : undefined;
};

const start = async (
  { mongodbUri, dataDir }: Config,
  onFatal: (error: Error) => void,
  sharing: Sharing,
): Promise<Opened> => {
  if (mongodbUri) return { uri: mongodbUri, stop: notOurs };
  try {
    return await startEmbedded({ dir: dataDir, onFatal });
  } catch (error) {
    const locked = error instanceof EmbeddedStartError && error.code === 'locked';
    const uri = locked && sharing === 'share' ? await announcedUri(dataDir) : undefined;
    if (!uri) throw error;
    return { uri, stop: notOurs };
  }
};

/** `own`: this process serves the folder. `share`: a program that runs on it serves this one too. */
export type Sharing = 'own' | 'share';

/** Starts the embedded database, or connects to the configured one. Throws `StartError` with one sentence. */
export const openDatabase = async (
  config: Config,
  onFatal: (error: Error) => void,
  sharing: Sharing = 'own',
): Promise<Database> => {
  const { dataDir, mongodbUri } = config;
  try {
    if (!mongodbUri) await mkdir(dataDir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new StartError(`${embeddedSentences.not_writable} (DATA_DIR=${dataDir})`, { cause });
  }
  try {
    const server = await start(config, onFatal, sharing);
    try {
      const store = await openStore({ uri: server.uri, ...(mongodbUri ? {} : { dataDir }) });
      const secret = await keepSecret(config);
      return {
        store,
        secret,
        async close() {
          await store.close();
          await server.stop();
        },
      };
    } catch (error) {
      await server.stop();
      throw error;
    }
  } catch (error) {
    throw asStartError(error, dataDir);
  }
};
