import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programFolder } from '../../src/app/program-folder.ts';

export type Started = {
  url: string;
  /** Everything it said so far. */
  said(): string;
  /** As an operator stops it; the exit code. */
  stop(): Promise<number | null>;
  /** As a power cut stops it. */
  kill(): Promise<void>;
};

export type Ended = { code: number | null; said: string };

export type Env = Record<string, string | undefined>;

const launch = (
  env: Env,
): { child: ChildProcessByStdio<null, Readable, Readable>; said(): string } => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: programFolder(),
    env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: undefined, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const hear = (part: Buffer): void => {
    text += part.toString();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return { child, said: () => text };
};

const address = /(http:\/\/\S+)/;

/** Starts the real program as its own process, as `npm start` does, and waits for its address. */
export const startProgram = async (env: Env): Promise<Started> => {
  const { child, said } = launch(env);
  const ended = once(child, 'exit');
  while (!address.test(said())) {
    const stopped = await Promise.race([
      once(child.stdout, 'data').then(() => false),
      ended.then(() => true),
    ]);
    if (stopped) throw new Error(`the program ended: ${said()}`);
  }
  const [, url = ''] = address.exec(said()) ?? [];
  const exit = async (): Promise<number | null> => {
    const [code] = (await ended) as [number | null];
    return code;
  };
  return {
    url,
    said,
    stop() {
      child.kill('SIGTERM');
      return exit();
    },
    async kill() {
      child.kill('SIGKILL');
      await exit();
    },
  };
};

/** Runs the program where it is expected to give up by itself. */
export const runProgram = async (env: Env): Promise<Ended> => {
  const { child, said } = launch(env);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said: said() };
};

/** An empty DATA_DIR, removed by `remove`. */
export const freshFolder = async (): Promise<{ dir: string; remove(): Promise<void> }> => {
  const dir = await mkdtemp(join(tmpdir(), 'bot-'));
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
};
