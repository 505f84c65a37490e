import { beforeEach, describe, expect, test } from '@jest/globals';
import { createLog } from '../../src/app/log.ts';
import { createMetrics } from '../../src/app/metrics.ts';
import { createProcessEvent, type ProcessDeps } from '../../src/app/turns/process-event.ts';
import { Conflict, type InboxRow } from '../../src/store/contract.ts';
import { StoreError } from '../../src/store/errors.ts';

const now = new Date('2026-09-14T08:00:00+07:00');
// the end of an event depends on its id only
const row = { id: 'web:1', channel: 'web', address: 'a' } as InboxRow;
const named = (name: string): Error => Object.assign(new Error(name), { name });

describe('an event', () => {
  let did: string[];
  let faults: (Error | undefined)[];
  let apologyFails: boolean;
  let said: string[];

  const run = () => {
    const deps: ProcessDeps = {
      async attempt() {
        did.push('attempt');
        const fault = faults.shift();
        if (fault) throw fault;
      },
      async apologise(_row, errorId) {
        if (apologyFails) throw new Error('no apology');
        did.push(`apology ${errorId}`);
      },
      // no more of the inbox is used here
      inbox: {
        postpone: async (id: string, at: Date) =>
          void did.push(`postponed ${id} by ${at.getTime() - now.getTime()}`),
        bury: async (id: string, errorId: string) => void did.push(`buried ${id} ${errorId}`),
      } as unknown as ProcessDeps['inbox'],
      newId: () => 'abcdefgh12345',
      now: () => now,
      realNow: () => now,
      log: createLog('info', { write: (line) => void said.push(line) }),
      metrics: createMetrics(),
    };
    return createProcessEvent(deps)(row);
  };

  beforeEach(() => {
    did = [];
    faults = [];
    apologyFails = false;
    said = [];
  });

  test('is done after one attempt', async () => {
    expect(await run()).toBe('done');
    expect(did).toEqual(['attempt']);
  });

  test('is tried again at once when somebody else was faster', async () => {
    faults = [new Conflict('a'), new Conflict('b')];
    expect(await run()).toBe('done');
    expect(did).toEqual(['attempt', 'attempt', 'attempt']);
  });

  test('waits a second when somebody else was faster six times', async () => {
    faults = Array.from({ length: 6 }, () => new Conflict('again'));
    expect(await run()).toBe('postponed');
    expect(did).toEqual([...Array<string>(6).fill('attempt'), 'postponed web:1 by 1000']);
    expect(said).toEqual([]);
  });

  test.each([
    new StoreError('unreachable', 'away'),
    new StoreError('commit_unknown', 'who knows'),
    named('MongoNetworkError'),
    named('MongoServerSelectionError'),
    named('MongoNotConnectedError'),
    named('MongoPoolClearedError'),
  ])('waits for a database that is away: %s', async (fault) => {
    faults = [fault];
    expect(await run()).toBe('postponed');
    expect(did).toEqual(['attempt', 'postponed web:1 by 1000']);
  });

  test('ends with an apology under an id that stands in the log', async () => {
    faults = [new Error('a bug')];
    expect(await run()).toBe('dead');
    expect(did).toEqual(['attempt', 'apology ABCDEFGH']);
    expect(said.join('')).toMatch(/a bug.*ABCDEFGH/);
  });

  test('is buried when not even the apology can be kept', async () => {
    faults = [new StoreError('not_sample', 'a bug too')];
    apologyFails = true;
    expect(await run()).toBe('dead');
    expect(did).toEqual(['attempt', 'buried web:1 ABCDEFGH']);
    expect(said.join('')).toContain('no apology');
  });
});
