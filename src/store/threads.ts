import { Types } from 'mongoose';
import type { Models } from './models/models.ts';
import type { StoredMessage } from './models/threads.ts';
import { fromStored } from './stored.ts';
import { isDuplicateKey } from './transaction.ts';

/** The simulator's phones. The web channel asks for this by its own port; the shapes are the same. */
export type Persona = {
  id: string;
  name: string;
  role: string;
  unit: string;
  like: 'zalo' | 'telegram' | 'web';
};

type FileRef = { id: string; name: string; type: string; size: number };
type ThreadChoice = {
  id: string;
  label: string;
  tone: 'plain' | 'primary' | 'success' | 'danger';
  action: string;
  code?: string;
  narrow?: boolean;
};

export type ThreadMessage = {
  n: number;
  at: string;
  editedAt?: string;
  from: 'bot' | 'me';
  eventId?: string;
  text: string;
  choices: readonly ThreadChoice[];
  slot?: string;
  image?: FileRef;
  file?: FileRef;
};

export type Threads = {
  personas(): Promise<Persona[]>;
  addPersona(persona: Persona): Promise<void>;
  append(personaId: string, message: Omit<ThreadMessage, 'n'>): Promise<ThreadMessage>;
  replace(
    personaId: string,
    n: number,
    change: Omit<ThreadMessage, 'n' | 'at' | 'from' | 'eventId'>,
  ): Promise<ThreadMessage | undefined>;
  after(personaId: string, n: number, limit: number): Promise<ThreadMessage[]>;
};

const asMessage = ({ _id, thread: _thread, choices, ...rest }: StoredMessage): ThreadMessage => ({
  ...rest,
  choices: JSON.parse(choices) as ThreadMessage['choices'], // written below only
});
const packed = <M extends { choices: ThreadMessage['choices'] }>(message: M) => ({
  ...message,
  choices: JSON.stringify(message.choices),
});
const idOf = (thread: string, n: number): string => `${thread}/${String(n)}`;

const appender =
  ({ threads }: Models): Threads['append'] =>
  async (thread, message) => {
    const { eventId } = message;
    // Numbers have no gaps and appear in order, so that `after` misses nothing: each is the last plus one,
    // and whoever loses the race for it takes the next.
    for (;;) {
      const last = await threads.findOne({ thread }, { n: 1 }).sort({ n: -1 }).lean();
      const n = (last?.n ?? 0) + 1;
      try {
        await threads.insertOne({ _id: idOf(thread, n), thread, ...packed(message), n });
        return { ...message, n };
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      const known = eventId && (await threads.findOne({ thread, eventId }).lean());
      if (known) return asMessage(known);
    }
  };

const changeable = ['text', 'choices', 'editedAt', 'slot', 'image', 'file'] as const;

const personaPort = ({ personas }: Models): Pick<Threads, 'personas' | 'addPersona'> => ({
  async personas() {
    const rows = await personas.find().sort({ order: 1 }).lean();
    return rows.map(({ order: _order, ...row }) => fromStored<Persona>(row));
  },
  async addPersona({ id, ...fields }) {
    const order = new Types.ObjectId();
    await personas.updateOne(
      { _id: id },
      { $set: fields, $setOnInsert: { order } },
      { upsert: true },
    );
  },
});

/** The simulator's phones, kept through restarts. */
export const createThreads = (models: Models): Threads => ({
  ...personaPort(models),
  append: appender(models),
  async replace(thread, n, change) {
    const gone = changeable.filter((key) => change[key] === undefined);
    const row = await models.threads
      .findOneAndUpdate(
        { thread, n },
        { $set: packed(change), $unset: Object.fromEntries(gone.map((key) => [key, 1])) },
        { returnDocument: 'after' },
      )
      .lean();
    return row ? asMessage(row) : undefined;
  },
  async after(thread, n, limit) {
    const rows = await models.threads
      .find({ thread, n: { $gt: n } })
      .sort({ n: 1 })
      .limit(limit)
      .lean();
    return rows.map(asMessage);
  },
});
