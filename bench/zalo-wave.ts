/**
 * 1,000 reminders over Zalo at so many calls a minute: the strict stand-in refuses what comes faster, and the most
 * that came within any minute is counted.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createZaloChannel } from '../src/channels/zalo/channel.ts';
import { outboxPriorities } from '../src/store/contract.ts';
import { startZaloDoubles } from '../test/zalo-oa-sdk/doubles.ts';
import { openStage } from './stage.ts';

const reminded = 1_000;
const perMinute = Number(process.argv[2] ?? 600);

const zalo = await startZaloDoubles({ perMinute });
const ticking = setInterval(() => {
  zalo.clock.now = new Date();
}, 50);
const dir = mkdtempSync(join(tmpdir(), 'bench-'));
const stage = await openStage(dir, undefined, (store) => [
  createZaloChannel({
    ...zalo.app,
    oldestMs: undefined,
    client: zalo.options,
    tokens: zalo.tokenSource(),
    files: store.files,
    uploads: store.uploads,
    linkTo: () => undefined,
    contactImage: () => 'https://bot.example/the.png',
    perMinute,
    onReceipt: () => undefined,
    onUnknown: () => undefined,
  }),
]);
const at = stage.simulator.now();
// The stand-in's clock is the machine's, the sample's is not.
const seenAt = new Date();
const from = performance.now();
const times: number[] = [];
/** Notes who has had their message since the last look. */
const look = (): void => {
  const arrived = [...zalo.world.people.values()].filter(({ shown }) => shown.length > 0).length;
  while (times.length < arrived) times.push(performance.now() - from);
};
const looking = setInterval(look, 20);
for (let index = 0; index < reminded; index += 1) {
  const address = String(2_468_458_835_296_000_000n + BigInt(index));
  zalo.world.addPerson(address);
  const uow = stage.store.begin();
  const lang = 'vi';
  const id = `zalo:${address}`;
  uow.put('account', { id, rev: 0, channel: 'zalo', address, lang, seenAt, attempts: [] });
  await uow.commit();
  await stage.store.outbox.put({
    id: `wave/${address}`,
    channel: 'zalo',
    address,
    priority: outboxPriorities.notice,
    seq: index,
    notBefore: at,
    lang,
    message: { message: { lines: [{ raw: 'Nhắc đăng ký năm 2027.' }] }, token: '', inPlace: false },
    at,
  });
}

while (times.length < reminded && performance.now() - from < 900_000) await pause(100);
clearInterval(looking);
clearInterval(ticking);
const inAnyMinute = times.map(
  (begin, index) => times.slice(index).filter((time) => time < begin + 60_000).length,
);
const calls = zalo.account.requests.length;
console.log(
  [
    `${String(times.length)} of ${String(reminded)} arrived in ${((times.at(-1) ?? 0) / 1_000).toFixed(1)} s`,
    `most in any minute ${String(Math.max(...inAnyMinute))} of ${String(perMinute)} allowed`,
    `${String(calls - times.length)} calls refused or repeated`,
  ].join(' · '),
);
await stage.close();
await zalo.close();
rmSync(dir, { recursive: true });
process.exit();
