/**
 * A wave of reminders on a channel with Telegram's rate, while people go on talking: how fast the wave goes out
 * and how long a reply takes meanwhile. Each send takes 40 ms, as over the network.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { telegramLike } from '../src/channels/limits.ts';
import { outboxPriorities } from '../src/store/contract.ts';
import { addPeople, idOf, openStage, report, send } from './stage.ts';

const reminded = 1_000;
const talking = 20;
const sendMs = 40;

const dir = mkdtempSync(join(tmpdir(), 'bench-'));
const stage = await openStage(dir, { limits: telegramLike, sendMs });
const people = await addPeople(stage.store, talking);
const asleep = await addPeople(stage.store, reminded, 'w');

const at = stage.simulator.now();
for (const [index, address] of asleep.entries()) {
  await stage.store.outbox.put({
    id: `wave/${address}`,
    channel: 'web',
    address,
    personId: address,
    priority: outboxPriorities.reminder,
    seq: index,
    notBefore: at,
    lang: 'vi',
    message: { message: { lines: [{ raw: 'Nhắc đăng ký năm 2027.' }] }, token: '', inPlace: false },
    at,
  });
}

const sentOf = async (): Promise<number> => {
  const rows = await stage.store.outbox.recent(reminded + 5_000);
  return rows.filter(({ id, state }) => id.startsWith('wave/') && state === 'sent').length;
};

let over = false;
const talk = async (address: string): Promise<void> => {
  while (!over) {
    const board = await send(stage, address, { text: '/dangky' });
    await pause(2_000);
    await send(stage, address, { press: idOf(board, 'item') });
    await pause(2_000);
  }
};

const from = performance.now();
const talks = people.map((address) => talk(address));
let sent = 0;
while (sent < reminded && performance.now() - from < 180_000) {
  await pause(1_000);
  sent = await sentOf();
}
const seconds = (performance.now() - from) / 1_000;
over = true;
await Promise.all(talks);
console.log(
  `${String(sent)} reminders in ${seconds.toFixed(1)} s: ${(sent / seconds).toFixed(1)} a second`,
);
report('replies meanwhile', stage.latencies, seconds);
await stage.close();
rmSync(dir, { recursive: true });
process.exit();
