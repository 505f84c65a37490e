/**
 * The seam between a conversation and the program. A flow is an async function written against `Turn`; it
 * is played from the top on every turn, and each step that was done before answers at once from the dialog's
 * path. So a flow must be a pure function of its answers and reads: never branch on the clock, on chance or
 * on anything outside. Every key is unique within a run; loops use `task.${id}.content`.
 */
import type { Command, CommandResult } from '../domain/commands.ts';
import type { Query, QueryResult } from '../domain/queries.ts';
import type { Refusal } from '../domain/refusals.ts';
import type { Work, WorkResult } from '../domain/works.ts';
import type { FileRef, Message, Text } from './message.ts';
import type { Intent } from './intent.ts';

export type Lang = 'vi' | 'en';

/**
 * What a person sent, as it is stored in the path. Text is NFC, trimmed of outer space and unlimited;
 * `choice` is the `answer` of the chosen `Choice`, however it was chosen (press, number, word). `other`
 * names what a bot cannot read: a sticker, a voice note, a place, a contact card, nothing at all.
 */
export type Answer = {
  /** Event time, ISO 8601: the only clock a parser may look at. */
  at: string;
  text?: string;
  choice?: string;
  files?: readonly FileRef[];
  other?: 'sticker' | 'voice' | 'location' | 'contact' | 'empty' | 'unsupported';
};

/** `ok` goes on; `retry` says why and asks again; `reopen` goes back to an earlier key to edit it. */
export type Parsed<T> = { ok: T } | { retry: readonly Text[] } | { reopen: string };

/** Pure: it runs again on every later turn and must give the same value for the same answer. */
export type Parse<T> = (answer: Answer) => Parsed<T>;

export type AskOptions = {
  /** Offer "Quay lại" when an earlier question can be reopened. Default true. */
  back?: boolean;
  /** Offer "Bỏ qua"; the value is then undefined. */
  skip?: boolean;
  /** Which answers reach `parse`; anything else is answered kindly by the runner. Default `text` and `choice`. */
  accept?: readonly ('text' | 'choice' | 'file')[];
  /** A confirmation: never carried over when an earlier answer is edited. */
  confirm?: boolean;
  /**
   * A page to choose from, at which nothing typed is lost when the talk is left: words that choose nothing
   * here (numbers apart) end the turn as `unheard`, to be met as if no question had been open.
   */
  menu?: boolean;
  /** Takes also what was sent before the question was delivered: a long paste comes as several messages. */
  early?: boolean;
  /** What of an answer is kept, and `parse` sees: without what is for nobody to keep. Pure. */
  keep?: (answer: Answer) => Answer;
  slot?: string;
};

export type Outcome<C extends Command = Command> =
  { done: CommandResult<C> } | { refused: Refusal };

/** How this flow was opened. Stored with the dialog. */
export type Start = {
  intent?: Intent;
  /** The words after a slash command: "/dangky 2027" → "2027". */
  words?: string;
};

export type Turn = {
  readonly me: { channel: string; address: string; personId?: string };
  /** Time of the event that is being answered. For showing only. */
  readonly now: Date;
  readonly lang: Lang;
  readonly limits: {
    buttons: number;
    edit: boolean;
    textLength: number;
    /** People can be asked for their phone number here; see `Message.asksContact`. */
    contactRequest?: true;
  };
  readonly start: Start;
  /** Sends `message` and waits for the person. Resolves to what `parse` made of the answer. */
  ask<T>(
    key: string,
    message: Message,
    parse: Parse<T>,
    options: AskOptions & { skip: true },
  ): Promise<T | undefined>;
  ask<T>(key: string, message: Message, parse: Parse<T>, options?: AskOptions): Promise<T>;
  say(key: string, message: Message, options?: { slot?: string }): Promise<void>;
  /** Sees the database and what commands of this very turn have changed. JSON in, JSON out. */
  read<Q extends Query>(key: string, query: Q): Promise<QueryResult<Q>>;
  /** Decided now, written with everything else of the turn, and never a second time. */
  run<C extends Command>(key: string, command: C): Promise<Outcome<C>>;
  /** Long work outside the turn; the person is told to wait if they write meanwhile. */
  later<W extends Work>(key: string, work: W): Promise<WorkResult<W>>;
};

/**
 * One conversation. `commands` are slash words without the slash (Vietnamese first, English alias), `intents`
 * the actions of buttons that open it. Returning an intent goes on with that conversation in the same turn.
 * A flow that never asks is a one-shot: it leaves an open question of another flow as it was.
 */
export type Flow = {
  id: string;
  /** Raise it when a change would make stored answers mean something else. */
  version: number;
  commands?: readonly string[];
  intents?: readonly string[];
  /** Works before the person has joined (default: only members). */
  open?: boolean;
  /** Answers given so far are worth keeping when the person turns to something else: weeks, if need be. */
  resumable?: boolean;
  run(t: Turn): Promise<Intent | undefined>;
};
