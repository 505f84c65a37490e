import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { parseMultipart, type Uploaded } from './telegram-multipart.ts';
import { createUpdateQueue, type UpdateQueue } from './telegram-updates.ts';
import {
  ApiError,
  badRequest,
  checkCommands,
  parameters,
  parseCaption,
  parseKeyboard,
  parseText,
  type Keyboard,
} from './telegram-rules.ts';

/** What one chat shows, newest last. */
export type Shown = {
  id: number;
  text: string;
  keyboard: Keyboard;
  file?: { kind: 'photo' | 'document'; name: string; size: number };
  edits: number;
};

type Args = Record<string, unknown>;
export type Call = { method: string; args: Args };
type Chat = { shown: Shown[]; state: 'open' | 'blocked' | 'gone' };
/** An answer given instead of the right one: a Bot API error, or something that is none. */
export type Fault = { code: number; description: string; retryAfter?: number } | { raw: string };

/**
 * A stand-in for Telegram's Bot API over HTTP on this machine, as strict as the real one: it refuses what that
 * refuses, in its words. Tests write into chats through `updates` and look at `chat`.
 */
export type TelegramDouble = {
  root: string;
  token: string;
  username: string;
  updates: UpdateQueue;
  calls: Call[];
  /** Slips of the program that no error answer would show: unknown parameters, a wrong token. */
  slips: string[];
  /** Commands by scope and language, as JSON keys. */
  menus: Map<string, readonly { command: string; description: string }[]>;
  chat(id: string | number): Chat;
  /** A file that somebody has sent to the bot, by its file_id. */
  addFile(id: string, bytes: Uint8Array, path: string): void;
  /** The next call of such a method is answered so. */
  failNext(methods: RegExp, fault: Fault): void;
  close(): Promise<void>;
};

const asArgs = (json: string): Args => JSON.parse(json) as Args;

const bodyOf = async (request: IncomingMessage): Promise<Args> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts);
  const type = request.headers['content-type'] ?? '';
  if (body.length === 0) return {};
  return type.startsWith('multipart/') ? parseMultipart(body, type) : asArgs(body.toString());
};

const keyOf = ({ scope, language_code: language = '' }: Args): string =>
  `${JSON.stringify(scope ?? { type: 'default' })}${String(language)}`;

const createChats = () => {
  const chats = new Map<string, Chat>();
  let lastId = 100;
  const chat = (id: string | number): Chat => {
    const known = chats.get(String(id));
    if (known) return known;
    const made: Chat = { shown: [], state: 'open' };
    chats.set(String(id), made);
    return made;
  };
  const reached = ({ chat_id: id }: Args): Chat => {
    const found = chats.get(String(id));
    if (!found) throw badRequest('chat not found');
    if (found.state === 'blocked') {
      throw new ApiError(403, 'Forbidden: bot was blocked by the user');
    }
    if (found.state === 'gone') throw new ApiError(403, 'Forbidden: user is deactivated');
    return found;
  };
  const put = (args: Args, shown: Omit<Shown, 'id' | 'edits'>) => {
    const message = { id: (lastId += 1), edits: 0, ...shown };
    reached(args).shown.push(message);
    return { message_id: message.id, date: 0, chat: { id: args.chat_id } };
  };
  return { chat, reached, put };
};

type Chats = ReturnType<typeof createChats>;

const edit = ({ reached }: Chats, args: Args): object => {
  const text = parseText(args, 'MESSAGE_TOO_LONG');
  const keyboard = parseKeyboard(args.reply_markup);
  const message = reached(args).shown.find(({ id }) => id === args.message_id);
  if (!message) throw badRequest('message to edit not found');
  if (message.file) throw badRequest('there is no text in the message to edit');
  const same = JSON.stringify([message.text, message.keyboard]);
  if (same === JSON.stringify([text, keyboard])) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  Object.assign(message, { text, keyboard, edits: message.edits + 1 });
  return { message_id: message.id };
};

const isUploaded = (value: unknown): value is Uploaded =>
  typeof value === 'object' && value !== null && 'bytes' in value;

const upload = ({ put }: Chats, args: Args, kind: 'photo' | 'document'): object => {
  const file = args[kind];
  if (!isUploaded(file)) throw badRequest(`there is no ${kind} in the request`);
  if (file.bytes.length > 50_000_000) throw new ApiError(413, 'Request Entity Too Large');
  if (kind === 'photo' && file.bytes.length > 10_000_000) throw badRequest('PHOTO_SIZE_INVALID');
  if (kind === 'photo' && file.name.includes('narrow'))
    throw badRequest('PHOTO_INVALID_DIMENSIONS');
  return put(args, {
    text: parseCaption(args),
    keyboard: parseKeyboard(args.reply_markup),
    file: { kind, name: file.name, size: file.bytes.length },
  });
};

type StoredFile = { bytes: Uint8Array; path: string };

const createFiles = () => {
  const files = new Map<string, StoredFile>();
  const issued = new Set<string>();
  return {
    add: (id: string, bytes: Uint8Array, path: string) => void files.set(id, { bytes, path }),
    get({ file_id: id }: Args): object {
      const file = files.get(String(id));
      if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable');
      if (file.bytes.length > 20_000_000) throw badRequest('file is too big');
      issued.add(file.path);
      return { file_id: id, file_unique_id: `u${String(id)}`, file_path: file.path };
    },
    bytesAt: (path: string) =>
      issued.has(path) ? [...files.values()].find((one) => one.path === path)?.bytes : undefined,
  };
};

type Methods = Record<string, (args: Args, request: IncomingMessage) => unknown>;

const createMethods = (
  chats: Chats,
  files: ReturnType<typeof createFiles>,
  double: Pick<TelegramDouble, 'updates' | 'menus' | 'username'>,
): Methods => ({
  getMe: () => ({ id: 1, is_bot: true, first_name: 'Bot', username: double.username }),
  getUpdates: (args, request) => double.updates.poll(args, request),
  setWebhook(args) {
    if (!String(args.url).startsWith('https://')) {
      throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
    }
    double.updates.setWebhook({
      url: String(args.url),
      secret: typeof args.secret_token === 'string' ? args.secret_token : '',
    });
    return true;
  },
  deleteWebhook() {
    double.updates.setWebhook(undefined);
    return true;
  },
  setMyCommands(args) {
    checkCommands(args.commands);
    double.menus.set(keyOf(args), args.commands as []);
    return true;
  },
  deleteMyCommands: (args) => double.menus.delete(keyOf(args)) || true,
  sendMessage: (args) =>
    chats.put(args, {
      text: parseText(args, 'message is too long'),
      keyboard: parseKeyboard(args.reply_markup),
    }),
  editMessageText: (args) => edit(chats, args),
  sendDocument: (args) => upload(chats, args, 'document'),
  sendPhoto: (args) => upload(chats, args, 'photo'),
  sendChatAction: (args) => Boolean(chats.reached(args)),
  answerCallbackQuery: ({ callback_query_id: id }) => double.updates.answer(String(id)),
  getFile: (args) => files.get(args),
});

const reply = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
};

const refuse = (response: ServerResponse, error: unknown): void => {
  const { code, message, parameters: more } = error as ApiError; // everything thrown here is one
  const about = { ok: false, error_code: code, description: message };
  reply(response, code, more ? { ...about, parameters: more } : about);
};

const faultError = (fault: Exclude<Fault, { raw: string }>): ApiError =>
  new ApiError(
    fault.code,
    fault.description,
    fault.retryAfter === undefined ? undefined : { retry_after: fault.retryAfter },
  );

export const openTelegramDouble = async (
  token = '1234567890:AAtest_token-0123456789abcdefghij',
): Promise<TelegramDouble> => {
  const chats = createChats();
  const files = createFiles();
  const updates = createUpdateQueue();
  const faults: { methods: RegExp; fault: Fault }[] = [];
  const username = 'BaChuDongMauBot';
  const calls: Call[] = [];
  const slips: string[] = [];
  const menus: TelegramDouble['menus'] = new Map();
  const methods = createMethods(chats, files, { updates, menus, username });

  const call = async (method: string, request: IncomingMessage): Promise<unknown> => {
    const args = await bodyOf(request);
    const run = methods[method];
    if (!run) throw new ApiError(404, 'Not Found: method not found');
    calls.push({ method, args });
    const stray = Object.keys(args).filter(
      (name) => name !== 'method' && !parameters[method]?.includes(name),
    );
    if (stray.length > 0) slips.push(`${method}: ${stray.join(', ')}`);
    const at = faults.findIndex(({ methods: which }) => which.test(method));
    const [planned] = at < 0 ? [] : faults.splice(at, 1);
    if (planned)
      throw 'raw' in planned.fault ? new Error(planned.fault.raw) : faultError(planned.fault);
    return run(args, request);
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname);
    const download = `/file/bot${token}/`;
    if (path.startsWith(download)) {
      const bytes = files.bytesAt(path.slice(download.length));
      if (bytes) response.end(bytes);
      else refuse(response, new ApiError(404, 'Not Found'));
      return;
    }
    if (!path.startsWith(`/bot${token}/`)) {
      slips.push('a wrong token');
      refuse(response, new ApiError(401, 'Unauthorized'));
      return;
    }
    try {
      const result = await call(path.split('/').at(-1) ?? '', request);
      reply(response, 200, { ok: true, result });
    } catch (error) {
      if (error instanceof ApiError) refuse(response, error);
      else response.writeHead(502, { 'content-type': 'text/html' }).end('<html>Bad Gateway</html>');
    }
  };

  const server = createServer((request, response) => void serve(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server has one
  return {
    root: `http://127.0.0.1:${port}`,
    token,
    username,
    updates,
    calls,
    slips,
    menus,
    chat: chats.chat,
    addFile: files.add,
    failNext: (which, fault) => void faults.push({ methods: which, fault }),
    async close() {
      updates.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
