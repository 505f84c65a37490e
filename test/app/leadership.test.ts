import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createLeadership, type Leadership } from '../../src/app/working/leadership.ts';
import { createLog } from '../../src/app/log.ts';
import { createGate } from './gate.ts';

type Lease = { holder: string; until: number };

describe('leadership', () => {
  let now: number;
  let lease: Lease | undefined;
  let away: boolean;
  let said: string[];
  let beforeAnswer: () => Promise<void>;

  const leases = {
    async hold(_name: string, holder: string, at: Date, ms: number) {
      if (away) throw new Error('no database');
      const free = !lease || lease.holder === holder || lease.until <= at.getTime();
      if (free) lease = { holder, until: at.getTime() + ms };
      await beforeAnswer();
      return free;
    },
    async release(_name: string, holder: string) {
      if (lease?.holder === holder) lease = undefined;
    },
    get: async () => undefined,
  };

  const open = (holder: string, onLead: () => Promise<void> = async () => undefined) => {
    const events: string[] = [];
    const leadership: Leadership = createLeadership({
      leases,
      holder,
      realNow: () => new Date(now),
      async onLead() {
        events.push('leads');
        await onLead();
      },
      async onYield() {
        events.push('yields');
      },
      log: createLog('info', { write: (line) => void said.push(line) }),
    });
    return { leadership, events };
  };

  beforeEach(() => {
    now = 1_790_000_000_000;
    lease = undefined;
    away = false;
    said = [];
    beforeAnswer = async () => undefined;
  });

  test('the first takes the lead, the second stands by', async () => {
    const [a, b] = [open('a'), open('b')];
    await a.leadership.renew();
    await b.leadership.renew();
    expect([a.leadership.leads(), b.leadership.leads()]).toEqual([true, false]);
    expect([a.events, b.events]).toEqual([['leads'], []]);
  });

  test('one that stops politely hands the lead over at once', async () => {
    const [a, b] = [open('a'), open('b')];
    await a.leadership.renew();
    await a.leadership.stop();
    await b.leadership.renew();
    expect([a.leadership.leads(), b.leadership.leads()]).toEqual([false, true]);
    expect(a.events).toEqual(['leads', 'yields']);
  });

  test('one that falls silent loses the lead after ten seconds, and knows it itself', async () => {
    const [a, b] = [open('a'), open('b')];
    await a.leadership.renew();
    now += 9_999;
    await b.leadership.renew();
    expect([a.leadership.leads(), b.leadership.leads()]).toEqual([true, false]);
    now += 1;
    expect(a.leadership.leads()).toBe(false);
    await b.leadership.renew();
    expect(b.leadership.leads()).toBe(true);
    await a.leadership.renew();
    expect(a.events).toEqual(['leads', 'yields']);
  });

  test('while the database is away the lead holds until it would have run out', async () => {
    const { leadership, events } = open('a');
    await leadership.renew();
    away = true;
    now += 9_000;
    await leadership.renew();
    expect(leadership.leads()).toBe(true);
    now += 1_000;
    await leadership.renew();
    expect(leadership.leads()).toBe(false);
    expect(events).toEqual(['leads', 'yields']);
    away = false;
    await leadership.renew();
    expect(events).toEqual(['leads', 'yields', 'leads']);
    expect(said.join('')).toContain('no database');
  });

  test('a renewal that is answered after the stop gives the lead back and starts nothing', async () => {
    const asked = createGate();
    const answer = createGate();
    const { leadership, events } = open('a');
    beforeAnswer = async () => {
      asked.open();
      await answer.opened;
    };
    const renewing = leadership.renew();
    await asked.opened;
    const stopping = leadership.stop();
    answer.open();
    await Promise.all([renewing, stopping]);
    expect(leadership.leads()).toBe(false);
    expect(events.filter((one) => one === 'leads')).toHaveLength(
      events.filter((one) => one === 'yields').length,
    );
    expect(lease).toBeUndefined();
  });

  test('two renewals at once take the lead once', async () => {
    const { leadership, events } = open('a');
    await Promise.all([leadership.renew(), leadership.renew(), leadership.renew()]);
    expect(events).toEqual(['leads']);
  });

  test('what could not be started with the lead is tried again at the next renewal', async () => {
    const start = jest.fn<() => Promise<void>>();
    start.mockRejectedValueOnce(new Error('no alarm clock')).mockResolvedValue(undefined);
    const { leadership, events } = open('a', start);
    await expect(leadership.renew()).rejects.toThrow('no alarm clock');
    expect(leadership.leads()).toBe(false);
    await leadership.renew();
    expect(leadership.leads()).toBe(true);
    expect(events).toEqual(['leads', 'leads']);
  });
});
