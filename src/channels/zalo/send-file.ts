import type { FileRef } from '../../dialog/message.ts';
import { ZaloError } from '../../zalo-oa-sdk/errors.ts';
import type { ZaloSent } from '../../zalo-oa-sdk/official-account-answers.ts';
import type { LinkTo } from '../fit.ts';
import { canUpload, createUploads, type Kind, type UploadDeps } from './uploads.ts';

export type SendFileDeps = UploadDeps & {
  /** A link that fetches the file, for what Zalo does not take. */
  linkTo: LinkTo;
};

const isFileRefused = (error: unknown): boolean =>
  error instanceof ZaloError &&
  error.family === 'upload' &&
  ['unsupported_file', 'too_long'].includes(error.kind);

/** A file as a message of its own; as its name and a link where Zalo does not take it. */
export const createSendFile = (deps: SendFileDeps) => {
  const { account, linkTo } = deps;
  const withUpload = createUploads(deps);

  const sendLink = (address: string, { name }: FileRef, url: string): Promise<ZaloSent> =>
    account.send(address, { kind: 'text', text: `${name.normalize('NFC')}\n${url}` });

  return async (address: string, kind: Kind, file: FileRef): Promise<ZaloSent> => {
    const url = linkTo(file);
    if (url !== undefined && !canUpload(kind, file)) return sendLink(address, file, url);
    try {
      return await withUpload(kind, file, (handle) =>
        account.send(
          address,
          kind === 'image' ? { kind, image: { attachmentId: handle } } : { kind, token: handle },
        ),
      );
    } catch (error) {
      if (url === undefined || !isFileRefused(error)) throw error;
      return sendLink(address, file, url);
    }
  };
};
