import type { Delivery } from '../../channels/channel.ts';
import type { Account } from '../../domain/organisation.ts';
import type { OutboxRow } from '../../store/contract.ts';
import type { Store } from '../../store/connect.ts';
import type { Payload } from '../turns/attempt-turn.ts';
import type { NextStepDeps } from './next-step.ts';
import { bodyOf } from './outbox-message.ts';
import type { ParkDeps } from './park.ts';
import type { PolitenessDeps } from './politeness.ts';

/** The person themselves did something, by which the vendor lets us write to them again. */
export const isSign = ({
  presence,
  withdraws,
  human,
  report,
}: Pick<Delivery, 'presence' | 'withdraws' | 'human' | 'report'>): boolean =>
  presence !== 'left' && !withdraws && !human && !report;

/** Where somebody is and when they were heard of, for delivery. */
export const createWhereabouts = ({
  begin,
  finds,
  inbox,
}: Pick<Store, 'begin' | 'finds' | 'inbox'>): Pick<NextStepDeps, 'accountsOf' | 'heardAt'> &
  Pick<ParkDeps, 'seenAt'> &
  Pick<PolitenessDeps, 'accountOf'> => {
  const load = (id: string): Promise<Account | undefined> => begin().load('account', id);
  const accountOf = ({ channel, address }: OutboxRow) => load(`${channel}:${address}`);
  return {
    accountOf,
    async accountsOf(row: OutboxRow) {
      if (row.personId && !bodyOf(row).only) return finds.accountsOfPersons([row.personId]);
      const account = await accountOf(row);
      return account ? [account] : [];
    },
    async heardAt({ channel, address }) {
      const rows = await inbox.newAt(channel, address);
      // written by accept only
      const signs = rows.filter(({ payload }) => isSign(payload as Payload));
      return signs.at(-1)?.at;
    },
    seenAt: async ({ id }) => (await load(id))?.seenAt,
  };
};
