import { questionToken } from '../../dialog/choice-id.ts';
import type { Message } from '../../dialog/message.ts';
import { outboxPriorities, type InboxRow, type UnitOfWork } from '../../store/contract.ts';
import type { Asker } from './asker.ts';
import type { OutboxMessage } from '../sending/outbox-message.ts';

/** One reply to the person of the event. `key` is unique within the event: it makes the outbox key. */
export type Reply = { key: string; message: Message; slot?: string; dialogId?: string };

export type Replies = { add(reply: Reply): void };

/** Order within an address: grows, also over restarts, as long as the clock does. */
export const createSequence = (now: () => Date): (() => number) => {
  let last = 0;
  return () => {
    last = Math.max(last + 1, now().getTime() * 100);
    return last;
  };
};

/** Collects replies into the unit of work, in the order in which they are added. */
export const collectReplies = (
  row: InboxRow,
  asker: () => Asker,
  uow: UnitOfWork,
  nextSeq: () => number,
): Replies => ({
  add({ key, message, slot, dialogId = row.id }) {
    const { person, lang } = asker();
    const body: OutboxMessage = {
      message,
      token: questionToken(dialogId, key.replace(/^\d+\//, '')),
      inPlace: isPress(row),
    };
    uow.enqueue({
      id: `${row.id}/${key}`,
      channel: row.channel,
      address: row.address,
      ...(person ? { personId: person.id } : {}),
      eventId: row.id,
      priority: outboxPriorities.reply,
      seq: nextSeq(),
      notBefore: row.at,
      lang,
      message: body,
      ...(slot ? { slot } : {}),
      at: row.at,
    });
  },
});

const isPress = ({ payload }: InboxRow): boolean =>
  typeof payload === 'object' && payload !== null && 'press' in payload;
