import type { Outcome } from '../../dialog/turn.ts';
import type { Command, CommandOf, CommandType } from '../../domain/commands.ts';
import type { Notice } from '../../domain/notices.ts';
import type { Kind, Kinds, UnitOfWork } from '../../store/contract.ts';
import type { CountedRefusal } from '../../domain/invitation-tries.ts';
import type { Desk } from '../turns/desk.ts';
import type { Changes, Decision } from './decide-with.ts';
import { documentCommands } from './document-commands.ts';
import { accountCommands } from './account-commands.ts';
import { behalfCommands } from './behalf-commands.ts';
import { followCommands } from './follow-commands.ts';
import { handoverCommands } from './handover-commands.ts';
import { clusterCommands } from './cluster-commands.ts';
import { joinCommands, type JoinTools } from './join-commands.ts';
import { organisationCommands } from './organisation-commands.ts';
import { phoneCommands } from './phone-commands.ts';
import { planCommands } from './plan-commands.ts';
import { reminderCommands } from './reminder-commands.ts';
import { reportCommands } from './report-commands.ts';
import { settingsCommands } from './settings-commands.ts';
import { reviewCommands } from './review-commands.ts';
import { trialCommands, type TrialTools } from './trial-commands.ts';

type Handlers = {
  [T in CommandType]: (desk: Desk, command: CommandOf<T>) => Promise<Decision | CountedRefusal>;
};

export type Execute = (
  desk: Desk,
  command: Command,
) => Promise<{ outcome: Outcome; notices: readonly Notice[] }>;

type Done = Exclude<Decision, { refused: unknown }>;

const putAll = (uow: UnitOfWork, changes: Changes): void => {
  const put = <K extends Kind>(kind: K, doc: Kinds[K] | undefined): void => {
    if (doc) uow.put(kind, doc);
  };
  for (const kind of Object.keys(changes) as Kind[]) put(kind, changes[kind]);
};

/** Who joins by a command has done it, though nobody was known when it began. */
const auditAll = (desk: Desk, command: Command, { audit, changes }: Done): void => {
  const personId = desk.asker().person?.id ?? changes.account?.personId;
  for (const note of audit) {
    desk.uow.audit({
      ...note,
      at: desk.now,
      channel: desk.channel,
      ...(personId ? { personId } : {}),
      ...('as' in command ? { postId: command.as } : {}),
    });
  }
};

/**
 * Fetches what a command is about, lets the domain decide, and collects what follows in the unit of work: the
 * one way in which anything is changed.
 */
export const createExecute = (tools: JoinTools & TrialTools): Execute => {
  const handlers: Handlers = {
    ...planCommands,
    ...reviewCommands,
    ...reportCommands,
    ...reminderCommands,
    ...documentCommands,
    ...joinCommands(tools),
    ...accountCommands(tools),
    ...phoneCommands,
    ...organisationCommands(tools),
    ...settingsCommands,
    ...trialCommands(tools),
    ...behalfCommands,
    ...followCommands,
    ...clusterCommands,
    ...handoverCommands(tools),
  };
  return async (desk, command) => {
    // the handler of a type takes commands of that type: TypeScript cannot follow the pair through the table
    const handle = handlers[command.type] as (
      desk: Desk,
      command: Command,
    ) => Promise<Decision | CountedRefusal>;
    const decision = await handle(desk, command);
    if ('changes' in decision) putAll(desk.uow, decision.changes);
    if ('refused' in decision) return { outcome: { refused: decision.refused }, notices: [] };
    auditAll(desk, command, decision);
    // as above: the result belongs to the command
    return { outcome: { done: decision.result } as Outcome, notices: decision.notices };
  };
};
