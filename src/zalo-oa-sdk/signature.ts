import { createHash, timingSafeEqual } from 'node:crypto';

/** @public */
export type ZaloSignature = {
  appId: string;
  /** The request's bytes as they came: not parsed and written again. */
  body: Uint8Array;
  /** Of the header `X-ZEvent-Timestamp` if there is one, else of the body (`timestampOf`). */
  timestamp: string;
  /** The header `X-ZEvent-Signature`: `mac=` and 64 hexadecimal digits. */
  signature: string;
  /** The "OA secret key" of the app's webhook page; not the app's secret. */
  oaSecret: string;
};

const form = /^(?:mac=)?([0-9a-f]{64})$/iu;

/**
 * Whether an event comes from Zalo: a plain SHA-256, no HMAC, over appId, body, timestamp and secret. Compares in
 * constant time. Says no to whatever is empty or malformed.
 * @public
 */
export const verifySignature = (one: ZaloSignature): boolean => {
  const given = form.exec(one.signature.trim())?.[1];
  if (given === undefined || one.oaSecret === '' || one.appId === '') return false;
  const computed = createHash('sha256')
    .update(one.appId)
    .update(one.body)
    .update(one.timestamp)
    .update(one.oaSecret)
    .digest();
  return timingSafeEqual(Buffer.from(given, 'hex'), computed);
};
