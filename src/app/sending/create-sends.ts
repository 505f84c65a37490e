import type { Channel } from '../../channels/channel.ts';
import type { LinkTo } from '../../channels/fit.ts';
import type { Now } from '../../domain/ids.ts';
import type { OutboxRow } from '../../store/contract.ts';
import type { Store } from '../../store/connect.ts';
import type { Troubles } from '../doors/troubles.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Reminders } from '../reminders/create-reminders.ts';
import type { FlowList } from '../turns/flow-list.ts';
import type { DeskDeps } from '../turns/open-desk.ts';
import type { Speaker } from '../words.ts';
import { createDeliver, type DeliveryOutcome } from './deliver.ts';
import { createNextStep } from './next-step.ts';
import type { NoticeWords, OutsideSay } from './notify.ts';
import { politeDelay } from './politeness.ts';
import { createMarkUnreachable } from './reachability.ts';
import { createTellTried } from './tell-tried.ts';
import { createTellUnsent } from './tell-unsent.ts';
import { createThrottle } from './throttle.ts';
import { createWhereabouts } from './whereabouts.ts';

export type SendsDeps = DeskDeps & {
  store: Store;
  channels: ReadonlyMap<string, Channel>;
  speaker: Speaker;
  linkTo?: LinkTo | undefined;
  flows: FlowList;
  noticeWords: NoticeWords;
  outsideWords?: OutsideSay | undefined;
  reminders: Reminders;
  nextSeq(): number;
  now: Now;
  log: Log;
  metrics: Metrics;
  troubles?: Troubles;
};

/** Delivery with all that it asks: who is where, what an office has entered, how fast a channel may go. */
export const createSends = (deps: SendsDeps): ((row: OutboxRow) => Promise<DeliveryOutcome>) => {
  const { store, channels, organisation, flows, now, metrics, reminders, troubles } = deps;
  const { finds, outbox } = store;
  const reach = { ...deps, begin: () => store.begin() };
  const whereabouts = createWhereabouts(store);
  const { accountOf } = whereabouts;
  const templates = async () => (await organisation.get()).season.outside;
  return createDeliver({
    ...whereabouts,
    outbox,
    channels,
    speaker: deps.speaker,
    linkTo: deps.linkTo,
    log: deps.log,
    now,
    nextStep: createNextStep({ ...whereabouts, channels, now, templates }),
    tellTried: createTellTried(reach),
    tellUnsent: createTellUnsent(reach),
    markUnreachable: createMarkUnreachable(reach),
    politeDelay: (row) => politeDelay(row, now(), { finds, flows, accountOf }),
    freshen: reminders.freshen,
    throttle: createThrottle(),
    counted: metrics.delivery,
    ...(troubles ? { noted: troubles.note } : {}),
  });
};
