import type { FileRef, Rendered } from '../../dialog/message.ts';
import { SendError, type Channel, type FilePort, type Sent } from '../channel.ts';
import { breach } from '../fit.ts';
import { telegramLike } from '../limits.ts';
import type { TelegramApi, Upload } from './api.ts';
import { captionOf, textOf } from './outbound.ts';

export type SendingDeps = { api: TelegramApi; files: FilePort };

/** What Telegram shows as a picture; anything larger or of another kind goes as a document. */
const pictures = new Set(['image/jpeg', 'image/png', 'image/webp']);
const largestPicture = 10_000_000;

const refuse = (why: string): never => {
  throw new SendError('rejected', why);
};

const check = (message: Rendered): void => {
  const wrong = breach(message, telegramLike);
  if (wrong !== undefined) refuse(wrong);
};

const load = async (files: FilePort, { id, name }: FileRef): Promise<Upload> => {
  const found = await files.get(id).catch((cause: unknown) => {
    throw new SendError('transient', 'the file could not be read', { cause });
  });
  return found ? { bytes: found.bytes, name } : refuse('the file is not there');
};

const sentAs = ({ message_id: id }: { message_id: number }): Sent => ({ providerId: String(id) });

const isRejected = (error: unknown): boolean =>
  error instanceof SendError && error.code === 'rejected';

const sendDocument = async (
  { api, files }: SendingDeps,
  address: string,
  message: Rendered,
  file: FileRef,
): Promise<Sent> => {
  const document = await load(files, file);
  const about = { chat_id: address, ...captionOf(message), document };
  return sentAs(await api.call('sendDocument', about));
};

/** A picture whose sides Telegram does not like still arrives, as a document. */
const sendPicture = async (
  deps: SendingDeps,
  address: string,
  message: Rendered,
  image: FileRef,
): Promise<Sent> => {
  if (!pictures.has(image.type) || image.size > largestPicture) {
    return sendDocument(deps, address, message, image);
  }
  const photo = await load(deps.files, image);
  try {
    const about = { chat_id: address, ...captionOf(message), photo };
    return sentAs(await deps.api.call('sendPhoto', about));
  } catch (error) {
    if (!isRejected(error)) throw error;
    return sendDocument(deps, address, message, image);
  }
};

export const createSend =
  (deps: SendingDeps): Channel['send'] =>
  async (address, message) => {
    check(message);
    if (message.image) return sendPicture(deps, address, message, message.image);
    if (message.file) return sendDocument(deps, address, message, message.file);
    return sentAs(await deps.api.call('sendMessage', { chat_id: address, ...textOf(message) }));
  };

/** The server refuses to change a message into what it is already: then it says what it should. */
const isSameAlready = (error: unknown): boolean =>
  isRejected(error) && error instanceof Error && error.message.includes('is not modified');

/** Only words and buttons can be changed; a message with a file is `rejected`, and sent anew by the caller. */
export const createEdit =
  ({ api }: SendingDeps): NonNullable<Channel['edit']> =>
  async (address, providerId, message) => {
    check(message);
    if (message.image ?? message.file) refuse('a file cannot take the place of words');
    if (!/^\d{1,15}$/.test(providerId)) refuse('no such message to edit');
    const place = { chat_id: address, message_id: Number(providerId) };
    try {
      await api.call('editMessageText', { ...place, ...textOf(message) });
    } catch (error) {
      if (!isSameAlready(error)) throw error;
    }
    return { providerId };
  };
