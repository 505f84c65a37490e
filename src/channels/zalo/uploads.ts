import type { FileRef } from '../../dialog/message.ts';
import { ZaloError } from '../../zalo-oa-sdk/errors.ts';
import { zaloLimits } from '../../zalo-oa-sdk/limits.ts';
import type { OfficialAccount } from '../../zalo-oa-sdk/official-account.ts';
import { SendError, type FilePort } from '../channel.ts';
import { endingOf } from './file-type.ts';

/** Remembers what was uploaded, by our own key, so that one report to a hundred people is uploaded once. */
export type UploadMemory = {
  find(key: string): Promise<{ handle: string; until: Date } | undefined>;
  /** Replaces what is kept under this key; may be dropped after `until`. */
  keep(key: string, handle: string, until: Date): Promise<void>;
};

export type UploadDeps = {
  account: OfficialAccount;
  files: FilePort;
  uploads: UploadMemory;
  now: () => Date;
};

export type Kind = 'image' | 'file';

/** Zalo forgets after seven days; a message that waits a while must still find its file. */
const keptMs = (zaloLimits.assetDays - 0.5) * 86_400_000;
const longestName = 150;

const rules = {
  image: { size: zaloLimits.image, types: zaloLimits.imageTypes },
  file: { size: zaloLimits.file, types: zaloLimits.fileTypes },
} as const satisfies Record<Kind, { size: number; types: readonly string[] }>;

/** Whether Zalo takes such a file as it is; anything else is handed out as a link. */
export const canUpload = (kind: Kind, { name, size }: FileRef): boolean => {
  const types: readonly string[] = rules[kind].types; // so that any ending may be asked for
  return size <= rules[kind].size && types.includes(endingOf(name));
};

/** Names go into a header line; without its ending a file is lost. */
const safeName = (name: string): string => {
  const ending = `.${endingOf(name)}`;
  const stem = name
    .normalize('NFC')
    .slice(0, -ending.length)
    .replace(/["\r\n\\/]/gu, '_');
  return `${stem.slice(0, longestName)}${ending}`;
};

const isExpired = (error: unknown): boolean =>
  error instanceof ZaloError && error.kind === 'asset_expired';

/** Uploads what is not there yet, and sends with the handle; with a new one if Zalo has forgotten the old. */
export const createUploads = ({ account, files, uploads, now }: UploadDeps) => {
  const running = new Map<string, Promise<string>>();

  const upload = async (kind: Kind, ref: FileRef, key: string): Promise<string> => {
    const found = await files.get(ref.id);
    if (!found) throw new SendError('rejected', 'the file is not there');
    const file = { bytes: found.bytes, name: safeName(ref.name), type: ref.type };
    const handle =
      kind === 'image'
        ? (await account.uploadImage(file)).attachmentId
        : (await account.uploadFile(file)).token;
    await uploads.keep(key, handle, new Date(now().getTime() + keptMs));
    return handle;
  };

  /** Several sends of one file at a time wait for one upload. */
  const uploadOnce = (kind: Kind, ref: FileRef, key: string): Promise<string> => {
    const already = running.get(key);
    if (already) return already;
    const work = upload(kind, ref, key).finally(() => running.delete(key));
    running.set(key, work);
    return work;
  };

  return async <T>(kind: Kind, ref: FileRef, send: (handle: string) => Promise<T>): Promise<T> => {
    const key = `${kind}:${ref.id}`;
    const kept = await uploads.find(key);
    if (!kept || kept.until <= now()) return send(await uploadOnce(kind, ref, key));
    try {
      return await send(kept.handle);
    } catch (error) {
      if (!isExpired(error)) throw error;
      return send(await uploadOnce(kind, ref, key));
    }
  };
};
