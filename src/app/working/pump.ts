import { setTimeout as wait } from 'node:timers/promises';
import { createKeyedQueue } from './keyed-queue.ts';

type Row = { id: string; channel: string; address: string };

/** Takes due rows and works on them, in order within each address, side by side between addresses. */
export type Pump = {
  /** Looks for due rows once (or once more, when a look is under way) and starts what it finds. */
  look(): Promise<void>;
  /** Nothing is under way. */
  idle(): Promise<void>;
  /** Rows under way. */
  count(): number;
};

export type PumpDeps<R extends Row> = {
  /** `busy` are the addresses with something under way, `underWay` the rows. */
  due(busy: readonly string[], underWay: readonly string[]): Promise<readonly R[]>;
  /** `later`: the row was put off, and what comes behind it at its address waits with it. A throw means the same. */
  work(row: R): Promise<'through' | 'later'>;
  width: number;
  /** After each row, done or not. */
  onDone(row: R): void;
  onError(error: unknown, rowId: string): void;
  /** How long a place stays empty after a throw, so that what fails at once does not fail a thousand times a second. */
  rest?: number;
};

const restMs = 500;

/** Calls during a run make it run once more; so nothing that came meanwhile is overlooked. */
const oneAtATime = (work: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> | undefined;
  let again = false;
  const run = async (): Promise<void> => {
    while (again) {
      again = false;
      await work();
    }
  };
  return () => {
    again = true;
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  };
};

const addressOf = ({ channel, address }: Omit<Row, 'id'>): string => `${channel}:${address}`;

export const createPump = <R extends Row>(deps: PumpDeps<R>): Pump => {
  const queue = createKeyedQueue(deps.width);
  /** Ids with their addresses. */
  const underWay = new Map<string, string>();

  /** Addresses whose rows taken so far are put back, because the first of them was put off. */
  const held = new Set<string>();

  const workOn = async (row: R, address: string): Promise<void> => {
    if (held.has(address)) return;
    try {
      if ((await deps.work(row)) === 'later') held.add(address);
    } catch (error) {
      held.add(address);
      deps.onError(error, row.id);
      await wait(deps.rest ?? restMs);
    }
  };

  const take = (row: R): void => {
    const address = addressOf(row);
    underWay.set(row.id, address);
    void queue
      .add(address, () => workOn(row, address))
      .finally(() => {
        underWay.delete(row.id);
        if (held.has(address) && ![...underWay.values()].includes(address)) held.delete(address);
        deps.onDone(row);
      });
  };

  return {
    look: oneAtATime(async () => {
      const rows = await deps.due(queue.busy(), [...underWay.keys()]);
      for (const row of rows) if (!underWay.has(row.id)) take(row);
    }),
    idle: () => queue.idle(),
    count: () => underWay.size,
  };
};
