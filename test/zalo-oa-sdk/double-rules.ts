import { Refusal, type Recorded } from './double-server.ts';
import type { Asset, Shown, ShownButton, World } from './double-state.ts';

type Body = Readonly<Record<string, unknown>>;

/** Which shape of buttons the account takes: the vendor's pages do not settle it. */
export type ButtonShape = 'plain' | 'typed' | 'none';

export const invalid = (field: string): Refusal => new Refusal(-201, `${field} is invalid!`);
const tooMuch = (): Refusal => new Refusal(-210, 'Parameter exceeds allowable limit');

const isBody = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with these fields and no others. */
export const bodyIn = (value: unknown, field: string, allowed: readonly string[]): Body => {
  if (!isBody(value)) throw invalid(field);
  const stranger = Object.keys(value).find((name) => !allowed.includes(name));
  if (stranger !== undefined) throw invalid(stranger);
  return value;
};

export const stringIn = (value: unknown, field: string): string => {
  if (typeof value !== 'string' || value === '') throw invalid(field);
  return value;
};

const shortIn = (value: unknown, field: string, most: number): string => {
  const text = stringIn(value, field);
  if (text.length > most) throw tooMuch();
  return text;
};

const urlIn = (value: unknown, field: string): string => {
  const url = stringIn(value, field);
  if (!/^https?:\/\/[^\s]+$/u.test(url)) throw invalid(field);
  return url;
};

const phonePattern = /^84\d{9,10}$/u;

/** The JSON body of a POST; with another content type or in another encoding it is none. */
export const jsonIn = (request: Recorded): unknown => {
  if (request.headers['content-type'] !== 'application/json') throw invalid('Content-Type');
  if (Object.keys(request.query).length > 0) throw invalid('query');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(request.body));
  } catch {
    throw invalid('body');
  }
};

/** GET parameters: one JSON text under `data`, and no body. */
export const dataIn = (request: Recorded, allowed: readonly string[]): Body => {
  if (request.body.length > 0) throw invalid('body');
  const { data, ...rest } = request.query;
  if (Object.keys(rest).length > 0) throw invalid('query');
  try {
    return bodyIn(JSON.parse(data ?? ''), 'data', allowed);
  } catch (error) {
    throw error instanceof Refusal ? error : invalid('data');
  }
};

const buttonPayload = (type: string, payload: unknown): unknown => {
  switch (type) {
    case 'oa.query.show':
    case 'oa.query.hide':
      return shortIn(payload, 'payload', 1_000);
    case 'oa.open.url':
      return { url: urlIn(bodyIn(payload, 'payload', ['url']).url, 'url') };
    case 'oa.open.phone': {
      const { phone_code } = bodyIn(payload, 'payload', ['phone_code']);
      if (!phonePattern.test(stringIn(phone_code, 'phone_code'))) throw invalid('phone_code');
      return { phone_code };
    }
    case 'oa.open.sms': {
      const { phone_code, content } = bodyIn(payload, 'payload', ['phone_code', 'content']);
      if (!phonePattern.test(stringIn(phone_code, 'phone_code'))) throw invalid('phone_code');
      return { phone_code, content: shortIn(content, 'content', 160) };
    }
    default:
      throw invalid('type');
  }
};

const buttonsIn = (value: unknown): ShownButton[] => {
  if (!Array.isArray(value) || value.length === 0) throw invalid('buttons');
  if (value.length > 5) throw tooMuch();
  return value.map((one: unknown) => {
    const button = bodyIn(one, 'buttons', ['title', 'type', 'payload']);
    const type = stringIn(button.type, 'type');
    const title = shortIn(button.title, 'title', 100);
    return { title, type, payload: buttonPayload(type, button.payload) };
  });
};

type Sent = Omit<Shown, 'messageId' | 'billed'>;

const oneOf = (value: unknown, allowed: readonly string[]): Body => {
  if (!Array.isArray(value) || value.length !== 1) throw invalid('elements');
  return bodyIn(value[0], 'elements', allowed);
};

const mediaIn = (world: World, payload: Body): Sent => {
  bodyIn(payload, 'payload', ['template_type', 'elements']);
  const fields = ['media_type', 'url', 'attachment_id', 'width', 'height'];
  const element = oneOf(payload.elements, fields);
  const { media_type: type, url, attachment_id: id } = element;
  if (type !== 'image' && type !== 'gif' && type !== 'sticker') throw invalid('media_type');
  if ((url === undefined) === (id === undefined)) throw invalid('attachment_id');
  if (type === 'gif' && !(Number(element.width) > 0 && Number(element.height) > 0)) {
    throw invalid('width');
  }
  if (url !== undefined) return { buttons: [], media: { type, url: urlIn(url, 'url') } };
  // Stickers are Zalo's own.
  if (type === 'sticker')
    return { buttons: [], media: { type, url: stringIn(id, 'attachment_id') } };
  return { buttons: [], media: { type, asset: world.asset(id, type) } };
};

const requestIn = (payload: Body): Sent => {
  bodyIn(payload, 'payload', ['template_type', 'elements']);
  const element = oneOf(payload.elements, ['title', 'subtitle', 'image_url']);
  urlIn(element.image_url, 'image_url');
  const title = shortIn(element.title, 'title', 100);
  const subtitle = shortIn(element.subtitle, 'subtitle', 500);
  return { buttons: [], asksForInfo: { title, subtitle } };
};

const templateIn = (world: World, value: unknown, shape: ButtonShape): Sent => {
  if (!isBody(value)) throw invalid('payload');
  switch (value.template_type) {
    case 'media':
      return mediaIn(world, value);
    case 'request_user_info':
      return requestIn(value);
    case 'button':
      if (shape !== 'typed') break;
      bodyIn(value, 'payload', ['template_type', 'text', 'buttons']);
      return { text: shortIn(value.text, 'text', 2_000), buttons: buttonsIn(value.buttons) };
    case undefined:
      if (shape !== 'plain') break;
      bodyIn(value, 'payload', ['buttons']);
      return { buttons: buttonsIn(value.buttons) };
  }
  throw new Refusal(-233, 'message type is invalid or not support');
};

const attachmentIn = (world: World, value: unknown, shape: ButtonShape): Sent => {
  const { type, payload } = bodyIn(value, 'attachment', ['type', 'payload']);
  if (type === 'template') return templateIn(world, payload, shape);
  if (type !== 'file') throw invalid('type');
  const { token } = bodyIn(payload, 'payload', ['token']);
  return { buttons: [], file: world.asset(token, 'file') };
};

/** A consultation message as Zalo reads it: consultation pages of docs.zaloplatforms.com/docs/OA. */
export const messageIn = (world: World, value: unknown, shape: ButtonShape): Sent => {
  const message = bodyIn(value, 'message', ['text', 'attachment', 'quote_message_id']);
  const { text, attachment, quote_message_id: quote } = message;
  if (text === undefined && attachment === undefined) throw invalid('message');
  const carried: Sent =
    attachment === undefined ? { buttons: [] } : attachmentIn(world, attachment, shape);
  if (text !== undefined && (carried.text !== undefined || carried.file || carried.asksForInfo)) {
    throw invalid('text');
  }
  if (carried.buttons.length > 0 && text === undefined && carried.text === undefined) {
    throw invalid('text');
  }
  return {
    ...carried,
    ...(text === undefined ? {} : { text: shortIn(text, 'text', 2_000) }),
    ...(quote === undefined ? {} : { quote: stringIn(quote, 'quote_message_id') }),
  };
};

const partHead =
  /^Content-Disposition: form-data; name="file"; filename="([^"\r\n]+)"\r\nContent-Type: (\S+)\r\n\r\n/u;

/** The one file of an upload: field `file`, nothing beside it. */
export const uploadIn = (request: Recorded): { name: string; bytes: Buffer; type: string } => {
  const boundary = /^multipart\/form-data; boundary=([\w.-]{1,70})$/u.exec(
    request.headers['content-type'] ?? '',
  )?.[1];
  if (boundary === undefined) throw invalid('Content-Type');
  const { body } = request;
  const [open, close] = [`--${boundary}\r\n`, `\r\n--${boundary}--\r\n`];
  const end = body.lastIndexOf(close);
  if (!body.subarray(0, open.length).equals(Buffer.from(open))) throw invalid('body');
  if (end < 0 || end + close.length !== body.length) throw invalid('body');
  const inner = body.subarray(open.length, end);
  const head = partHead.exec(inner.subarray(0, 2_000).toString());
  if (!head?.[1] || !head[2] || inner.includes(`--${boundary}`)) throw invalid('file');
  const bytes = inner.subarray(Buffer.byteLength(head[0]));
  return { name: head[1], bytes, type: head[2] };
};

const startsWith = (bytes: Buffer, hex: string): boolean =>
  bytes.subarray(0, hex.length / 2).toString('hex') === hex;

const mostBytes = { image: 1_000_000, gif: 5_000_000, file: 5_000_000 };

/** Whether Zalo keeps such a file. It keeps none without an extension, and does not say so. */
export const checkAsset = (
  asset: Omit<Asset, 'at'>,
  fileTypes: readonly string[],
): 'kept' | 'ignored' => {
  const extension = /\.([a-z0-9]+)$/iu.exec(asset.name)?.[1]?.toLowerCase();
  if (extension === undefined) return 'ignored';
  if (asset.bytes.length === 0) throw invalid('file');
  if (asset.bytes.length > mostBytes[asset.kind]) throw tooMuch();
  const good = {
    image: startsWith(asset.bytes, '89504e47') || startsWith(asset.bytes, 'ffd8ff'),
    gif: startsWith(asset.bytes, '47494638'),
    file: fileTypes.includes(extension),
  };
  if (!good[asset.kind]) throw invalid('file');
  return 'kept';
};
