import type { Message } from '../../dialog/message.ts';
import type { OutsideTrial, OutsideWords } from '../../domain/outside.ts';
import type { OutboxRow } from '../../store/contract.ts';
import { isNameless } from '../turns/titles.ts';

/**
 * The message of an outbox row: what to say, which question its answer buttons belong to, and whether it may
 * take the place of the message in its slot (after a press; after typed words it belongs below them).
 */
export type OutboxMessage = {
  message: Message;
  token: string;
  inPlace: boolean;
  /** The same in a few words, for whoever can be reached by an approved template only. */
  outside?: OutsideWords;
  /** The same without names, where it has some and a channel of its reader must carry none. */
  nameless?: Message;
  /** For this very chat, not for another of the same person. */
  only?: true;
  /** Goes by this template and in no other way, whatever its reader's window says. */
  trial?: OutsideTrial;
};

export const bodyOf = (row: OutboxRow): OutboxMessage => row.message as OutboxMessage; // written by enqueue only

/** What its channel may carry. */
export const messageOf = (row: OutboxRow): Message => {
  const { message, nameless } = bodyOf(row);
  return nameless && isNameless(row.channel) ? nameless : message;
};

/** Its row is made by `Turn.ask`: digits answer it while it is open. */
export const isQuestion = ({ id }: Pick<OutboxRow, 'id'>): boolean => /\/\d+\/ask:/u.test(id);
