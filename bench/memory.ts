/**
 * 20,000 turns by 20 people, while the clock goes on a day every 400 turns and retention runs: what the process
 * holds then. One process, the simulated people included.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addPeople, memory, openStage, report, send } from './stage.ts';

const turns = Number(process.argv[2] ?? 20_000);
const people = 20;
const perDay = 400;
const dayMs = 24 * 60 * 60_000;
const talk = ['/dangky', '1.2', '/trogiup', '/baocao', '/kehoach', '2.1', '/dulieu', '/huy'];

const dir = await mkdtemp(join(tmpdir(), 'bench-'));
const stage = await openStage(dir);
const ids = await addPeople(stage.store, people);
console.log(`before: ${memory()}`);
const from = performance.now();
for (let done = 0; done < turns; done += perDay) {
  await Promise.all(
    ids.map(async (id) => {
      for (let said = 0; said < perDay / people; said += 1) {
        await send(stage, id, { text: talk[said % talk.length] ?? '/trogiup' });
      }
    }),
  );
  await stage.simulator.moveClock(new Date(stage.simulator.now().getTime() + dayMs));
}
report(
  `${String(turns)} turns over ${String(turns / perDay)} days`,
  stage.latencies,
  (performance.now() - from) / 1_000,
);
const { db } = stage.store;
const counts = await Promise.all(
  ['inbox', 'outbox', 'threads', 'dialogs', 'audit'].map(
    async (name) => `${name} ${String(await db.collection(name).countDocuments())}`,
  ),
);
console.log(`  rows: ${counts.join(', ')}`);
await new Promise((resolve) => setTimeout(resolve, 20_000));
console.log(`  after 20 s of rest: ${memory()}`);
await stage.close();
await rm(dir, { recursive: true, force: true });
process.exit();
