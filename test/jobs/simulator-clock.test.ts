import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { raw } from '../../src/dialog/message.ts';
import { outboxPriorities } from '../../src/store/contract.ts';
import type { Job } from '../../src/app/jobs.ts';
import { openHouse, type House } from '../app/house.ts';
import { echo, said } from '../app/talks.ts';
import { openTestStore, type TestStore } from '../store/open-test-store.ts';

const hour = 3_600_000;
const day = 24 * hour;

describe('the clock of the simulator', () => {
  let test_: TestStore;
  let house: House;
  let ran: string[];

  /** Day and time in Viet Nam. */
  const local = (at: Date): string =>
    new Date(at.getTime() + 7 * hour).toISOString().slice(5, 16).replace('T', ' ');

  /** Reminds bithu-1 each morning, half an hour later; as a job of the season would. */
  const remind: Job = {
    name: 'remind',
    schedule: { daily: '07:30' },
    atBoot: false,
    coalesce: false,
    async run({ now }) {
      const at = now();
      ran.push(local(at));
      const put = await test_.store.outbox.put({
        id: `remind/${local(at)}`,
        channel: 'web',
        address: 'bithu-1',
        priority: outboxPriorities.reminder,
        seq: at.getTime(),
        notBefore: new Date(at.getTime() + hour / 2),
        lang: 'vi',
        message: { message: { lines: [raw(`nhắc ${local(at)}`)] }, token: '', inPlace: false },
        at,
      });
      return { put: put ? 1 : 0 };
    },
  };
  const sweeper: Job = {
    name: 'sweeper',
    schedule: { everyMinutes: 1 },
    atBoot: false,
    coalesce: true,
    run: ({ settle }) => settle(),
  };

  beforeEach(async () => {
    test_ = await openTestStore();
    ran = [];
    house = await openHouse(test_.store, { flows: [echo], jobs: [sweeper, remind] });
  });
  afterEach(async () => {
    await house.stop();
    await test_.close();
  });
  const told = async (): Promise<string[]> => said(await house.thread('bithu-1'));

  test('moved by a day runs the tick of that day, then delivers what became due', async () => {
    const from = house.now();
    await house.pass(day);
    expect(house.now().getTime() - from.getTime()).toBeGreaterThanOrEqual(day);
    expect(ran).toEqual(['09-15 07:30']);
    expect(await told()).toEqual(['nhắc 09-15 07:30']);
  });

  test('moved by a week runs each tick once, in order, and delivers each on its own day', async () => {
    await house.pass(7 * day);
    const days = [15, 16, 17, 18, 19, 20, 21].map((one) => `09-${one} 07:30`);
    expect(ran).toEqual(days);
    const bubbles = (await house.thread('bithu-1')).filter(({ from }) => from === 'bot');
    expect(bubbles.map(({ text }) => text)).toEqual(days.map((one) => `nhắc ${one}`));
    const shown = bubbles.map(({ at }) => local(new Date(at)).slice(0, 5));
    expect(shown).toEqual(days.map((one) => one.slice(0, 5)));
  });

  test('moved to just before a tick does not run it, and then runs it once', async () => {
    const eight = new Date('2026-09-15T07:29:00+07:00');
    await house.pass(eight.getTime() - house.now().getTime());
    expect(ran).toEqual([]);
    await house.pass(2 * 60_000);
    await house.pass(2 * 60_000);
    expect(ran).toEqual(['09-15 07:30']);
    expect(await told()).toEqual([]);
  });

  test('goes on from where it stood after a restart', async () => {
    await house.pass(3 * day);
    const before = house.now();
    await house.stop();
    house = await openHouse(test_.store, { flows: [echo], jobs: [sweeper, remind] });
    expect(house.now().getTime()).toBeGreaterThanOrEqual(before.getTime());
    expect(house.now().getTime() - before.getTime()).toBeLessThan(60_000);
  });
});
