/**
 * Reads a file that somebody sent, whatever it is. Always a value, never a throw for what is in the file: it
 * is opened in a thread with little memory and little time.
 */
import { Worker } from 'node:worker_threads';
import type { ReadSheet } from './sheet.ts';
import type { UnreadableReason } from '../domain/files.ts';

/** A paragraph (an item of a list begins with "- "), or a table. A plain text file is one block with line breaks. */
export type Block = { text: string } | { rows: string[][] };

export type FileContent =
  { kind: 'sheets'; sheets: ReadSheet[] } | { kind: 'text'; blocks: Block[] };

export type ReadResult = FileContent | { unreadable: UnreadableReason };

const maxBytes = 10_000_000;
const readMs = 8_000;
/** Loading the thread's own code, on a machine that is busy. */
const startMs = 30_000;
const memory = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };

/** A thread of Node 20 takes no loader on its command line, so in development it begins with one. */
const withLoader = (code: URL): string => {
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  return `import(${loader}).then(({ register }) => { register(); return import(${JSON.stringify(code)}); })`;
};

/** The code stands beside this file, as it runs: TypeScript in development, JavaScript in dist. */
const startWorker = (bytes: Uint8Array): Worker => {
  const options = { workerData: bytes, resourceLimits: memory, execArgv: [], env: {} };
  const isSource = import.meta.url.endsWith('.ts');
  const code = new URL(`./read-worker${isSource ? '.ts' : '.js'}`, import.meta.url);
  return isSource
    ? new Worker(withLoader(code), { ...options, eval: true })
    : new Worker(code, options);
};

const isOutOfMemory = (error: unknown): boolean =>
  (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY';

const inWorker = (bytes: Uint8Array): Promise<ReadResult> =>
  new Promise((resolve, reject) => {
    const worker = startWorker(bytes);
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      void worker.terminate();
      settle();
    };
    const late = (): void => end(() => resolve({ unreadable: 'too_slow' }));
    let timer = setTimeout(late, startMs);
    worker.on('message', (message: ReadResult | 'ready') => {
      clearTimeout(timer);
      if (message === 'ready') timer = setTimeout(late, readMs);
      else end(() => resolve(message));
    });
    worker.on('error', (error) =>
      end(() => (isOutOfMemory(error) ? resolve({ unreadable: 'too_big' }) : reject(error))),
    );
    worker.on('exit', (code) => end(() => reject(new Error(`reading ended with code ${code}`))));
  });

export const readFile = ({ bytes }: { name: string; bytes: Uint8Array }): Promise<ReadResult> =>
  bytes.length > maxBytes ? Promise.resolve({ unreadable: 'too_big' }) : inWorker(bytes);
