import type { Channel } from '../../channels/channel.ts';
import type { CommandOf } from '../../domain/commands.ts';
import type { Account } from '../../domain/organisation.ts';
import { tryOutside, type TrialPlace } from '../../domain/outside-trial.ts';
import { presentSeason } from '../queries/settings-queries.ts';
import { lastReachable } from '../sending/notify.ts';
import { nearestProgramme, type Desk } from '../turns/desk.ts';
import { decideWith, type Decision } from './decide-with.ts';

export type TrialTools = { channels: ReadonlyMap<string, Channel> };

/** This chat, if its channel carries templates; else where the asker was last seen on one that does. */
const accountFor = async (
  { asker, finds, uow }: Desk,
  carries: (channel: string) => boolean,
): Promise<Account | undefined> => {
  const { account, person } = asker();
  if (carries(account.channel)) return account;
  if (!person) return undefined;
  const found = await finds.accountsOfPersons([person.id]);
  const own = uow.overlay('account', found, ({ personId }) => personId === person.id);
  return lastReachable(
    own.filter(({ channel }) => carries(channel)),
    person.id,
  );
};

const placeOf = async (desk: Desk, { channels }: TrialTools): Promise<TrialPlace> => {
  const carries = (channel: string): boolean => channels.get(channel)?.sendTemplate !== undefined;
  const account = await accountFor(desk, carries);
  return {
    offered: [...channels.keys()].some(carries),
    account,
    byPhone: account && channels.get(account.channel)?.development,
    askedAt: desk.asker().account.id,
  };
};

/** Commands by which a template is seen before others get it. */
export const trialCommands = (tools: TrialTools) => ({
  'outside.try': async (desk: Desk, command: CommandOf<'outside.try'>): Promise<Decision> => {
    const [season, place] = await Promise.all([presentSeason(desk), placeOf(desk, tools)]);
    const programme = nearestProgramme(desk, desk.now.getUTCFullYear() + 1);
    return decideWith<Decision>(desk, { as: command.as, programme }, (ctx) =>
      tryOutside(ctx, season, place, command),
    );
  },
});
