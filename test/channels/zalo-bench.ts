import type { SendError } from '../../src/channels/channel.ts';
import { createZaloChannel, type ZaloDeps } from '../../src/channels/zalo/channel.ts';
import type { UploadMemory } from '../../src/channels/zalo/uploads.ts';
import { createMemoryFiles } from '../../src/channels/web/memory-files.ts';
import type { Rendered, RenderedChoice } from '../../src/dialog/message.ts';
import { expect } from '@jest/globals';
import { startZaloDoubles, type DoubleSettings } from '../zalo-oa-sdk/doubles.ts';

/** An id above 2^53, as Zalo's are. */
export const address = '2468458835296197922';

export type Noted = { receipts: unknown[]; unknown: string[] };

const createMemoryUploads = (): UploadMemory & { kept: Map<string, string> } => {
  const all = new Map<string, { handle: string; until: Date }>();
  const kept = new Map<string, string>();
  return {
    kept,
    find: async (key) => all.get(key),
    async keep(key, handle, until) {
      all.set(key, { handle, until });
      kept.set(key, handle);
    },
  };
};

/** The channel against the doubles of Zalo's three APIs, with one person who has just written. */
export const openBench = async (
  settings: DoubleSettings = {},
  more: Partial<ZaloDeps> = {},
  client: Partial<ZaloDeps['client']> = {},
) => {
  const zalo = await startZaloDoubles(settings);
  const person = zalo.world.addPerson(address);
  const files = createMemoryFiles();
  const uploads = createMemoryUploads();
  const noted: Noted = { receipts: [], unknown: [] };
  const channel = createZaloChannel({
    ...zalo.app,
    oldestMs: undefined,
    client: { ...zalo.options, ...client },
    tokens: zalo.tokenSource(),
    files,
    uploads,
    linkTo: ({ id }) => `https://bot.example/f/${id}`,
    contactImage: () => 'https://bot.example/zalo/the-lien-he.png',
    onReceipt: (receipt) => void noted.receipts.push(receipt),
    onUnknown: (name) => void noted.unknown.push(name),
    ...more,
  });
  return { zalo, person, files, uploads, noted, channel };
};

export type ZaloBench = Awaited<ReturnType<typeof openBench>>;

export const say = (text: string, more: Partial<Rendered> = {}): Rendered => ({
  text,
  choices: [],
  ...more,
});

export const choice = (label: string, more: Partial<RenderedChoice> = {}): RenderedChoice => ({
  id: `open:${label}`,
  label,
  tone: 'plain',
  action: 'open',
  ...more,
});

export const failure = async (work: Promise<unknown>): Promise<SendError> => {
  const thrown: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toMatchObject({ name: 'SendError' });
  return thrown as SendError; // by the line above
};
