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

const payloadOf = ({ text, press, files, other, presence, album }: Delivery): Payload => ({
  ...(text === undefined ? {} : { text }),
  ...(press === undefined ? {} : { press }),
  ...otherOf(other),
  ...(files ? { files: files.map(fileOf) } : {}),
  ...(presence ? { presence } : {}),
  ...(album === undefined ? {} : { album }),
});

/** A delivery as it is stored; files are kept by their reference. */
export const inboxRowOf = (channel: string, delivery: Delivery, at: Date): NewRow => {
  const { eventId, address, album } = delivery;
  const payload = payloadOf(delivery);
  const hold = album === undefined ? {} : { notBefore: new Date(at.getTime() + albumHoldMs) };
  return { id: `${channel}:${eventId}`, channel, eventId, address, at, payload, ...hold };
};
