import { SendError, type Channel, type SendContext } from '../../channels/channel.ts';
import { fit, type LinkTo } from '../../channels/fit.ts';
import type { Rendered } from '../../dialog/message.ts';
import type { Outbox, OutboxRow } from '../../store/contract.ts';
import type { Speaker } from '../words.ts';
import { bodyOf, isQuestion, messageOf } from './outbox-message.ts';

export type SendPartsDeps = {
  outbox: Outbox;
  speaker: Speaker;
  /** For files that a channel does not carry. */
  linkTo?: LinkTo | undefined;
  /** Keeps the channel's rates. */
  throttle(channel: Channel, address: string, priority: number): Promise<void>;
};

const partsOf = (
  { speaker, linkTo }: SendPartsDeps,
  row: OutboxRow,
  channel: Channel,
): Rendered[] => {
  const rendered: Rendered = {
    ...speaker.render(messageOf(row), row.lang, bodyOf(row).token, row.slot),
    ...(isQuestion(row) ? {} : { free: true }),
  };
  return fit(rendered, channel.limits(row.address), speaker.phrase(row.lang), linkTo);
};

/** The message to change: the one in this slot, while it is the last thing said there. */
const placeOf = async (
  { outbox }: SendPartsDeps,
  row: OutboxRow,
  channel: Channel,
): Promise<string | undefined> => {
  const editable = channel.edit && channel.limits(row.address).edit;
  if (!row.slot || !editable || !bodyOf(row).inPlace) return undefined;
  const ids = await outbox.lastOfSlot(row.channel, row.address, row.slot);
  return ids?.length === 1 ? ids[0] : undefined;
};

/**
 * Changes the message in its place. Where that message is gone, or can no longer be changed, what it should say
 * still reaches the person, as a new one: `rejected` says so, and a message that is itself at fault is rejected
 * again.
 */
const show = async (
  { channel, address, context }: { channel: Channel; address: string; context: SendContext },
  part: Rendered,
  place: string | undefined,
): Promise<string> => {
  if (place !== undefined && channel.edit) {
    try {
      return (await channel.edit(address, place, part)).providerId;
    } catch (error) {
      if (!(error instanceof SendError) || error.code !== 'rejected') throw error;
    }
  }
  return (await channel.send(address, part, context)).providerId;
};

/** Sends what is left of the parts; resolves to the vendor's id of the last. */
export const sendParts = async (
  deps: SendPartsDeps,
  row: OutboxRow,
  channel: Channel,
  context: SendContext,
): Promise<string> => {
  const parts = partsOf(deps, row, channel);
  const place = parts.length === 1 ? await placeOf(deps, row, channel) : undefined;
  let last = '';
  for (const [index, part] of parts.entries()) {
    if (index < row.sent.length) continue;
    await deps.throttle(channel, row.address, row.priority);
    const providerId = await show({ channel, address: row.address, context }, part, place);
    last = providerId;
    if (index < parts.length - 1) await deps.outbox.partSent(row.id, providerId);
  }
  return last;
};
