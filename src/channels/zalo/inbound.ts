import type {
  ZaloAttachment,
  ZaloEvent,
  ZaloMessageContent,
  ZaloMessageKind,
} from '../../zalo-oa-sdk/event-types.ts';
import type { ChannelReport, Delivery, InboundFile } from '../channel.ts';
import { typeByName } from './file-type.ts';
import { pressIn } from './press.ts';

/** A message was delivered, or read. Of one sent by phone nothing says whose it was. */
export type Receipt = { about: 'received' | 'seen'; messageIds: readonly string[] };

/** An event in the house's terms. `unknown` names what the bot does not serve. */
export type Read =
  { said: Omit<Delivery, 'eventId'> } | { receipt: Receipt } | { unknown: string } | 'ignored';

type Said = Omit<Delivery, 'eventId' | 'address' | 'at'>;
type Message = ZaloMessageContent & { kind: ZaloMessageKind };

/** What somebody can send that is no text and no file. */
const others: Readonly<Record<ZaloMessageKind, NonNullable<Delivery['other']>>> = {
  text: 'empty',
  image: 'unsupported',
  gif: 'unsupported',
  video: 'unsupported',
  audio: 'voice',
  file: 'unsupported',
  sticker: 'sticker',
  link: 'unsupported',
  location: 'location',
  business_card: 'contact',
};

const nfc = (words: string): string => words.normalize('NFC');

/** What the address ends in, where that is a file's name. */
const nameIn = (url: string): string | undefined => {
  const last = URL.canParse(url) ? new URL(url).pathname.split('/').at(-1) : undefined;
  return last !== undefined && /^[\w.-]{1,80}\.[a-z0-9]{2,5}$/iu.test(last) ? last : undefined;
};

const pictureOf = (url: string, number: number, kind: 'image' | 'gif'): InboundFile => {
  const name = nameIn(url) ?? `photo-${number}.${kind === 'gif' ? 'gif' : 'jpg'}`;
  const type = kind === 'gif' ? 'image/gif' : (typeByName(name) ?? 'image/jpeg');
  return { ref: url, name, type };
};

const documentOf = (
  url: string,
  number: number,
  one: Extract<ZaloAttachment, { type: 'file' }>,
): InboundFile => {
  const { size, extension = 'bin' } = one;
  const name = nfc(one.name ?? nameIn(url) ?? `file-${number}.${extension}`);
  const type = typeByName(name);
  return {
    ref: url,
    name,
    ...(type === undefined ? {} : { type }),
    ...(size === undefined ? {} : { size }),
  };
};

const fileOf = (one: ZaloAttachment, index: number): InboundFile | undefined => {
  if (!('url' in one) || one.url === undefined) return undefined;
  if (one.type === 'image' || one.type === 'gif') return pictureOf(one.url, index + 1, one.type);
  return one.type === 'file' ? documentOf(one.url, index + 1, one) : undefined;
};

/** A link is a text: its address, unless the words hold it already. */
const wordsOf = ({ text = '', attachments }: ZaloMessageContent): string => {
  const urls = attachments.flatMap((one) =>
    one.type === 'link' && one.card === undefined && one.url !== undefined ? [one.url] : [],
  );
  const missing = urls.filter((url) => !text.includes(url));
  return nfc([text, ...missing].filter((words) => words.trim() !== '').join('\n'));
};

const isCard = (one: ZaloAttachment): boolean => one.type === 'link' && one.card !== undefined;

const saidIn = (message: Message): Said => {
  const words = wordsOf(message);
  const files = message.attachments.map(fileOf).filter((one) => one !== undefined);
  if (files.length > 0) return { files, ...(words === '' ? {} : { text: words }) };
  const press = pressIn(words);
  if (press !== undefined) return { press };
  if (words !== '') return { text: words };
  return { other: message.attachments.some(isCard) ? 'contact' : others[message.kind] };
};

const contactIn = ({ info }: Extract<ZaloEvent, { kind: 'submit_info' }>): Said => ({
  contact: {
    ...(info.name === undefined ? {} : { name: nfc(info.name) }),
    ...(info.phone === undefined ? {} : { phone: info.phone }),
  },
});

const isMessage = (event: ZaloEvent): event is Extract<ZaloEvent, Message> => event.kind in others;

/** What a person does by their own hand; the tap on the page's chat button opens the window as a text would. */
const byPerson = (event: ZaloEvent): Said | undefined => {
  if (isMessage(event)) return saidIn(event);
  switch (event.kind) {
    case 'follow':
    case 'click_chatnow':
      return { presence: 'arrived' };
    case 'unfollow':
      return { presence: 'left' };
    case 'submit_info':
      return contactIn(event);
    case 'withdraw':
      return { withdraws: true };
    default:
      return undefined;
  }
};

type Change = { from: string | undefined; to: string | undefined };

const changed = ({ from, to }: Change): { from?: string; to?: string } => ({
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

const whatOf = {
  template_status: 'status',
  template_quality: 'quality',
  template_quota: 'quota',
} as const;

type TemplateChange = Extract<ZaloEvent, { kind: keyof typeof whatOf }>;

const ofTemplate = (event: TemplateChange): ChannelReport | undefined => {
  const { templateId, kind } = event;
  if (templateId === undefined) return undefined;
  const reason = kind === 'template_status' ? event.reason : undefined;
  const why = reason === undefined ? {} : { reason: nfc(reason) };
  return { about: 'template', templateId, what: whatOf[kind], ...changed(event), ...why };
};

const ofReply = (providerId: string | undefined): ChannelReport | undefined =>
  providerId === undefined ? undefined : { about: 'reply', providerId };

/** What is told of the account, or of a template that it has sent: nothing that a person says. */
const reportIn = (event: ZaloEvent): ChannelReport | undefined => {
  switch (event.kind) {
    case 'template_reply':
    case 'template_feedback':
      return ofReply(event.messageId);
    case 'template_status':
    case 'template_quality':
    case 'template_quota':
      return ofTemplate(event);
    case 'daily_quota':
      return { about: 'allowance', ...changed(event) };
    default:
      return undefined;
  }
};

/** A human's answer in Zalo's own tool; the bot's own words come back without a name. */
const ofEcho = ({ adminId, userId, at }: Extract<ZaloEvent, { kind: 'echo' }>): Read =>
  adminId === undefined || userId === undefined
    ? 'ignored'
    : { said: { address: userId, ...moment(at), human: true } };

const moment = (at: Date | undefined): { at?: Date } => (at === undefined ? {} : { at });

const ofReceipt = (event: ZaloEvent): Receipt | undefined => {
  if (event.kind === 'seen') return { about: 'seen', messageIds: event.messageIds };
  if (event.kind !== 'received') return undefined;
  return {
    about: 'received',
    messageIds: event.messageId === undefined ? [] : [event.messageId],
  };
};

/** The account's own words come back as echoes: only a human's among them means something. */
export const readEvent = (event: ZaloEvent): Read => {
  if (event.kind === 'echo') return ofEcho(event);
  const receipt = ofReceipt(event);
  if (receipt) return { receipt };
  const { userId, at } = event;
  const report = reportIn(event);
  if (report) return { said: { address: '', ...moment(at), report } };
  const said = byPerson(event);
  if (!said) return { unknown: event.name === '' ? 'no event' : event.name };
  if (userId === undefined) return { unknown: `${event.name} of nobody` };
  return { said: { address: userId, ...moment(at), ...said } };
};
