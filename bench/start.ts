/** How long the real program takes from its first instruction to its address, on a folder with many documents. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programFolder } from '../src/app/program-folder.ts';
import { startEmbedded } from '../src/embedded/start-embedded.ts';
import { openStore } from '../src/store/connect.ts';

const documents = Number(process.argv[2] ?? 20_000);

const start = (dir: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const from = performance.now();
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
      cwd: programFolder(),
      env: { ...process.env, DATA_DIR: dir, PORT: '0', LOG_LEVEL: 'warn' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let ready = 0;
    child.stdout.once('data', () => {
      ready = performance.now() - from;
      child.kill('SIGTERM');
    });
    child.once('exit', () => {
      if (ready > 0) resolve(ready);
      else reject(new Error('the program ended before it was ready'));
    });
  });

const fill = async (dir: string): Promise<void> => {
  const database = await startEmbedded({ dir });
  const store = await openStore({ uri: database.uri, dataDir: dir });
  const rows = store.db.collection<{ _id: string }>('outbox');
  for (let from = 0; from < documents; from += 1_000) {
    await rows.insertMany(
      Array.from({ length: 1_000 }, (_, index) => ({
        _id: `bench-${String(from + index)}`,
        channel: 'web',
        address: `nobody-${String(index)}`,
        eventId: `bench-${String(from + index)}`,
        priority: 0,
        seq: from + index,
        notBefore: new Date(),
        lang: 'vi',
        message: { message: { lines: [{ raw: 'x'.repeat(300) }] }, token: '', inPlace: false },
        state: 'sent',
        attempts: 1,
        sent: ['1'],
        at: new Date(),
        endedAt: new Date(),
      })),
    );
  }
  await store.close();
  await database.stop();
};

const dir = await mkdtemp(join(tmpdir(), 'bench-'));
const show = (times: readonly number[]): string =>
  times.map((ms) => `${ms.toFixed(0)} ms`).join(', ');
console.log(`first start, empty folder: ${show([await start(dir)])}`);
await fill(dir);
const times: number[] = [];
for (let run = 0; run < 3; run += 1) times.push(await start(dir));
console.log(`start with ${String(documents)} more documents: ${show(times)}`);
await rm(dir, { recursive: true, force: true });
