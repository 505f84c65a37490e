import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Six series that answer: is it alive, is it fast, is anything stuck, does anything fail? */
export type Metrics = {
  turn(seconds: number, outcome: 'done' | 'dead' | 'postponed'): void;
  delivery(outcome: 'sent' | 'failed' | 'retried'): void;
  accepted(channel: string): void;
  refusedRequest(channel: string): void;
  waiting(queue: 'inbox' | 'outbox', rows: number): void;
  leading(yes: boolean): void;
  text(): Promise<string>;
  contentType: string;
};

export const createMetrics = (): Metrics => {
  const registers = [new Registry()];
  const turns = new Histogram({
    name: 'bot_turn_seconds',
    help: 'Time from taking an event up to its commit, by outcome.',
    labelNames: ['outcome'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers,
  });
  const deliveries = new Counter({
    name: 'bot_deliveries_total',
    help: 'Sends of outbox rows, by outcome.',
    labelNames: ['outcome'],
    registers,
  });
  const events = new Counter({
    name: 'bot_events_total',
    help: 'Events accepted into the inbox, by channel.',
    labelNames: ['channel'],
    registers,
  });
  const refused = new Counter({
    name: 'bot_requests_refused_total',
    help: 'Requests that were not what they claimed, by channel.',
    labelNames: ['channel'],
    registers,
  });
  const rows = new Gauge({
    name: 'bot_rows_waiting',
    help: 'Rows of the inbox and due rows of the outbox that wait.',
    labelNames: ['queue'],
    registers,
  });
  const lead = new Gauge({
    name: 'bot_leading',
    help: '1 while this process is the worker.',
    registers,
  });
  const [registry] = registers;
  return {
    turn: (seconds, outcome) => turns.observe({ outcome }, seconds),
    delivery: (outcome) => deliveries.inc({ outcome }),
    accepted: (channel) => events.inc({ channel }),
    refusedRequest: (channel) => refused.inc({ channel }),
    waiting: (queue, count) => rows.set({ queue }, count),
    leading: (yes) => lead.set(yes ? 1 : 0),
    text: () => registry?.metrics() ?? Promise.resolve(''),
    contentType: registry?.contentType ?? 'text/plain',
  };
};
