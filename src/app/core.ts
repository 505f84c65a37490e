import type { Channel, Delivery } from '../channels/channel.ts';
import type { NewId, Now } from '../domain/ids.ts';
import type { Programme } from '../domain/programme.ts';
import type { Store } from '../store/connect.ts';
import { createApology, createAttempt } from './attempt-turn.ts';
import type { Clock } from './clock.ts';
import { createExecute } from './commands/execute.ts';
import type { JoinTools } from './commands/join-commands.ts';
import { createDeliver } from './deliver.ts';
import type { FlowList } from './flow-list.ts';
import { inboxRowOf } from './inbox-row.ts';
import { createJobRunner, type JobRunner } from './job-runner.ts';
import type { Job } from './jobs.ts';
import { createLeadership, type Leadership } from './leadership.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { NoticeWords } from './notify.ts';
import { createOrganisationView } from './organisation-view.ts';
import { politeDelay } from './politeness.ts';
import { createProcessEvent } from './process-event.ts';
import { createAnswer } from './queries/answer.ts';
import { createSequence } from './replies.ts';
import { createRunWork } from './run-work.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import { createThrottle } from './throttle.ts';
import { createWorker, type Worker } from './worker.ts';
import { createPerform, type WorkHandlers } from './works/perform.ts';
import type { Speaker } from './words.ts';

export type CoreDeps = {
  store: Store;
  channels: ReadonlyMap<string, Channel>;
  flows: FlowList;
  jobs: readonly Job[];
  works: WorkHandlers;
  noticeWords: NoticeWords;
  programmes: readonly Programme[];
  speaker: Speaker;
  clock: Clock;
  realNow: Now;
  newId: NewId;
  secrets: JoinTools;
  /** Who this process is among those that share the database. */
  holder: string;
  log: Log;
  metrics: Metrics;
};

/** Everything between the channels and the store: what a process is besides its doors. */
export type Core = {
  worker: Worker;
  jobs: JobRunner;
  leadership: Leadership;
  /** Stores an event durably, then wakes the worker. The same event twice is one. */
  accept(channel: string, delivery: Delivery): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** What turns and works are done with alike. */
const createDesks = (deps: CoreDeps) => ({
  begin: () => deps.store.begin(),
  finds: deps.store.finds,
  organisation: createOrganisationView(deps.store.finds, deps.clock.now, deps.realNow),
  programmes: deps.programmes,
  newId: deps.newId,
  answer: createAnswer({ hash: deps.secrets.hash }),
});

type Desks = ReturnType<typeof createDesks>;

const createWorks = ({ store, works, clock, newId, log }: CoreDeps, desks: Desks) =>
  createRunWork({
    ...desks,
    works: store.works,
    inbox: store.inbox,
    perform: createPerform(works, { files: store.files, answer: desks.answer }),
    now: clock.now,
    newId,
    log,
  });

const createTurns = (deps: CoreDeps, desks: Desks, onWork: () => void) => {
  const { store, clock, realNow, newId, log, metrics } = deps;
  const attemptDeps = {
    ...deps,
    ...desks,
    outbox: store.outbox,
    execute: createExecute(deps.secrets),
    nextSeq: createSequence(clock.now),
    onWork,
  };
  return createProcessEvent({
    attempt: createAttempt(attemptDeps),
    apologise: createApology(attemptDeps),
    inbox: store.inbox,
    newId,
    now: clock.now,
    realNow,
    log,
    metrics,
  });
};

const createSends = ({ store, channels, speaker, flows, clock, log, metrics }: CoreDeps) =>
  createDeliver({
    outbox: store.outbox,
    channels,
    speaker,
    log,
    now: clock.now,
    async markUnreachable(channel, address) {
      const uow = store.begin();
      const account = await uow.load('account', `${channel}:${address}`);
      if (!account || account.unreachableSince) return;
      uow.put('account', { ...account, unreachableSince: clock.now() });
      // Somebody wrote from there this very moment: then it is reachable after all.
      await uow.commit().catch(() => undefined);
    },
    politeDelay: (row) => politeDelay(row, clock.now(), { finds: store.finds, flows }),
    throttle: createThrottle(),
    counted: metrics.delivery,
  });

const logFault =
  (log: Log) =>
  (error: unknown, job: string): void =>
    log.error({ err: error, job }, 'job: failed');

/** Agenda runs only where the worker runs. */
const createLead = (deps: CoreDeps, jobs: JobRunner, wake: () => void): Leadership => {
  const { store, holder, clock, realNow, log, metrics } = deps;
  let scheduler: Scheduler | undefined;
  return createLeadership({
    leases: store.leases,
    holder,
    realNow,
    log,
    async onLead() {
      metrics.leading(true);
      await store.works.reopen(clock.now());
      wake();
      const { db } = store;
      const onError = logFault(log);
      scheduler = createScheduler({ db, jobs: deps.jobs, run: jobs.run, onError });
      await scheduler.start();
    },
    async onYield() {
      metrics.leading(false);
      await scheduler?.stop(500);
      scheduler = undefined;
    },
  });
};

export const createCore = (deps: CoreDeps): Core => {
  const { store, clock, log, metrics } = deps;
  const { now } = clock;
  const desks = createDesks(deps);
  const worker = createWorker({
    inbox: store.inbox,
    outbox: store.outbox,
    works: store.works,
    now,
    runTurn: createTurns(deps, desks, () => worker.wake()),
    runWork: createWorks(deps, desks),
    deliver: createSends(deps),
    leads: () => leadership.leads(),
    log,
  });
  const jobDeps = { now, settle: worker.settle, sweep: store.retention.sweep };
  const jobs = createJobRunner(deps.jobs, jobDeps, log);
  const leadership = createLead(deps, jobs, worker.wake);
  let booting = Promise.resolve();
  return {
    worker,
    jobs,
    leadership,
    async accept(channel, delivery) {
      const fresh = await store.inbox.accept(inboxRowOf(channel, delivery, now()));
      if (fresh) metrics.accepted(channel);
      worker.wake();
    },
    async start() {
      await leadership.start();
      worker.start();
      if (leadership.leads()) booting = jobs.boot();
    },
    async stop() {
      await worker.stop();
      await booting;
      await leadership.stop();
    },
  };
};
