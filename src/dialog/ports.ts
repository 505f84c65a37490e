/** The seam between the runner and the program that plays turns: what is handed in, what is asked for. */
import type { Command } from '../domain/commands.ts';
import type { Query } from '../domain/queries.ts';
import type { Message, Text } from './message.ts';
import type { Outcome, Turn } from './turn.ts';
import type { Work } from '../domain/works.ts';

/** The turn's surroundings: the same for every attempt at it. */
export type TurnEnv = Pick<Turn, 'me' | 'now' | 'lang' | 'limits'> & { eventId: string };

/**
 * What the program does for a turn. All only collect: after a conflict the caller throws away what they
 * collected and plays the same dialog again. What they throw ends the turn and comes out of `playTurn` as it
 * is. `key` carries its kind ("ask:name"), so that `eventId/key` names a message of one dialog; no key comes
 * twice in a turn of one dialog. `say`, `ask` and `later` are called when the flow has stopped, in its order.
 */
export type TurnPorts = {
  say(key: string, message: Message, slot?: string): void | Promise<void>;
  /** `choiceId` with `questionToken(dialog.id, key)` gives the ids of the message's choices. */
  ask(key: string, message: Message, slot?: string): void | Promise<void>;
  later(key: string, work: Work): void | Promise<void>;
  /** The first look is stored as JSON and is what the flow sees from then on. */
  read(query: Query): Promise<unknown>;
  run(command: Command): Promise<Outcome>;
  /** Each in the reader's language. Pure. */
  labels(texts: readonly Text[]): readonly string[];
};
