/** What the Bot API refuses, in its own words. Limits and texts: core.telegram.org/bots/api, tdlib/telegram-bot-api. */

export class ApiError extends Error {
  readonly code: number;
  readonly parameters: Record<string, number> | undefined;
  constructor(code: number, description: string, parameters?: Record<string, number>) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

export const badRequest = (words: string): ApiError => new ApiError(400, `Bad Request: ${words}`);

export type Button = { text: string; callback_data: string; style?: string };
export type Keyboard = Button[][];

/** Parameters by method: anything else is a slip of the program. */
export const parameters: Readonly<Record<string, readonly string[]>> = {
  getMe: [],
  getUpdates: ['offset', 'limit', 'timeout', 'allowed_updates'],
  setWebhook: ['url', 'secret_token', 'allowed_updates', 'max_connections'],
  deleteWebhook: [],
  setMyCommands: ['commands', 'scope', 'language_code'],
  deleteMyCommands: ['scope', 'language_code'],
  sendMessage: ['chat_id', 'text', 'parse_mode', 'link_preview_options', 'reply_markup'],
  editMessageText: [
    'chat_id',
    'message_id',
    'text',
    'parse_mode',
    'link_preview_options',
    'reply_markup',
  ],
  sendDocument: ['chat_id', 'document', 'caption', 'parse_mode', 'reply_markup'],
  sendPhoto: ['chat_id', 'photo', 'caption', 'parse_mode', 'reply_markup'],
  sendChatAction: ['chat_id', 'action'],
  answerCallbackQuery: ['callback_query_id'],
  getFile: ['file_id'],
};

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
};
const tags = new Set(['b', 'i', 'u', 's', 'code', 'pre', 'a', 'blockquote', 'tg-spoiler']);

/** What is shown of a text in HTML mode; refuses what does not parse. */
export const parseHtml = (html: string): string => {
  const open: string[] = [];
  const shown = html.replace(/<(\/?)([^<>]*)>|[<>]|&[^;\s]*;?/gu, (all, slash, name) => {
    if (all.startsWith('&')) {
      const letter = entities[all];
      if (letter === undefined) throw badRequest(`can't parse entities: unknown entity "${all}"`);
      return letter;
    }
    const tag = String(name).split(' ')[0] ?? '';
    if (!tags.has(tag)) throw badRequest(`can't parse entities: Unsupported start tag "${tag}"`);
    if (slash === '/') {
      if (open.pop() !== tag) throw badRequest(`can't parse entities: Unexpected end tag`);
    } else open.push(tag);
    return '';
  });
  if (open.length > 0) throw badRequest(`can't parse entities: Can't find end tag "${open[0]}"`);
  return shown;
};

const bytesOf = (words: string): number => new TextEncoder().encode(words).length;

const checkButton = (button: Button): void => {
  const { text, callback_data: data, style } = button;
  const known = Object.keys(button).every((key) =>
    ['text', 'callback_data', 'style'].includes(key),
  );
  if (!known || typeof text !== 'string' || text.trim() === '') throw badRequest('BUTTON_INVALID');
  if (typeof data !== 'string' || bytesOf(data) < 1 || bytesOf(data) > 64) {
    throw badRequest('BUTTON_DATA_INVALID');
  }
  if (style !== undefined && !['danger', 'success', 'primary'].includes(style)) {
    throw badRequest('BUTTON_STYLE_INVALID');
  }
};

export const parseKeyboard = (markup: unknown): Keyboard => {
  if (markup === undefined) return [];
  const { inline_keyboard: rows } = markup as { inline_keyboard?: Keyboard };
  if (!Array.isArray(rows) || rows.length === 0 || rows.some((row) => row.length === 0)) {
    throw badRequest('REPLY_MARKUP_INVALID');
  }
  if (rows.some((row) => row.length > 8) || rows.flat().length > 100) {
    throw badRequest('REPLY_MARKUP_TOO_LONG');
  }
  rows.flat().forEach(checkButton);
  return rows;
};

export const parseText = (
  { text, parse_mode: mode }: Record<string, unknown>,
  tooLong: string,
): string => {
  if (typeof text !== 'string' || text.trim() === '') throw badRequest('message text is empty');
  if (mode !== 'HTML') throw badRequest('unsupported parse_mode');
  const shown = parseHtml(text);
  if (shown.length > 4_096) throw badRequest(tooLong);
  return shown;
};

export const parseCaption = ({ caption, parse_mode: mode }: Record<string, unknown>): string => {
  if (caption === undefined) return '';
  if (typeof caption !== 'string' || mode !== 'HTML') throw badRequest('unsupported parse_mode');
  const shown = parseHtml(caption);
  if (shown.length > 1_024) throw badRequest('message caption is too long');
  return shown;
};

export const checkCommands = (commands: unknown): void => {
  if (!Array.isArray(commands) || commands.length === 0 || commands.length > 100) {
    throw badRequest('BOT_COMMANDS_INVALID');
  }
  for (const { command, description } of commands as { command: string; description: string }[]) {
    if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
    if (description.length < 1 || description.length > 256) {
      throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
    }
  }
};
