import type { Programme } from '../../domain/programme.ts';
import { withSeason } from '../../domain/season.ts';
import type { Store } from '../../store/connect.ts';
import type { Clock } from '../clock.ts';
import type { NoticeWords, OutsideSay } from '../sending/notify.ts';
import type { OrganisationView } from '../turns/organisation-view.ts';
import { turnFinds } from '../turns/turn-finds.ts';
import { createExplain, type Explain } from './explain.ts';
import { createFreshen, type Fresh } from './freshen.ts';
import { createPlan, type PlanCounts } from './plan.ts';
import type { Kind } from './due-items.ts';
import type { Ground } from './sight.ts';
import type { OutboxRow } from '../../store/contract.ts';

/** Reminders outside of any turn: planned by jobs, made when they go out, explained to whoever looks. */
export type Reminders = {
  plan(kinds: readonly Kind[]): Promise<PlanCounts>;
  freshen(row: OutboxRow): Promise<Fresh>;
  explain: Explain;
};

export type RemindersDeps = {
  store: Pick<Store, 'finds' | 'outbox' | 'settings' | 'begin'>;
  organisation: OrganisationView;
  programmes: readonly Programme[];
  clock: Clock;
  noticeWords: NoticeWords;
  outsideWords?: OutsideSay | undefined;
};

export const createReminders = (deps: RemindersDeps): Reminders => {
  const { store, organisation, programmes, clock, noticeWords, outsideWords } = deps;
  const { now } = clock;
  const ground = async (): Promise<Ground> => {
    const { tree, season, holidays } = await organisation.get();
    return {
      finds: turnFinds(store.finds),
      tree,
      season,
      holidays,
      programmes: programmes.map((programme) => withSeason(programme, season)),
    };
  };
  const { outbox, settings } = store;
  return {
    plan: createPlan({ ground, outbox, settings, now }),
    freshen: createFreshen({
      ground,
      now,
      wave: (id) => store.begin().load('wave', id),
      words: noticeWords,
      outsideWords,
    }),
    explain: createExplain({
      ground,
      settings,
      account: (id) => store.begin().load('account', id),
      now,
    }),
  };
};
