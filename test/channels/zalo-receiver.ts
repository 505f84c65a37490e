import { createMemoryFiles } from '../../src/channels/web/memory-files.ts';
import { createZaloChannel, type ZaloDeps } from '../../src/channels/zalo/channel.ts';
import { createEvents } from '../zalo-oa-sdk/double-events.ts';

export const app = {
  appId: '360846524940903967',
  oaId: '388613280878808645',
  oaSecret: 'oa-secret-Mẫu',
};
export const user = '246845883529197922';
export const now = new Date('2026-11-24T08:00:15+07:00');
export const timestamp = String(now.getTime());
export const events = createEvents({ ...app, now: () => now });

/** What the channel told besides deliveries; emptied by `forget`. */
export const told = {
  receipts: [] as object[],
  unknown: [] as string[],
};
export const forget = (): void => {
  told.receipts.length = told.unknown.length = 0;
};

/** A channel that only receives: its vendor is nowhere. */
export const openReceiver = (more: Partial<ZaloDeps> = {}) =>
  createZaloChannel({
    ...app,
    oldestMs: undefined,
    client: { now: () => now, apiRoot: 'http://127.0.0.1:9' },
    tokens: { current: async () => '', refreshed: async () => '' },
    files: createMemoryFiles(),
    uploads: { find: async () => undefined, keep: async () => undefined },
    linkTo: ({ id }) => id,
    contactImage: () => 'https://bot.example/card.png',
    onReceipt: (receipt) => void told.receipts.push(receipt),
    onUnknown: (name) => void told.unknown.push(name),
    ...more,
  });

/** An event of a person, with the id `m1`. */
export const sent = (kind: string, message: object = {}) => ({
  app_id: app.appId,
  sender: { id: user },
  recipient: { id: app.oaId },
  event_name: `user_send_${kind}`,
  message: { msg_id: 'm1', ...message },
  timestamp,
});
