import type { Delivery } from '../channels/channel.ts';
import type { InboxRow } from '../store/contract.ts';

/** A delivery as it is stored; files are kept by their reference. */
export const inboxRowOf = (
  channel: string,
  { eventId, address, text, press, files, other }: Delivery,
  at: Date,
): Pick<InboxRow, 'id' | 'channel' | 'eventId' | 'address' | 'at' | 'payload'> => ({
  id: `${channel}:${eventId}`,
  channel,
  eventId,
  address,
  at,
  payload: {
    ...(text === undefined ? {} : { text }),
    ...(press === undefined ? {} : { press }),
    ...(other === undefined ? {} : { other }),
    ...(files
      ? {
          files: files.map(({ ref, name, type = 'application/octet-stream', size = 0 }) => ({
            id: ref,
            name,
            type,
            size,
          })),
        }
      : {}),
  },
});
