import { questionToken } from '../../dialog/choice-id.ts';
import type { Dialog } from '../../dialog/dialog.ts';
import { text, type Choice, type Text } from '../../dialog/message.ts';
import { formatIntent } from '../../dialog/intent.ts';
import type { RawInput } from '../../dialog/read-answer.ts';
import type { Outcome, Turn } from '../../dialog/turn.ts';
import type { Command } from '../../domain/commands.ts';
import type { Query } from '../../domain/queries.ts';
import type { InboxRow, StoredDialog, UnitOfWork } from '../../store/contract.ts';
import type { Asker } from './asker.ts';
import type { ChosenByWord } from './choice-by-word.ts';
import type { FlowList } from './flow-list.ts';
import type { Replies } from './replies.ts';

/** What a long work brought back to the talk that waits for it, or the id of the fault that ended it. */
export type Brought = { dialogId: string; key: string } & ({ value?: unknown } | { fault: string });

/** What came and cannot be taken. */
export type Trouble = 'edited' | 'file_too_big' | 'file_gone';

/** What one attempt at a turn stands on; made anew for every attempt. */
export type TurnContext = {
  row: InboxRow;
  input: RawInput;
  brought?: Brought;
  trouble?: Trouble;
  /** Shared by a card of the vendor's. */
  contact?: { phone?: string };
  /** As it is now: joining changes who asks in the middle of a turn. */
  asker(): Asker;
  uow: UnitOfWork;
  dialogs: readonly StoredDialog[];
  replies: Replies;
  flows: FlowList;
  limits: Turn['limits'];
  read(query: Query): Promise<unknown>;
  run(command: Command): Promise<Outcome>;
  labels(texts: readonly Text[]): readonly string[];
  /** What this number, typed with its word, chooses of a message that is no question. */
  chooseByWord(number: number): Promise<ChosenByWord | undefined>;
  /** The open question was not on the screen yet when this was typed. */
  early(question: Dialog): Promise<boolean>;
};

/** The talk during a turn: what is left of the dialogs, which is open, how many conversations led on. */
export type Talk = TurnContext & {
  dialogs: readonly StoredDialog[];
  active: StoredDialog | undefined;
  chain: number;
};

export const beginTalk = (context: TurnContext): Talk => ({
  ...context,
  active: context.dialogs.find(({ paused }) => !paused),
  chain: 0,
});

export const isMember = (talk: Talk): boolean => talk.asker().person !== undefined;

/** A sentence of the program itself, outside any flow. */
export const say = (
  talk: Talk,
  key: string,
  lines: readonly Text[],
  choices: readonly Choice[] = [],
): void => {
  const message = choices.length > 0 ? { lines, choices } : { lines };
  talk.replies.add({ key: `${talk.chain}/say:${key}`, message });
};

export const dialogOf = (stored: StoredDialog): Dialog => ({
  ...(stored.body as Dialog), // written by `keep` only
  rev: stored.rev,
});

/** A long work is under way for it. */
const isWaiting = ({ open }: Dialog): boolean => open?.key.startsWith('later:') ?? false;

/**
 * It waits for a work; or it holds answers, or words that opened it, that no command has saved yet, of a flow that
 * can be taken up again.
 */
export const isWorthKeeping = (stored: StoredDialog, flows: FlowList): boolean => {
  const dialog = dialogOf(stored);
  if (isWaiting(dialog)) return true;
  const { flow, path, start } = dialog;
  const answered = path.findLastIndex(([key]) => key.startsWith('ask:'));
  const executed = path.findLastIndex(([key]) => key.startsWith('run:'));
  const unsaved = answered > executed || start.intent?.words !== undefined;
  return Boolean(flows.byId(flow)?.resumable) && unsaved;
};

/** Another conversation takes the open one's place: unsaved answers wait, the rest is forgotten. */
export const shelve = (talk: Talk): boolean => {
  const { active, uow, flows } = talk;
  if (!active) return false;
  talk.active = undefined;
  const worth = isWorthKeeping(active, flows);
  if (worth) uow.saveDialog({ ...active, paused: true });
  else uow.dropDialog(active);
  return worth;
};

const findDialog = (talk: Talk, id: string): StoredDialog | undefined =>
  talk.dialogs.find((one) => one.id === id);

/** A dialog as a button names it: its id is an event's, which may be too long for one. */
const refOf = (id: string): string => questionToken(id, '');

export const findByRef = (talk: Talk, ref: string): StoredDialog | undefined =>
  talk.dialogs.find(({ id }) => refOf(id) === ref);

/** The dialog waits for the person; it is the open one now. */
export const keep = (talk: Talk, dialog: Dialog): void => {
  if (talk.active && talk.active.id !== dialog.id) shelve(talk);
  const owned = { ...dialog, owner: talk.asker().owner };
  talk.active = {
    id: dialog.id,
    rev: findDialog(talk, dialog.id)?.rev ?? 0,
    owner: owned.owner,
    subject: dialog.subject,
    paused: false,
    touchedAt: new Date(dialog.touchedAt),
    body: owned,
  };
  talk.uow.saveDialog(talk.active);
};

/** The dialog is over. */
export const end = (talk: Talk, id: string): void => {
  const stored = findDialog(talk, id);
  if (stored) talk.uow.dropDialog(stored);
  talk.dialogs = talk.dialogs.filter((one) => one !== stored);
  if (talk.active?.id === id) talk.active = undefined;
};

/** /huy: stops, and says what is kept. */
export const cancel = (talk: Talk): void => {
  const { active } = talk;
  const kept = shelve(talk);
  if (!active || !kept) {
    say(talk, 'cancelled', [text(active ? 'system.cancelled' : 'system.nothing_to_cancel')]);
    return;
  }
  say(
    talk,
    'cancelled',
    [text('system.cancelled_kept')],
    [
      {
        label: text('system.resume'),
        intent: formatIntent({ action: 'resume', subject: refOf(active.id) }),
        tone: 'primary',
      },
      {
        label: text('system.drop'),
        intent: formatIntent({ action: 'drop', subject: refOf(active.id) }),
      },
    ],
  );
};

/** Forgets an unfinished conversation for good. */
export const drop = (talk: Talk, ref: string): void => {
  const stored = findByRef(talk, ref);
  if (stored) end(talk, stored.id);
  say(talk, 'dropped', [text(stored ? 'system.dropped' : 'system.nothing_to_drop')]);
};
