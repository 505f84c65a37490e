import { beforeEach, describe, expect, test } from '@jest/globals';
import { createLog } from '../../src/app/log.ts';
import type { TurnOutcome } from '../../src/app/turns/process-event.ts';
import { createWorker, type Worker, type WorkerDeps } from '../../src/app/working/worker.ts';
import type { InboxRow, OutboxRow, WorkRow } from '../../src/store/contract.ts';
import { createGate } from './gate.ts';
import { until } from './until.ts';

const now = new Date('2026-09-14T08:00:00+07:00');

/** An inbox and an outbox in memory, as far as the worker looks at them. */
const createBox = <R extends { id: string }>() => {
  let rows: R[] = [];
  return {
    put: (row: R): void => void rows.push(row),
    done: (id: string): void => {
      rows = rows.filter((one) => one.id !== id);
    },
    due: async (): Promise<R[]> => [...rows],
  };
};

// the worker reads no more of a row than this
const event = (id: string): InboxRow => ({ id, channel: 'web', address: id }) as InboxRow;
const message = (id: string, address: string): OutboxRow =>
  ({ id, channel: 'web', address }) as OutboxRow;

describe('the worker', () => {
  let inbox: ReturnType<typeof createBox<InboxRow>>;
  let outbox: ReturnType<typeof createBox<OutboxRow>>;
  let works: ReturnType<typeof createBox<WorkRow>>;
  let ran: string[];
  let said: string[];
  let leading: boolean;
  let runTurn: (row: InboxRow) => Promise<TurnOutcome>;
  let worker: Worker;

  const open = (more: Partial<Pick<WorkerDeps, 'inbox' | 'outbox'>> = {}): Worker =>
    createWorker({
      // the worker only asks what is due
      inbox: inbox as unknown as WorkerDeps['inbox'],
      outbox: outbox as unknown as WorkerDeps['outbox'],
      now: () => now,
      runTurn: (row) => runTurn(row),
      async deliver({ id }) {
        ran.push(`send ${id}`);
        outbox.done(id);
        return 'sent';
      },
      works: works as unknown as WorkerDeps['works'],
      async runWork({ id }) {
        ran.push(`work ${id}`);
        works.done(id);
        inbox.put(event(`result of ${id}`));
        return 'through';
      },
      leads: () => leading,
      log: createLog('info', { write: (line) => void said.push(line) }),
      ...more,
    });

  beforeEach(() => {
    inbox = createBox();
    outbox = createBox();
    works = createBox();
    ran = [];
    said = [];
    leading = true;
    runTurn = async ({ id }) => {
      ran.push(`turn ${id}`);
      inbox.done(id);
      outbox.put(message(`of ${id}`, id));
      return 'done';
    };
    worker = open();
  });

  test('settles: runs what is new and sends what comes of it, and counts both', async () => {
    inbox.put(event('a'));
    inbox.put(event('b'));
    outbox.put(message('old', 'c'));
    expect(await worker.settle()).toEqual({ turns: 2, sent: 3, failed: 0, retried: 0 });
    expect(ran.toSorted()).toEqual(['send of a', 'send of b', 'send old', 'turn a', 'turn b']);
    expect(await worker.settle()).toEqual({ turns: 0, sent: 0, failed: 0, retried: 0 });
  });

  test('does the works too, and settles only when their results have been heard', async () => {
    works.put({ id: 'w', channel: 'web', address: 'a' } as WorkRow);
    expect(await worker.settle()).toEqual({ turns: 1, sent: 1, failed: 0, retried: 0 });
    expect(ran).toEqual(['work w', 'turn result of w', 'send of result of w']);
  });

  test('does not count an event that was put off', async () => {
    runTurn = async ({ id }) => {
      inbox.done(id);
      return 'postponed';
    };
    inbox.put(event('a'));
    expect(await worker.settle()).toMatchObject({ turns: 0 });
  });

  test('tells of each row with its address, until nobody listens any more', async () => {
    const heard: string[] = [];
    const stop = worker.onProgress(({ address }) => void heard.push(address));
    inbox.put(event('a'));
    await worker.settle();
    expect(heard).toEqual(['a', 'a']);
    stop();
    inbox.put(event('b'));
    await worker.settle();
    expect(heard).toEqual(['a', 'a']);
  });

  test('takes nothing up while another process leads, whoever asks for it', async () => {
    leading = false;
    inbox.put(event('a'));
    worker.wake();
    expect(await worker.settle()).toEqual({ turns: 0, sent: 0, failed: 0, retried: 0 });
    await worker.stop();
    expect(ran).toEqual([]);
  });

  test('finishes what is under way before it has stopped, and takes up nothing after', async () => {
    const gate = createGate();
    const begun = createGate();
    runTurn = async ({ id }) => {
      begun.open();
      await gate.opened;
      inbox.done(id);
      ran.push(`turn ${id}`);
      return 'done';
    };
    inbox.put(event('a'));
    worker.wake();
    await begun.opened;
    inbox.put(event('b'));
    const stopping = worker.stop();
    gate.open();
    await stopping;
    worker.wake();
    await worker.settle();
    expect(ran).toEqual(['turn a']);
  });

  test('takes up nothing that a look finds after the stop', async () => {
    const asked = createGate();
    const answer = createGate();
    const slow = {
      ...inbox,
      async due() {
        asked.open();
        await answer.opened;
        return [event('late')];
      },
    };
    // as above
    worker = open({ inbox: slow as unknown as WorkerDeps['inbox'] });
    worker.wake();
    await asked.opened;
    await worker.stop();
    answer.open();
    await new Promise(setImmediate); // the look has ended
    expect(ran).toEqual([]);
  });

  test('goes on after a look that failed, and says that it failed', async () => {
    let away = true;
    const flaky = {
      ...inbox,
      async due() {
        if (away) throw new Error('no database');
        return inbox.due();
      },
    };
    // as above
    worker = open({ inbox: flaky as unknown as WorkerDeps['inbox'] });
    inbox.put(event('a'));
    await expect(worker.settle()).rejects.toThrow('no database');
    away = false;
    expect(await worker.settle()).toMatchObject({ turns: 1, sent: 1 });
  });

  test('says once that it cannot look, and nothing about a look that the stop cuts off', async () => {
    const gate = createGate();
    const failing = {
      due: async () => {
        await gate.opened;
        throw new Error('away');
      },
    } as unknown as WorkerDeps['inbox'];
    const told = (): number => said.filter((line) => line.includes('cannot look')).length;
    worker = open({ inbox: failing });
    worker.start();
    for (let call = 0; call < 5; call += 1) worker.wake();
    gate.open();
    await until(async () => told() > 0);
    await worker.stop();
    expect(told()).toBeLessThanOrEqual(2);
    const before = told();
    worker.wake();
    expect(told()).toBe(before);
  });
});
