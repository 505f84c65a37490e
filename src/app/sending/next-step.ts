/** By which way one row of the outbox goes now; see domain/message-ways.ts. */
import type { Channel } from '../../channels/channel.ts';
import { templateFor, wayTo, type Way } from '../../domain/message-ways.ts';
import type { Account } from '../../domain/organisation.ts';
import type { OutsideTemplate, OutsideTrial, OutsideWords } from '../../domain/outside.ts';
import { outboxPriorities, type OutboxRow } from '../../store/contract.ts';
import { bodyOf } from './outbox-message.ts';

export type ByTemplate = {
  go: 'template';
  template: Pick<OutsideTemplate, 'templateId' | 'params'>;
  words: OutsideWords;
  /** Absent: by phone only. */
  address?: string;
  phone?: string;
};

export type Step =
  /** At its own address, as it stands. */
  | { go: 'as_is'; lastHeardAt?: Date }
  | ByTemplate
  | { go: 'elsewhere'; to: Account }
  /** Until they are heard of. */
  | { go: 'wait'; account: Account }
  | { go: 'nowhere' };

/** What the vendor has just refused. */
export type Refused = { closed?: true; template?: true };

export type NextStep = (row: OutboxRow, refused?: Refused) => Promise<Step>;

export type NextStepDeps = {
  channels: ReadonlyMap<string, Channel>;
  /** All chats of whoever it is for; its own alone for what is meant for one chat. */
  accountsOf(row: OutboxRow): Promise<readonly Account[]>;
  /** When they did something that lies in the inbox still. */
  heardAt(row: OutboxRow): Promise<Date | undefined>;
  templates(): Promise<readonly OutsideTemplate[] | undefined>;
  now(): Date;
};

/** A row that has gone to and fro so often stays where it is. */
const tooOften = 3;

const isAt =
  ({ channel, address }: OutboxRow) =>
  (account: Account): boolean =>
    account.channel === channel && account.address === address;

type Here = { row: OutboxRow; own: Account; refused: Refused };

const isOpen = ({ channels, now }: NextStepDeps, own: Account): boolean => {
  const window = channels.get(own.channel)?.window;
  return !window || now().getTime() - own.seenAt.getTime() <= window.openMs;
};

/** As it is known now: they may have written a moment ago, and their turn is still to come. */
const ownAccount = async (deps: NextStepDeps, row: OutboxRow, own: Account): Promise<Account> => {
  if (isOpen(deps, own)) return own;
  const heardAt = await deps.heardAt(row);
  return heardAt && heardAt > own.seenAt ? { ...own, seenAt: heardAt } : own;
};

const templateHere = async (
  { channels, templates }: NextStepDeps,
  { row, refused }: Here,
  accounts: readonly Account[],
): Promise<Pick<ByTemplate, 'template' | 'words'> | undefined> => {
  const words = bodyOf(row).outside;
  const carried = accounts.some(({ channel }) => channels.get(channel)?.sendTemplate);
  if (!words || !carried || refused.template) return undefined;
  const template = templateFor(await templates(), words.kind);
  return template && { template, words };
};

/** Nobody is known to be there: the vendor may know better, once. */
const nothingElse = ({ closed }: Refused): Step => ({ go: closed ? 'nowhere' : 'as_is' });

const stepBy = (
  way: Exclude<Way<Account>, { way: 'unreachable' }>,
  { row, own }: Here,
  said: Pick<ByTemplate, 'template' | 'words'> | undefined,
): Step => {
  const { account } = way;
  // What is half said stays where it was begun.
  if (row.sent.length > 0) return { go: 'wait', account: own };
  if (!isAt(row)(account)) return { go: 'elsewhere', to: account };
  const { address, phone } = account;
  if (way.way === 'template_user' && said) {
    return { go: 'template', ...said, address, ...(phone ? { phone: phone.number } : {}) };
  }
  if (way.way === 'template_phone' && said) return { go: 'template', ...said, phone: way.phone };
  return { go: 'wait', account };
};

/** The number was shared for reminders, and for nothing else. */
const phoneless = ({ phone: _number, ...account }: Account): Account => account;

/** Its own address does not take it. */
const otherStep = async (
  deps: NextStepDeps,
  here: Here,
  accounts: readonly Account[],
): Promise<Step> => {
  const { channels, now } = deps;
  const { row, own, refused } = here;
  const said = row.sent.length > 0 ? undefined : await templateHere(deps, here, accounts);
  const way = wayTo({
    accounts: row.reminder ? accounts : accounts.map(phoneless),
    windowOf: (channel) => channels.get(channel)?.window,
    template: said !== undefined,
    now: now(),
    closed: ({ id }) => refused.closed === true && (id === own.id || row.attempts >= tooOften),
  });
  return way.way === 'unreachable' ? nothingElse(refused) : stepBy(way, here, said);
};

/** Whether a window of the row's own channel, or a refusal, makes its way a question at all. */
const mayBeShut = ({ channels }: NextStepDeps, row: OutboxRow, refused: Refused): boolean =>
  row.priority !== outboxPriorities.reply &&
  (refused.closed === true || channels.get(row.channel)?.window !== undefined);

type Trial = { trial: OutsideTrial; words: OutsideWords };

/** By its template at its own address, whatever the window says: the person has asked for that. */
const trialStep = async (
  { accountsOf }: NextStepDeps,
  row: OutboxRow,
  { trial: { template, byPhone }, words }: Trial,
): Promise<Step> => {
  if (!byPhone) return { go: 'template', template, words, address: row.address };
  const own = (await accountsOf(row)).find(isAt(row));
  return { go: 'template', template, words, ...(own?.phone ? { phone: own.phone.number } : {}) };
};

export const createNextStep =
  (deps: NextStepDeps): NextStep =>
  async (row, refused = {}) => {
    const { trial, outside: words } = bodyOf(row);
    if (trial && words) return trialStep(deps, row, { trial, words });
    if (!mayBeShut(deps, row, refused)) return { go: 'as_is' };
    const known = await deps.accountsOf(row);
    const stored = known.find(isAt(row));
    if (!stored) return nothingElse(refused);
    const own = await ownAccount(deps, row, stored);
    if (!refused.closed && isOpen(deps, own)) return { go: 'as_is', lastHeardAt: own.seenAt };
    const accounts = known.map((account) => (account === stored ? own : account));
    return otherStep(deps, { row, own, refused }, accounts);
  };
