/**
 * Simulated secretaries register a full plan of 15 items each, through the inbox, the turn, the outbox and the
 * web channel, on the embedded database of a fresh folder. Everything runs in one process, the simulated people
 * included. `turns.ts [people] [pause in ms]`: without a pause it is full load.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addPeople, codes, idOf, openStage, report, send, type Stage } from './stage.ts';

const people = Number(process.argv[2] ?? 200);
const pauseMs = Number(process.argv[3] ?? 0);

/** One secretary: opens the board, writes every item in one message each, saves it, sends the plan. */
const register = async (stage: Stage, id: string): Promise<void> => {
  const pause = (): Promise<void> =>
    pauseMs > 0
      ? new Promise((resolve) => setTimeout(resolve, Math.random() * 2 * pauseMs))
      : Promise.resolve();
  await send(stage, id, { text: '/dangky' });
  for (const code of codes) {
    await pause();
    await send(stage, id, { press: `task_new:${id}/${code}:2027` });
    await pause();
    const line = `Tổ chức hoạt động ${code} của đơn vị; 02 hoạt động, 120 đoàn viên; Quý II; Phó Bí thư`;
    const preview = await send(stage, id, { text: line });
    await pause();
    await send(stage, id, { press: idOf(preview, 'save') });
  }
  const check = await send(stage, id, { press: `send:${id}:2027` });
  await send(stage, id, { press: idOf(check, 'yes') });
};

const dir = await mkdtemp(join(tmpdir(), 'bench-'));
const stage = await openStage(dir);
const ids = await addPeople(stage.store, people);
const from = performance.now();
await Promise.all(ids.map((id) => register(stage, id)));
const name = `${String(people)} secretaries, 15 items each, pause ${String(pauseMs)} ms`;
report(name, stage.latencies, (performance.now() - from) / 1_000);
const sent = await stage.store.finds.summariesOf(ids, 2027);
console.log(
  `  ${String(sent.filter(({ summary }) => summary.state === 'sent').length)} plans sent`,
);
await stage.close();
await rm(dir, { recursive: true, force: true });
// Agenda keeps a timer of each run until its lock would have ended: nothing waits for that here.
process.exit();
