/**
 * How soon POST /webhooks/zalo answers while 100 events a second come in, each of them answered by the bot. The
 * program runs as a process of its own on the embedded database; Zalo is a strict stand-in in this process.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startProgram } from '../test/simulator/program.ts';
import { settingsFor } from '../test/simulator/zalo-settings.ts';
import { startZaloDoubles } from '../test/zalo-oa-sdk/doubles.ts';
import { report } from './stage.ts';

const perSecond = 100;
const seconds = Number(process.argv[2] ?? 60);
const people = 500;

const zalo = await startZaloDoubles({ perMinute: 1_000_000 });
const dir = await mkdtemp(join(tmpdir(), 'bench-'));
const program = await startProgram({
  DATA_DIR: dir,
  LOG_LEVEL: 'warn',
  ...settingsFor(zalo),
});
const { now } = (await (await fetch(`${program.url}/sim/api/clock`)).json()) as { now: string };
zalo.clock.now = new Date(now);
const ids = Array.from({ length: people }, (_, index) =>
  String(2_468_458_835_296_000_000n + BigInt(index)),
);
for (const id of ids) zalo.world.addPerson(id);

const answers: number[] = [];
let refused = 0;
const post = async (id: string): Promise<void> => {
  const { headers, body } = zalo.events.deliver(zalo.events.text(id, 'Xin chào'));
  const from = performance.now();
  const answer = await fetch(`${program.url}/webhooks/zalo`, {
    method: 'POST',
    headers,
    body: new Uint8Array(body),
  });
  answers.push(performance.now() - from);
  if (answer.status !== 200) refused += 1;
  await answer.arrayBuffer();
};

const from = performance.now();
const posts: Promise<void>[] = [];
for (let n = 0; n < perSecond * seconds; n += 1) {
  await pause(Math.max(0, from + (n * 1_000) / perSecond - performance.now()));
  posts.push(post(ids[n % people] ?? ''));
}
await Promise.all(posts);
report('acknowledged', answers, (performance.now() - from) / 1_000);
await fetch(`${program.url}/sim/api/settle`, { method: 'POST' });
const told = [...zalo.world.people.values()].reduce((sum, { shown }) => sum + shown.length, 0);
const all = (performance.now() - from) / 1_000;
console.log(
  `${String(refused)} refused; ${String(told)} messages of the bot's, the last after ${all.toFixed(1)} s`,
);
await program.stop();
await zalo.close();
await rm(dir, { recursive: true });
