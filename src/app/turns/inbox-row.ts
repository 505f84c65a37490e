import type { Delivery, InboundFile } from '../../channels/channel.ts';
import type { InboxRow } from '../../store/contract.ts';
import type { Payload, StoredFile } from './attempt-turn.ts';

type NewRow = Pick<InboxRow, 'id' | 'channel' | 'eventId' | 'address' | 'at'> & {
  payload: Payload;
  notBefore?: Date;
};

/** Parts of one album arrive within this time of each other; one that is late is an event of its own. */
const albumHoldMs = 1_500;

const fileOf = ({
  ref,
  name,
  type = 'application/octet-stream',
  size = 0,
  kept,
}: InboundFile): StoredFile => ({ id: ref, name, type, size, ...(kept ? {} : { fetch: true }) });

/** An edited message is no answer of any kind: only a word about it follows. */
const otherOf = (other: Delivery['other']): Pick<Payload, 'other' | 'trouble'> => {
  if (other === undefined) return {};
  return other === 'edited' ? { trouble: 'edited' } : { other };
};

/** What is stored as it came. */
const plain = [
  'text',
  'press',
  'presence',
  'contact',
  'withdraws',
  'human',
  'report',
  'album',
] as const;

const payloadOf = (delivery: Delivery): Payload => {
  const { files, other } = delivery;
  const kept: Payload = Object.fromEntries(
    plain.filter((key) => delivery[key] !== undefined).map((key) => [key, delivery[key]]),
  );
  return { ...kept, ...otherOf(other), ...(files ? { files: files.map(fileOf) } : {}) };
};

/** A delivery as it is stored; files are kept by their reference. */
export const inboxRowOf = (channel: string, delivery: Delivery, at: Date): NewRow => {
  const { eventId, address, album } = delivery;
  const payload = payloadOf(delivery);
  const hold = album === undefined ? {} : { notBefore: new Date(at.getTime() + albumHoldMs) };
  return { id: `${channel}:${eventId}`, channel, eventId, address, at, payload, ...hold };
};
