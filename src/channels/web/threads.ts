import type { FileRef } from '../../dialog/message.ts';
import type { Persona, ThreadMessage, ThreadPort } from './ports.ts';
import { Refusal } from './refusal.ts';

const batch = 500;

/** All of a thread after `n`, in order. */
export const readThread = async (
  threads: ThreadPort,
  personaId: string,
  n: number,
): Promise<ThreadMessage[]> => {
  const all: ThreadMessage[] = [];
  for (;;) {
    const some = await threads.after(personaId, all.at(-1)?.n ?? n, batch);
    all.push(...some);
    if (some.length < batch) return all;
  }
};

export const knownPersona = async (threads: ThreadPort, id: string): Promise<Persona> => {
  const found = (await threads.personas()).find((one) => one.id === id);
  if (!found) throw new Refusal(404, 'There is no such persona.');
  return found;
};

const withUrl = ({ id, name, type, size }: FileRef) => ({
  name,
  type,
  size,
  url: `/sim/api/files/${encodeURIComponent(id)}`,
});

/** A bubble as the API shows it: files carry an address instead of an id. */
export const shown = ({ image, file, ...rest }: ThreadMessage) => ({
  ...rest,
  ...(image ? { image: withUrl(image) } : {}),
  ...(file ? { file: withUrl(file) } : {}),
});
