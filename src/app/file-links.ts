/** Links that hand a file of our own store to whoever holds them, for a while: for channels that do not carry it. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import type { FilePort } from '../channels/channel.ts';
import type { LinkTo } from '../channels/fit.ts';
import type { Now } from '../domain/ids.ts';
import { attachmentOf, contentTypeOf } from './file-headers.ts';
import { sendPage } from './plain-page.ts';
import { keyFor } from './seal.ts';

export type FileLinkDeps = {
  /** The program's own; the key of these links is derived from it. */
  secret: string;
  /** Where people reach this program; undefined while, or where, nobody does. */
  base(): string | undefined;
  now: Now;
  files: Pick<FilePort, 'get'>;
  /** A sentence of locales/: whoever follows a link is not known, so it is Vietnamese. */
  say(key: string): string;
};

export type FileLinks = {
  linkTo: LinkTo;
  /** `GET /f/:signed`. */
  routes: FastifyPluginAsync;
};

const lifeSeconds = 7 * 86_400;
const expiryBytes = 4;
/** Of the 32 that HMAC-SHA256 gives: nobody guesses 16, and a link is to look short on a phone. */
const macBytes = 16;

type Opened = { id: string; until: Date };

const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1_000);

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
const [asText, asUuid] = [0, 1];

/** Ids of our store are UUIDs: sixteen bytes instead of thirty-six letters. */
const packed = (id: string): Buffer =>
  uuid.test(id)
    ? Buffer.concat([Buffer.of(asUuid), Buffer.from(id.replaceAll('-', ''), 'hex')])
    : Buffer.concat([Buffer.of(asText), Buffer.from(id)]);

const unpacked = (body: Buffer): string => {
  const rest = body.subarray(1);
  if (body[0] !== asUuid) return rest.toString();
  return rest.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
};

/** When it ends, which file, and a proof that both are ours: no name and no person can be read from it. */
const createSigner = (secret: string) => {
  const key = keyFor(secret, 'file-links');
  const macOf = (body: Uint8Array): Buffer =>
    createHmac('sha256', key).update(body).digest().subarray(0, macBytes);
  return {
    sign({ id, until }: Opened): string {
      const expiry = Buffer.alloc(expiryBytes);
      expiry.writeUInt32BE(secondsOf(until));
      const body = Buffer.concat([expiry, packed(id)]);
      return Buffer.concat([body, macOf(body)]).toString('base64url');
    },
    open(signed: string): Opened | undefined {
      const whole = Buffer.from(signed, 'base64url');
      // Other ways to write the same bytes are no links of ours.
      if (whole.length <= expiryBytes + macBytes || whole.toString('base64url') !== signed) return;
      const body = whole.subarray(0, -macBytes);
      if (!timingSafeEqual(macOf(body), whole.subarray(-macBytes))) return;
      const until = new Date(body.readUInt32BE(0) * 1_000);
      return { id: unpacked(body.subarray(expiryBytes)), until };
    },
  };
};

const guards = {
  'cache-control': 'private, no-store',
  'content-security-policy': "default-src 'none'; sandbox",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow, noarchive',
};

export const createFileLinks = ({ secret, base, now, files, say }: FileLinkDeps): FileLinks => {
  const signer = createSigner(secret);

  const explain = (reply: FastifyReply, status: 404 | 410) => {
    const title = say(status === 410 ? 'link.expired' : 'link.unknown');
    const lines = [say('link.ask_again'), say('link.how')];
    return sendPage(reply, status, { lang: 'vi', title, lines });
  };

  const hand = async (reply: FastifyReply, signed: string) => {
    const opened = signer.open(signed);
    if (!opened) return explain(reply, 404);
    const file = opened.until > now() ? await files.get(opened.id) : undefined;
    if (!file) return explain(reply, 410);
    return reply
      .header('content-disposition', attachmentOf(file.name))
      .header('content-type', contentTypeOf(file.type))
      .send(Buffer.from(file.bytes));
  };

  return {
    linkTo({ id }) {
      const root = base()?.replace(/\/+$/u, '');
      if (root === undefined) return undefined;
      const until = new Date(now().getTime() + lifeSeconds * 1_000);
      return `${root}/f/${signer.sign({ id, until })}`;
    },
    routes: async (app) => {
      app.addHook('onRequest', async (_request, reply) => {
        reply.headers(guards);
      });
      app.get<{ Params: { signed: string } }>('/f/:signed', (request, reply) =>
        hand(reply, request.params.signed),
      );
    },
  };
};
