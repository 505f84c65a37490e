import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readConfig, type Config } from '../../src/app/config.ts';
import { openDatabase, type Database } from '../../src/app/database.ts';
import { StartError } from '../../src/app/start-error.ts';

describe('the database of a folder', () => {
  let dir: string;
  let open: Database[];
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'data-'));
    open = [];
  });
  afterEach(async () => {
    for (const one of open.toReversed()) await one.close();
    await rm(dir, { recursive: true, force: true });
  });

  const configOf = (env: Record<string, string>): Config => {
    const read = readConfig({ DATA_DIR: dir, ...env });
    if ('problems' in read) throw new Error(JSON.stringify(read.problems));
    return read.config;
  };
  const start = async (
    env: Record<string, string> = {},
    sharing: 'own' | 'share' = 'own',
  ): Promise<Database> => {
    const made = await openDatabase(configOf(env), () => undefined, sharing);
    open.push(made);
    return made;
  };
  const stop = async (): Promise<void> => {
    for (const one of open.toReversed()) await one.close();
    open = [];
  };
  /** The one sentence that the operator reads. */
  const refusal = async (env: Record<string, string> = {}): Promise<string> => {
    const error: unknown = await start(env).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StartError);
    return (error as StartError).message; // just checked
  };

  test('keeps what it holds, and its secret, for the eyes of its owner only', async () => {
    const { store, secret } = await start();
    await store.settings.set('kept', 'yes');
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect((await stat(join(dir, 'secret.key'))).mode & 0o777).toBe(0o600);
    await stop();
    const again = await start();
    expect(again.secret).toBe(secret);
    expect(await again.store.settings.get('kept')).toBe('yes');
  });

  test('takes the secret that is configured, and writes none down', async () => {
    const { secret } = await start({ SECRET_KEY: 'k'.repeat(40) });
    expect(secret).toBe('k'.repeat(40));
    await expect(readFile(join(dir, 'secret.key'))).rejects.toThrow('ENOENT');
  });

  test('is refused while another process has it, and can be shared by one that asks for that', async () => {
    const { store } = await start();
    await store.settings.set('kept', 'yes');
    expect(await refusal()).toBe(
      `DATA_DIR is in use by another process of this program: stop that one, or set another DATA_DIR. (DATA_DIR=${dir})`,
    );
    const shared = await start({}, 'share');
    expect(await shared.store.settings.get('kept')).toBe('yes');
  });

  test('of a newer version is refused in one sentence, and left as it is', async () => {
    const { store } = await start();
    await store.settings.set('schema', 99);
    await stop();
    expect(await refusal()).toBe('This database is of version 99, this program knows 1.');
    expect(await refusal()).toContain('99');
  });

  test('in a place that cannot be written to is refused in one sentence', async () => {
    const file = join(dir, 'file');
    await writeFile(file, '');
    const inside = join(file, 'data');
    expect(await refusal({ DATA_DIR: inside })).toBe(
      `DATA_DIR cannot be written to: give this user the right, or set another DATA_DIR. (DATA_DIR=${inside})`,
    );
  });
});
