import type { TelegramDouble, Shown } from './telegram-double.ts';

/** A person at Telegram: writes, presses, sends files, and looks at the chat. Each resolves when the bot took it. */
export type TelegramPhone = {
  id: number;
  type(text: string): Promise<void>;
  /** So fast that they arrive as one batch. */
  typeAll(texts: readonly string[]): Promise<void>;
  /** As after a tap on https://t.me/<bot>?start=<code>. */
  start(code: string): Promise<void>;
  /** Presses the newest button with this action or label. */
  press(name: string): Promise<void>;
  /** Sends a document, or several as one album. */
  files(names: readonly string[], caption?: string): Promise<void>;
  /** A document that the double has already, by its file_id. */
  sendFile(id: string, name: string): Promise<void>;
  edit(text: string): Promise<void>;
  block(): Promise<void>;
  unblock(): Promise<void>;
  shown(): readonly Shown[];
  texts(): string;
};

const actionOf = (data: string): string => {
  const answer = /^=[0-9a-z]{8}:(.*)$/su.exec(data)?.[1];
  return answer ?? data.split(':')[0] ?? data;
};

/** The contents of updates, as Telegram words them. */
export const updatesOf = (id: number) => {
  const from = { id, is_bot: false, first_name: 'Mẫu', language_code: 'vi' };
  const chat = { id, type: 'private', first_name: 'Mẫu' };
  let messageId = 0;
  const message = (content: object) => ({
    message: {
      message_id: (messageId += 1),
      from,
      chat,
      date: Math.floor(Date.now() / 1_000),
      ...content,
    },
  });
  return { from, chat, message };
};

export const telegramPhone = (double: TelegramDouble, id: number): TelegramPhone => {
  const { from, chat, message } = updatesOf(id);
  const { updates } = double;
  const my = double.chat(id);
  const member = async (status: string): Promise<void> => {
    await updates.push({
      my_chat_member: {
        chat,
        from,
        date: Math.floor(Date.now() / 1_000),
        old_chat_member: { status: 'member', user: from },
        new_chat_member: { status, user: from },
      },
    });
  };
  return {
    id,
    type: (text) => updates.push(message({ text })),
    typeAll: (texts) => updates.pushAll(texts.map((text) => message({ text }))),
    start: (code) => updates.push(message({ text: `/start ${code}` })),
    press(name) {
      const buttons = my.shown.toReversed().flatMap(({ keyboard }) => keyboard.flat());
      const found = buttons.find(
        ({ text, callback_data: data }) => actionOf(data) === name || text.startsWith(name),
      );
      if (!found) throw new Error(`no button ${name}: ${JSON.stringify(my.shown.at(-1))}`);
      const query = { id: updates.spinner(), from, chat_instance: '1', data: found.callback_data };
      return updates.push({ callback_query: query });
    },
    files: (names, caption) =>
      updates.pushAll(
        names.map((name, index) => {
          double.addFile(`file-${name}`, Buffer.from(name), `documents/${name}`);
          return message({
            document: { file_id: `file-${name}`, file_unique_id: `u-${name}`, file_name: name },
            ...(names.length > 1 ? { media_group_id: `album-${names.join()}` } : {}),
            ...(caption !== undefined && index === 0 ? { caption } : {}),
          });
        }),
      ),
    sendFile: (id, name) =>
      updates.push(
        message({ document: { file_id: id, file_unique_id: `u-${id}`, file_name: name } }),
      ),
    edit: (text) =>
      updates.push({ edited_message: { ...message({ text }).message, edit_date: 1_790_000_000 } }),
    block() {
      my.state = 'blocked';
      return member('kicked');
    },
    unblock() {
      my.state = 'open';
      return member('member');
    },
    shown: () => my.shown,
    texts: () => my.shown.map(({ text }) => text).join('\n'),
  };
};
