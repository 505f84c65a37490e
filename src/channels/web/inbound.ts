import type { FileRef } from '../../dialog/message.ts';
import type { Delivery, FilePort } from '../channel.ts';
import type { MessageBody, SentFile } from './bodies.ts';
import { isPicture, kindOf, typeOf } from './file-types.ts';
import type { ThreadMessage, ThreadPort } from './ports.ts';
import { sharedBy } from './pretend-card.ts';
import { readThread } from './threads.ts';

/** What the person did, as the inbox gets it and as their own phone shows it. */
export type Inbound = { said: Partial<Delivery>; bubbles: Partial<ThreadMessage>[] };

/** Shown for a press that no button of the thread carries: a raw id means nothing to people. */
const unknownPress = '•••';

const fromText = (words: string): Inbound => {
  const text = words.normalize('NFC');
  return { said: text.trim() === '' ? { other: 'empty' } : { text }, bubbles: [{ text }] };
};

const fromPress = async (
  press: string,
  threads: ThreadPort,
  personaId: string,
): Promise<Inbound> => {
  const choices = (await readThread(threads, personaId, 0)).flatMap((one) => one.choices);
  const text = choices.findLast(({ id }) => id === press)?.label ?? unknownPress;
  const contact = sharedBy(press);
  return { said: contact ? { contact } : { press }, bubbles: [{ text }] };
};

const keep = async ({ name, base64 }: SentFile, files: FilePort): Promise<FileRef> =>
  files.put(Buffer.from(base64, 'base64'), { name, type: typeOf(name) });

const bubbleOf = (file: FileRef): Partial<ThreadMessage> =>
  isPicture(file.type) ? { image: file } : { file };

const fromFiles = async (sent: readonly SentFile[], files: FilePort): Promise<Inbound> => {
  const kept: FileRef[] = [];
  for (const one of sent) kept.push(await keep(one, files));
  const kinds = new Set(sent.map(({ name }) => kindOf(name)));
  const [kind] = kinds;
  const refs = kept.map(({ id, name, type, size }) => ({
    ref: id,
    name,
    type,
    size,
    kept: true as const,
  }));
  const only = kinds.size === 1 && kind !== undefined && kind !== 'file' ? kind : undefined;
  return { said: only ? { other: only } : { files: refs }, bubbles: kept.map(bubbleOf) };
};

export const inboundOf = async (
  body: MessageBody,
  { threads, files, personaId }: { threads: ThreadPort; files: FilePort; personaId: string },
): Promise<Inbound> => {
  if (body.text !== undefined) return fromText(body.text);
  if (body.press !== undefined) return fromPress(body.press.normalize('NFC'), threads, personaId);
  return fromFiles(body.files ?? (body.file ? [body.file] : []), files);
};
