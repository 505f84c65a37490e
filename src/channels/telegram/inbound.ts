import type { Message, Update } from '@grammyjs/types';
import { Malformed, type Delivery, type InboundFile } from '../channel.ts';

/** What the bot asks to be told of; everything else stays with Telegram. */
export const wantedUpdates = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
] as const satisfies readonly Exclude<keyof Update, 'update_id'>[];

/** An update in the house's terms, or the name of what the bot does not serve. */
export type Read = { delivery: Delivery; callbackId?: string } | { unknown: string };

/** What somebody can send that is no text and no file. The rest are notes of the chat itself. */
const others = {
  sticker: 'sticker',
  voice: 'voice',
  video_note: 'voice',
  venue: 'location',
  location: 'location',
  contact: 'contact',
  animation: 'unsupported',
  audio: 'unsupported',
  video: 'unsupported',
  poll: 'unsupported',
  dice: 'unsupported',
  game: 'unsupported',
  story: 'unsupported',
  paid_media: 'unsupported',
  checklist: 'unsupported',
  rich_message: 'unsupported',
} as const satisfies Record<string, Delivery['other']>;

/** What every private message has, so that whatever is left over names its kind. */
const envelope = new Set(['message_id', 'from', 'chat', 'date', 'edit_date', 'update_id']);

const nameOf = (of: object): string =>
  Object.keys(of).find((key) => !envelope.has(key)) ?? 'nothing';

const nfc = (words: string): string => words.normalize('NFC');

const documentOf = ({ document }: Message): InboundFile | undefined =>
  document && {
    ref: document.file_id,
    name: nfc(document.file_name ?? `file-${document.file_unique_id}`),
    ...(document.mime_type === undefined ? {} : { type: document.mime_type }),
    ...(document.file_size === undefined ? {} : { size: document.file_size }),
  };

/** The sizes of one photo come smallest first. */
const photoOf = ({ photo, message_id: id }: Message): InboundFile | undefined => {
  const largest = photo?.at(-1);
  return (
    largest && {
      ref: largest.file_id,
      name: `photo-${id}.jpg`,
      type: 'image/jpeg',
      ...(largest.file_size === undefined ? {} : { size: largest.file_size }),
    }
  );
};

type Said = Omit<Delivery, 'eventId' | 'address' | 'at'>;

const filesOf = (message: Message): Said | undefined => {
  const file = message.animation ? undefined : (documentOf(message) ?? photoOf(message));
  if (!file) return undefined;
  const { caption, media_group_id: album } = message;
  return {
    files: [file],
    ...(caption ? { text: nfc(caption) } : {}),
    ...(album ? { album } : {}),
  };
};

const saidOf = (message: Message): Said | undefined => {
  if (message.text !== undefined) {
    return message.text.trim() === '' ? { other: 'empty' } : { text: nfc(message.text) };
  }
  const files = filesOf(message);
  if (files) return files;
  const kinds = Object.keys(others) as (keyof typeof others)[]; // the keys of that table
  const kind = kinds.find((one) => one in message);
  return kind && { other: others[kind] };
};

const ofMessage = (eventId: string, message: Message, said: Said | undefined): Read => {
  const { chat, date, edit_date: edited } = message;
  if (chat.type !== 'private') return { unknown: `message in a ${chat.type}` };
  if (!said) return { unknown: `message: ${nameOf(message)}` };
  const at = new Date((edited ?? date) * 1_000);
  return { delivery: { eventId, address: String(chat.id), at, ...said } };
};

/** Only changed words are news: a shared place is "edited" every half minute. */
const editOf = ({ text, caption }: Message): Said | undefined =>
  text === undefined && caption === undefined ? undefined : { other: 'edited' };

const ofPress = (eventId: string, query: NonNullable<Update['callback_query']>): Read => {
  const { id, from, message, data } = query;
  if (message && message.chat.type !== 'private') {
    return { unknown: `callback_query in a ${message.chat.type}` };
  }
  if (data === undefined) return { unknown: 'callback_query without data' };
  return {
    delivery: { eventId, address: String(from.id), press: nfc(data) },
    callbackId: id,
  };
};

const ofMember = (eventId: string, change: NonNullable<Update['my_chat_member']>): Read => {
  const { chat, date, new_chat_member: now } = change;
  if (chat.type !== 'private') return { unknown: `my_chat_member in a ${chat.type}` };
  const presence = now.status === 'kicked' ? 'left' : 'back';
  const at = new Date(date * 1_000);
  return { delivery: { eventId, address: String(chat.id), at, presence } };
};

const read = (update: Update): Read => {
  const eventId = String(update.update_id);
  const { message, edited_message: edited, callback_query: press, my_chat_member: member } = update;
  if (message) return ofMessage(eventId, message, saidOf(message));
  if (edited) return ofMessage(eventId, edited, editOf(edited));
  if (press) return ofPress(eventId, press);
  if (member) return ofMember(eventId, member);
  return { unknown: nameOf(update) };
};

/** Throws `Malformed` for what is no update at all. */
export const readUpdate = (update: unknown): Read => {
  const isUpdate =
    typeof update === 'object' &&
    update !== null &&
    'update_id' in update &&
    Number.isSafeInteger(update.update_id);
  if (!isUpdate) throw new Malformed('no update_id');
  try {
    return read(update as Update); // the vendor's promise; what breaks it is caught here
  } catch {
    return { unknown: `damaged ${nameOf(update)}` };
  }
};
