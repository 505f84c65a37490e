import type { Channel, ChannelReport, Delivery } from '../../channels/channel.ts';
import { text, type FileRef } from '../../dialog/message.ts';
import type { RawInput } from '../../dialog/read-answer.ts';
import type { Command } from '../../domain/commands.ts';
import type { Notice } from '../../domain/notices.ts';
import type { InboxRow, Outbox, UnitOfWork } from '../../store/contract.ts';
import { loadAsker, touchAccount } from './asker.ts';
import { chooseByWord } from './choice-by-word.ts';
import type { Desk } from './desk.ts';
import type { Execute } from '../commands/execute.ts';
import type { FlowList } from './flow-list.ts';
import type { Log } from '../log.ts';
import { enqueueNotices, type NoticeWords, type OutsideSay } from '../sending/notify.ts';
import { openDesk, type DeskDeps, type OpenDesk } from './open-desk.ts';
import type { Answer } from '../queries/answer.ts';
import { forgetChat } from './personal-data.ts';
import { collectReplies } from './replies.ts';
import { hearReport } from './reports.ts';
import { isForHuman, withHuman, withoutHuman } from './stand-back.ts';
import { loseChat } from '../sending/reachability.ts';
import { isWorthKeeping, type Brought, type Trouble, type TurnContext } from './talk.ts';
import { playEvent } from './turn.ts';
import type { Speaker } from '../words.ts';

export type AttemptDeps = DeskDeps & {
  begin(): UnitOfWork;
  outbox: Outbox;
  channels: ReadonlyMap<string, Channel>;
  flows: FlowList;
  execute: Execute;
  answer: Answer;
  noticeWords: NoticeWords;
  outsideWords?: OutsideSay | undefined;
  speaker: Speaker;
  nextSeq(): number;
  log: Log;
  /** A long work waits to be done. */
  onWork(): void;
  /** After each turn that was committed; for what is best effort only. */
  onTurn?: ((desk: Desk) => void) | undefined;
};

/** A file as it came: with `fetch` its id is the vendor's, and the bytes are still there. */
export type StoredFile = FileRef & { fetch?: true };

/** What a delivery looks like in the inbox: one of what it may carry, or what a work brought back. */
export type Payload = Pick<RawInput, 'text' | 'press' | 'other'> & {
  files?: readonly StoredFile[];
  brought?: Brought;
  presence?: NonNullable<Delivery['presence']>;
  contact?: NonNullable<Delivery['contact']>;
  withdraws?: true;
  human?: true;
  report?: ChannelReport;
  /** A word about what could not be taken, said before anything else. */
  trouble?: Trouble;
  album?: string;
  /** Rows that end with this one: the other parts of its album. */
  parts?: readonly string[];
};

/** After these somebody else asks, or asks in another language. */
const changesAsker = ({ type }: Command): boolean =>
  type === 'join.accept' ||
  type === 'person.language' ||
  type === 'post.hand_over' ||
  type === 'post.keep';

/**
 * A text answers a question only when the question had been delivered before it was written; else it is shown
 * back. `question.open.at` is the event whose turn asked.
 */
const isEarly = async (outbox: Outbox, row: InboxRow, askedBy: string | undefined) => {
  if (!askedBy) return false;
  const asks = (await outbox.ofEvent(askedBy)).filter(
    ({ id, address }) => id.includes('/ask:') && address === row.address,
  );
  return asks.some(({ state, endedAt }) =>
    endedAt ? state === 'sent' && endedAt > row.at : state !== 'failed',
  );
};

const limitsOf = ({ channels }: AttemptDeps, row: InboxRow): TurnContext['limits'] => {
  const limits = channels.get(row.channel)?.limits(row.address);
  if (!limits) throw new Error(`an event of an unknown channel: ${row.channel}`);
  const { buttons, edit, textLength, contactRequest } = limits;
  return { buttons, edit, textLength, ...(contactRequest ? { contactRequest } : {}) };
};

type Attempt = OpenDesk & { notices: Notice[] };

/** A talk that was left this long ago may be greeted over, unless something in it is unsaved. */
const talkingMs = 10 * 60_000;

/** Somebody is in the middle of something: nobody says hello then. */
const isTalking = ({ dialogs, now }: Desk, flows: FlowList): boolean =>
  dialogs.some(
    (one) =>
      !one.paused &&
      (now.getTime() - one.touchedAt.getTime() < talkingMs || isWorthKeeping(one, flows)),
  );

const payloadOf = (row: InboxRow): Payload => row.payload as Payload; // written by accept only

/** Whoever arrives says hello by it. */
const greeting = '/start';

const contentOf = (
  row: InboxRow,
): Pick<TurnContext, 'input' | 'brought' | 'trouble' | 'contact'> => {
  const { press, other, files, brought, trouble, presence, contact, text: typed } = payloadOf(row);
  const words = presence === 'arrived' ? greeting : typed;
  return {
    input: {
      at: row.at.toISOString(),
      ...(words === undefined ? {} : { text: words }),
      ...(press === undefined ? {} : { press }),
      ...(other === undefined ? {} : { other }),
      ...(files === undefined ? {} : { files }),
    },
    ...(brought ? { brought } : {}),
    ...(trouble ? { trouble } : {}),
    ...(contact ? { contact } : {}),
  };
};

const contextOf = (
  deps: AttemptDeps,
  row: InboxRow,
  { desk, notices, reload }: Attempt,
): TurnContext => ({
  row,
  ...contentOf(row),
  asker: desk.asker,
  uow: desk.uow,
  dialogs: desk.dialogs,
  replies: collectReplies(row, desk.asker, desk.uow, deps.nextSeq),
  flows: deps.flows,
  limits: limitsOf(deps, row),
  read: (query) => deps.answer(desk, query),
  async run(command) {
    const { outcome, notices: more } = await deps.execute(desk, command);
    notices.push(...more);
    if (changesAsker(command)) await reload();
    return outcome;
  },
  labels: (texts) => texts.map((one) => deps.speaker.say(one, desk.asker().lang)),
  chooseByWord: (number) =>
    chooseByWord(deps.outbox, row, { number, buttons: limitsOf(deps, row).buttons }),
  early: ({ open }) => isEarly(deps.outbox, row, open?.at),
});

/** What happens besides, or instead of, a talk. True when the person themselves was heard of. */
const meet = async (deps: AttemptDeps, row: InboxRow, attempt: Attempt): Promise<boolean> => {
  const { desk, notices } = attempt;
  const payload = payloadOf(row);
  const { presence, human, report, brought, withdraws } = payload;
  const { account, known } = desk.asker();
  if (report) {
    notices.push(...(await hearReport(desk, report)));
    return false;
  }
  if (withdraws) {
    notices.push(...(await forgetChat(desk, deps)));
    return false;
  }
  if (human) {
    deps.log.info({ row: row.id }, 'turn: a human answers, the bot stands back');
    desk.uow.put('account', withHuman(account, row.at));
    return false;
  }
  if (presence === 'left') {
    notices.push(...(await loseChat(desk)));
    return false;
  }
  if (presence === 'back') return known;
  if (isForHuman(payload, desk.asker(), row.at)) {
    deps.log.info({ row: row.id }, 'turn: left to the human who answers');
    return true;
  }
  if (account.humanUntil) desk.uow.put('account', withoutHuman(account));
  if (presence !== 'arrived' || !isTalking(desk, deps.flows)) {
    await playEvent(contextOf(deps, row, attempt));
  }
  return !brought;
};

/** One attempt at a turn, from loading to commit. Throws `Conflict` when somebody was faster. */
export const createAttempt =
  (deps: AttemptDeps) =>
  async (row: InboxRow): Promise<void> => {
    const uow = deps.begin();
    const attempt: Attempt = { ...(await openDesk(deps, row, uow)), notices: [] };
    const { desk, notices } = attempt;
    const { person: before } = desk.asker();
    const isHere = await meet(deps, row, attempt);
    const { noticeWords: words, outsideWords, nextSeq } = deps;
    await enqueueNotices(desk, { row, notices, words, outsideWords, nextSeq });
    const isBack = isHere && (await touchAccount(desk.asker(), row.at, uow));
    for (const id of [row.id, ...(payloadOf(row).parts ?? [])]) uow.finishInbox(id, 'done');
    const changed = await uow.commit();
    // Others may have written to that chat while it was being forgotten.
    if (payloadOf(row).withdraws) await deps.outbox.dropFor(row, row.at);
    const { person } = desk.asker();
    // Heard of after a while, or at a new chat: what waits at their other chats comes too.
    if (person && (isBack || !before)) await deps.outbox.release({ personId: person.id }, row.at);
    deps.organisation.forget(changed);
    if (changed.has('work')) deps.onWork();
    deps.onTurn?.(desk);
  };

/** Ends an event that could not be worked on, and tells the person under which id to ask about it. */
export const createApology =
  ({ begin, finds, nextSeq }: AttemptDeps) =>
  async (row: InboxRow, errorId: string): Promise<void> => {
    const uow = begin();
    const asker = await loadAsker(row, uow, finds);
    const message = { lines: [text('system.fault', { id: errorId })] };
    const { parts = [], withdraws } = payloadOf(row);
    // Whoever wants to be forgotten is not written to: an operator finds the id in the log.
    if (!withdraws) {
      collectReplies(row, () => asker, uow, nextSeq).add({ key: 'say:fault', message });
    }
    for (const id of [row.id, ...parts]) uow.finishInbox(id, 'dead', errorId);
    await uow.commit();
  };
