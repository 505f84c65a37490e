import { Input, Telegram, TelegramError } from 'telegraf';
import type { ApiMethods } from '@grammyjs/types';
import { SendError } from '../channel.ts';
import { asOutage, asSendError } from './errors.ts';

/** A file that goes along with a call. */
export type Upload = { bytes: Uint8Array; name: string };

type Methods = ApiMethods<Upload>;
export type Method = keyof Methods;
export type Args<M extends Method> =
  Parameters<Methods[M]> extends []
    ? Record<string, never>
    : NonNullable<Parameters<Methods[M]>[0]>;
type Result<M extends Method> = ReturnType<Methods[M]>;

export type CallOptions = { signal?: AbortSignal; timeoutMs?: number };

/** The Bot API as far as it is called: https://core.telegram.org/bots/api. Throws `SendError` only. */
export type TelegramApi = {
  call<M extends Method>(method: M, args: Args<M>, options?: CallOptions): Promise<Result<M>>;
  /** The bytes behind a `file_path` of `getFile`; refuses more than `mostBytes`. */
  download(filePath: string, mostBytes: number): Promise<Uint8Array>;
};

/** All shorter than the lease of a row that is on the wire (app/sending/deliver.ts). */
const callMs = 20_000;
const uploadMs = 55_000;

const isUpload = (value: unknown): value is Upload =>
  typeof value === 'object' && value !== null && 'bytes' in value && 'name' in value;

/** Names go into a header line as they stand. */
const safeName = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/["\r\n\\/]/gu, '_')
    .slice(0, 200);

const asInput = ({ bytes, name }: Upload) =>
  Input.fromBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), safeName(name));

/** Ends a call at its deadline, or when the caller is stopped; leaves nothing behind at the caller's signal. */
const deadline = (ms: number, outer: AbortSignal | undefined) => {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const timer = setTimeout(abort, ms);
  outer?.addEventListener('abort', abort);
  if (outer?.aborted) abort();
  return {
    signal: controller.signal,
    clear(): void {
      clearTimeout(timer);
      outer?.removeEventListener('abort', abort);
    },
  };
};

const failureOf = (method: string, error: unknown): SendError => {
  if (error instanceof SendError) return error;
  if (!(error instanceof TelegramError)) return asOutage(method, error);
  const { code, description, parameters } = error;
  const retryAfter = parameters?.retry_after;
  return asSendError(method, {
    code,
    description,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
};

const readAtMost = async (response: Response, mostBytes: number): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  let size = 0;
  const body: AsyncIterable<Uint8Array> | null = response.body;
  for await (const part of body ?? []) {
    size += part.byteLength;
    if (size > mostBytes) {
      throw new SendError('rejected', 'download: the file is too big', { reason: 'too_big' });
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
};

/** Telegraf's `Telegram` as a bare client; nothing else of telegraf is used, and nowhere but here. */
export const createTelegramApi = ({
  token,
  root,
}: {
  token: string;
  root: string;
}): TelegramApi => {
  const apiRoot = root.endsWith('/') ? root : `${root}/`;
  const telegram = new Telegram(token, { apiRoot, webhookReply: false });
  // telegraf's types end at Bot API 7.1 and its signal is abort-controller's: both pass through as they are
  const callApi = telegram.callApi.bind(telegram) as unknown as (
    method: string,
    payload: Readonly<Record<string, unknown>>,
    options: { signal: AbortSignal },
  ) => Promise<unknown>;

  return {
    async call<M extends Method>(method: M, args: Args<M>, options: CallOptions = {}) {
      const entries: [string, unknown][] = Object.entries(args);
      const uploads = entries.some(([, value]) => isUpload(value));
      const payload: Record<string, unknown> = {};
      for (const [name, value] of entries) payload[name] = isUpload(value) ? asInput(value) : value;
      const { timeoutMs = uploads ? uploadMs : callMs } = options;
      const { signal, clear } = deadline(timeoutMs, options.signal);
      try {
        // what a method answers is the vendor's promise, written down in @grammyjs/types
        return (await callApi(method, payload, { signal })) as Result<M>;
      } catch (error) {
        throw failureOf(method, error);
      } finally {
        clear();
      }
    },
    async download(filePath, mostBytes) {
      const { signal, clear } = deadline(uploadMs, undefined);
      try {
        const path = filePath.split('/').map(encodeURIComponent).join('/');
        const response = await fetch(`${apiRoot}file/bot${token}/${path}`, { signal });
        if (response.ok) return await readAtMost(response, mostBytes);
        await response.body?.cancel();
        if (response.status >= 500) throw asOutage('download', undefined);
        throw new SendError('rejected', `download: ${response.status}`, { reason: 'gone' });
      } catch (error) {
        throw failureOf('download', error);
      } finally {
        clear();
      }
    },
  };
};
