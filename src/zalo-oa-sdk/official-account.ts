import { asData, createCaller, type Call, type Caller } from './call.ts';
import { ZaloError } from './errors.ts';
import { messageBody, type ZaloMessage } from './message.ts';
import {
  accountAnswer,
  attachmentAnswer,
  fileAnswer,
  sentAnswer,
  userAnswer,
  userQuotaAnswer,
  type ZaloAccount,
  type ZaloSent,
  type ZaloUser,
  type ZaloUserQuota,
} from './official-account-answers.ts';
import { settingsOf, type TokenSource, type ZaloOptions } from './options.ts';

/**
 * A file to upload. Its name must end in the extension of its kind: without one Zalo takes it and gives nothing.
 * @public
 */
export type ZaloFile = { bytes: Uint8Array; name: string; type?: string };

/**
 * The reactions whose signs are certain; `none` takes one back. Zalo has a few more.
 * @public
 */
export const zaloReactions = { like: '/-strong', heart: '/-heart', none: '/-remove' } as const;

/**
 * The Official Account API, as far as it is called here. All throw `ZaloError`, or what the `TokenSource` throws.
 * Nothing that sends or uploads is ever repeated, except after Zalo itself has refused the token.
 * @public
 */
export type OfficialAccount = {
  /** A consultation message: to somebody who has been in touch within seven days. */
  send(userId: string, message: ZaloMessage): Promise<ZaloSent>;
  /** A template message by user id; no window, but an interaction within the last year. */
  sendTemplate(
    userId: string,
    template: { templateId: string; data: Readonly<Record<string, string>> },
  ): Promise<ZaloSent>;
  /** Costs nothing: the cheapest way to say "seen". At most 50 to a message. */
  react(userId: string, reaction: { messageId: string; icon: string }): Promise<void>;
  /** jpg or png up to 1 MB → an `attachmentId`, good for seven days. */
  uploadImage(file: ZaloFile): Promise<{ attachmentId: string }>;
  uploadGif(file: ZaloFile): Promise<{ attachmentId: string }>;
  /** pdf, doc, docx or csv up to 5 MB → a `token`, good for seven days. 5,000 uploads a month. */
  uploadFile(file: ZaloFile): Promise<{ token: string }>;
  user(userId: string): Promise<ZaloUser>;
  /** The account itself: a cheap check that the token is good. */
  account(): Promise<ZaloAccount>;
  userQuota(userId: string): Promise<ZaloUserQuota>;
};

const post = (path: string, json: unknown): Call => ({ family: 'oa', method: 'POST', path, json });

const get = (path: string, query?: Readonly<Record<string, string>>): Call => ({
  family: 'oa',
  method: 'GET',
  path,
  read: true,
  ...(query === undefined ? {} : { query }),
});

const formWith = ({ bytes, name, type }: ZaloFile): FormData => {
  const form = new FormData();
  // A copy, because a Blob wants bytes of its own buffer.
  form.set('file', new Blob([Uint8Array.from(bytes)], type === undefined ? {} : { type }), name);
  return form;
};

const given = (handle: string | undefined, path: string): string => {
  if (handle !== undefined) return handle;
  throw new ZaloError({
    family: 'upload',
    kind: 'unsupported_file',
    message: `POST ${path}: the answer is empty, as for a name without extension`,
  });
};

const uploads = (call: Caller) => {
  const upload = (path: string, file: ZaloFile): Call => ({
    family: 'upload',
    method: 'POST',
    path,
    form: formWith(file),
  });
  const picture = (path: string) => async (file: ZaloFile) => ({
    attachmentId: given(await call(upload(path, file), attachmentAnswer), path),
  });
  const filePath = '/v2.0/oa/upload/file';
  return {
    uploadImage: picture('/v2.0/oa/upload/image'),
    uploadGif: picture('/v2.0/oa/upload/gif'),
    uploadFile: async (file: ZaloFile) => ({
      token: given(await call(upload(filePath, file), fileAnswer), filePath),
    }),
  };
};

/**
 * A client of one Official Account.
 * @public
 */
export const createOfficialAccount = (
  options: ZaloOptions,
  tokens: TokenSource,
): OfficialAccount => {
  const settings = settingsOf(options);
  const call = createCaller(settings, tokens);
  const recipient = (userId: string) => ({ recipient: { user_id: userId } });
  return {
    ...uploads(call),
    send: (userId, message) =>
      call(
        post('/v3.0/oa/message/cs', {
          ...recipient(userId),
          message: messageBody(message, settings.buttonShape),
        }),
        sentAnswer,
      ),
    sendTemplate: (userId, { templateId, data }) =>
      call(
        post('/v3.0/oa/message/template', {
          user_id: userId,
          template_id: templateId,
          template_data: data,
        }),
        sentAnswer,
      ),
    async react(userId, { messageId, icon }) {
      await call(
        post('/v2.0/oa/message', {
          ...recipient(userId),
          sender_action: { react_icon: icon, react_message_id: messageId },
        }),
        sentAnswer,
      );
    },
    user: (userId) => call(get('/v3.0/oa/user/detail', asData({ user_id: userId })), userAnswer),
    account: () => call(get('/v2.0/oa/getoa'), accountAnswer),
    userQuota: (userId) =>
      call({ ...post('/v3.0/oa/quota/message', { user_id: userId }), read: true }, userQuotaAnswer),
  };
};
