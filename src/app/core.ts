import type { Channel } from '../channels/channel.ts';
import type { LinkTo } from '../channels/fit.ts';
import type { NewId, Now } from '../domain/ids.ts';
import type { ChannelLinks } from '../domain/views.ts';
import type { Programme } from '../domain/programme.ts';
import type { Holiday } from '../domain/season.ts';
import type { Store } from '../store/connect.ts';
import { createAccept, whenQuiet, type Accepting } from './accept.ts';
import { createApology, createAttempt } from './turns/attempt-turn.ts';
import { aboutTemplates } from './approved-templates.ts';
import type { Clock } from './clock.ts';
import { createExecute } from './commands/execute.ts';
import type { JoinTools } from './commands/join-commands.ts';
import type { FlowList } from './turns/flow-list.ts';
import { createIncoming } from './turns/incoming.ts';
import { createJobRunner, type JobRunner } from './working/job-runner.ts';
import type { Job, JobCounts } from './jobs.ts';
import { createLeadership, type Leadership } from './working/leadership.ts';
import type { Log } from './log.ts';
import { createMenus, type MenuWords } from './sending/menus.ts';
import type { Metrics } from './metrics.ts';
import type { Mailer } from './mail.ts';
import type { NoticeWords, OutsideSay } from './sending/notify.ts';
import { createOrganisationView } from './turns/organisation-view.ts';
import { createProcessEvent } from './turns/process-event.ts';
import { createAnswer } from './queries/answer.ts';
import { createSequence } from './turns/replies.ts';
import { createReminders, type Reminders } from './reminders/create-reminders.ts';
import { createRunWork } from './working/run-work.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import { createSends } from './sending/create-sends.ts';
import { titleWords } from './turns/titles.ts';
import type { Troubles } from './doors/troubles.ts';
import { createUpkeep } from './working/upkeep.ts';
import { createWorker, type Worker } from './working/worker.ts';
import { createPerform, type WorkHandlers } from './works/perform.ts';
import type { Speaker } from './words.ts';

export type CoreDeps = {
  store: Store;
  channels: ReadonlyMap<string, Channel>;
  flows: FlowList;
  jobs: readonly Job[];
  works: () => Promise<WorkHandlers>;
  noticeWords: NoticeWords;
  /** What a template says to people who have been silent for too long; absent: nothing goes that way. */
  outsideWords?: OutsideSay;
  programmes: readonly Programme[];
  /** Days off until an office edits its own list. */
  holidays?: readonly Holiday[];
  speaker: Speaker;
  clock: Clock;
  realNow: Now;
  newId: NewId;
  secrets: JoinTools;
  /** Who this process is among those that share the database. */
  holder: string;
  log: Log;
  metrics: Metrics;
  /** Where people find the bot; see the query `channels.links`. */
  links?: (code: string | undefined) => ChannelLinks;
  /** Links to files that a channel does not carry. */
  linkTo?: LinkTo;
  /** What runs while this process leads, until the signal fires; never rejects. */
  leading?: readonly Leading[];
  troubles?: Troubles;
  /** What a channel offers while somebody types. */
  menu?: MenuWords;
  /** Absent where no mail is configured. */
  mail?: Mailer | undefined;
  /** The same for whoever looks after the program. */
  adminMail?: Mailer | undefined;
  /** Where they put a channel right. */
  fix?: (channel: string) => string | undefined;
  /** What channels need done now and then, whether anybody talks or not. */
  upkeep?: () => Promise<JobCounts>;
};

/** Something that only the leading process does, such as asking a vendor for updates. */
export type Leading = (signal: AbortSignal, accept: Core['accept']) => Promise<void>;

/** Everything between the channels and the store: what a process is besides its doors. */
export type Core = {
  worker: Worker;
  jobs: JobRunner;
  reminders: Reminders;
  leadership: Leadership;
  accept: Accepting['accept'];
  /** After the database was filled anew. */
  forget(): void;
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** What turns and works are done with alike. */
const createDesks = (deps: CoreDeps) => ({
  begin: () => deps.store.begin(),
  finds: deps.store.finds,
  organisation: createOrganisationView(
    deps.store.finds,
    deps.clock.now,
    deps.realNow,
    deps.holidays,
  ),
  programmes: deps.programmes,
  newId: deps.newId,
  nextSeq: createSequence(deps.clock.now),
  titles: titleWords(deps.speaker),
  answer: createAnswer({
    hash: deps.secrets.hash,
    channels: deps.channels,
    ...(deps.links ? { links: deps.links } : {}),
  }),
});

type Desks = ReturnType<typeof createDesks>;

const createWorks = (deps: CoreDeps, desks: Desks) => {
  const { store, works, speaker, mail, clock, newId, log, channels } = deps;
  return createRunWork({
    ...desks,
    works: store.works,
    inbox: store.inbox,
    perform: createPerform(works, {
      files: store.files,
      answer: desks.answer,
      say: (key, params = {}) => speaker.say({ key, params }, 'vi'),
      ...(mail ? { mail } : {}),
      ...aboutTemplates(channels),
    }),
    now: clock.now,
    newId,
    log,
  });
};

const createTurns = (deps: CoreDeps, desks: Desks, onWork: () => void) => {
  const { store, clock, realNow, newId, log, metrics } = deps;
  const attemptDeps = {
    ...deps,
    ...desks,
    outbox: store.outbox,
    execute: createExecute({ ...deps.secrets, channels: deps.channels }),
    nextSeq: desks.nextSeq,
    onWork,
    ...(deps.menu ? { onTurn: createMenus({ ...deps, words: deps.menu }) } : {}),
  };
  return createProcessEvent({
    prepare: createIncoming({ ...deps, ...store, now: clock.now }),
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

const logFault =
  (log: Log) =>
  (error: unknown, job: string): void =>
    log.error({ err: error, job }, 'job: failed');

/** Agenda runs only where the worker runs. */
const createLead = (
  deps: CoreDeps,
  jobs: JobRunner,
  { worker, accept }: Pick<Core, 'worker' | 'accept'>,
): Leadership => {
  const { store, holder, clock, realNow, log, metrics, leading = [] } = deps;
  let scheduler: Scheduler | undefined;
  let doors = new AbortController();
  let under: Promise<unknown> = Promise.resolve();
  return createLeadership({
    leases: store.leases,
    holder,
    realNow,
    log,
    async onLead() {
      metrics.leading(true);
      await store.works.reopen(clock.now());
      worker.wake();
      const { db } = store;
      const onError = logFault(log);
      scheduler = createScheduler({ db, jobs: deps.jobs, run: jobs.run, onError });
      await scheduler.start();
      doors = new AbortController();
      under = Promise.all(leading.map((one) => one(doors.signal, accept)));
    },
    async onYield() {
      metrics.leading(false);
      doors.abort();
      await under;
      await scheduler?.stop(500);
      scheduler = undefined;
    },
  });
};

export const createCore = (deps: CoreDeps): Core => {
  const { store, clock, log } = deps;
  const { now } = clock;
  const desks = createDesks(deps);
  const reminders = createReminders({ ...deps, organisation: desks.organisation });
  const wake = (): void => worker.wake();
  const accepting = createAccept({ ...deps, now, wake });
  const { accept } = accepting;
  const worker = createWorker({
    inbox: store.inbox,
    outbox: store.outbox,
    works: store.works,
    now,
    runTurn: whenQuiet(accepting, createTurns(deps, desks, wake)),
    runWork: createWorks(deps, desks),
    deliver: whenQuiet(accepting, createSends({ ...deps, ...desks, reminders, now })),
    leads: () => leadership.leads(),
    log,
  });
  const { settle } = worker;
  const { outbox, settings } = store;
  const tokens = createUpkeep({ ...deps, ...desks, outbox, settings, now, wake });
  const jobDeps = { now, settle, reminders, sweep: store.retention.sweep, tokens };
  const jobs = createJobRunner(deps.jobs, jobDeps, log, store.outbox.nextDue);
  const leadership = createLead(deps, jobs, { worker, accept });
  let booting = Promise.resolve();
  return {
    worker,
    jobs,
    reminders,
    leadership,
    accept,
    forget: () => desks.organisation.forget(new Set(['unit', 'season'])),
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
