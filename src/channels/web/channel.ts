import type { Rendered } from '../../dialog/message.ts';
import { SendError, type Channel, type FilePort, type Limits, type Sent } from '../channel.ts';
import { breach } from '../fit.ts';
import { telegramLike, webLike, zaloLike } from '../limits.ts';
import { createFaults } from './faults.ts';
import { createMemoryFiles } from './memory-files.ts';
import type { Fault, Like, ThreadMessage, ThreadPort } from './ports.ts';
import { shareChoice } from './pretend-card.ts';

export type WebChannelDeps = {
  threads: ThreadPort;
  /** Where bytes are; in memory when absent. */
  files?: FilePort;
  now: () => Date;
  /** Called after each change of a thread; `createFeed().publish` fits. */
  notify: (personaId: string, message: ThreadMessage) => void;
  /** What a button says that pretends to share a phone number by the vendor's card; no such button when absent. */
  shareLabel?: string;
};

/** The simulator's phones as a channel: the address is the persona's id, the limits are those it imitates. */
export type WebChannel = Channel & {
  readonly files: FilePort;
  setFault(personaId: string, fault: Fault): void;
  /** Learns anew who plays and whose limits apply. The routes call it at start, on a new persona and on reset. */
  refresh(): Promise<void>;
  clearFaults(): void;
};

/** Contents are as tight as with the vendor; the pace is the page's, or every try would cost seconds. */
const limitsByLike: Record<Like, Limits> = {
  zalo: { ...zaloLike, rate: webLike.rate },
  telegram: { ...telegramLike, rate: webLike.rate },
  web: webLike,
};

const optional = ({ slot, image, file }: Rendered) => ({
  ...(slot === undefined ? {} : { slot }),
  ...(image ? { image } : {}),
  ...(file ? { file } : {}),
});

/** What the thread's keeper throws is a broken outside: worth another try. */
const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (cause) {
    throw new SendError('transient', 'the thread could not be written', { cause });
  }
};

const refuse = (why: string): never => {
  throw new SendError('rejected', why);
};

const sentAs = ({ n }: ThreadMessage): Sent => ({ providerId: String(n) });

type Inner = WebChannelDeps & { check: (address: string, message: Rendered) => Promise<Limits> };

const createSend =
  ({ threads, now, notify, check, shareLabel }: Inner): Channel['send'] =>
  async (address, message) => {
    await check(address, message);
    const at = now().toISOString();
    const { text, asksContact } = message;
    const pretends = asksContact && shareLabel !== undefined;
    const choices = pretends ? [shareChoice(shareLabel)] : message.choices;
    const bubble = await guarded(() =>
      threads.append(address, { at, from: 'bot', text, choices, ...optional(message) }),
    );
    notify(address, bubble);
    return sentAs(bubble);
  };

const createEdit =
  ({ threads, now, notify, check }: Inner): NonNullable<Channel['edit']> =>
  async (address, providerId, message) => {
    const limits = await check(address, message);
    if (!limits.edit) return refuse('this channel cannot edit');
    const n = /^\d{1,9}$/.test(providerId) ? Number(providerId) : 0;
    const change = { editedAt: now().toISOString(), text: message.text, choices: message.choices };
    const bubble = await guarded(() =>
      threads.replace(address, n, { ...change, ...optional(message) }),
    );
    if (!bubble) return refuse('no such message to edit');
    notify(address, bubble);
    return sentAs(bubble);
  };

export const createWebChannel = (deps: WebChannelDeps): WebChannel => {
  const { threads, files = createMemoryFiles() } = deps;
  const likes = new Map<string, Like>();
  const faults = createFaults();

  const refresh = async () => {
    const personas = await threads.personas();
    likes.clear();
    for (const { id, like } of personas) likes.set(id, like);
  };
  /** Before anything is known the tightest limits are safe everywhere. */
  const limits = (address: string) => limitsByLike[likes.get(address) ?? 'zalo'];

  const check = async (address: string, message: Rendered) => {
    const fault = faults.take(address);
    if (fault) throw fault;
    if (!likes.has(address)) await guarded(refresh);
    if (!likes.has(address)) throw new SendError('unreachable', 'no such persona');
    const wrong = breach(message, limits(address));
    return wrong === undefined ? limits(address) : refuse(wrong);
  };

  return {
    name: 'web',
    files,
    limits,
    refresh,
    setFault: (personaId, fault) => faults.set(personaId, fault),
    clearFaults: () => faults.clear(),
    send: createSend({ ...deps, check }),
    edit: createEdit({ ...deps, check }),
    async fetchFile(ref) {
      const found = await guarded(() => files.get(ref));
      return found ?? refuse('no such file');
    },
  };
};
