import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** A key of its own for each purpose, so that what is made for one never fits another. */
export const keyFor = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `ba-chu-dong:${purpose}`, 32));

/** Keeps small texts from whoever reads the database. */
export type Seal = {
  /** `id`: where it will lie; it opens nowhere else. */
  close(text: string, id: string): string;
  /** Undefined when it was not closed with this secret, for this id, or was changed since. */
  open(sealed: string, id: string): string | undefined;
};

const cipher = 'aes-256-gcm';
const version = 'v1';
const nonceBytes = 12;
const tagBytes = 16;

const opened = (key: Buffer, box: Buffer, id: string): string | undefined => {
  if (box.length < nonceBytes + tagBytes) return undefined;
  const nonce = box.subarray(0, nonceBytes);
  const decipher = createDecipheriv(cipher, key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(id));
  decipher.setAuthTag(box.subarray(-tagBytes));
  try {
    const text = decipher.update(box.subarray(nonceBytes, -tagBytes));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
};

/** Sealed texts look like `v1.<nonce, text and tag as base64url>`. */
export const createSeal = (secret: string, purpose: string): Seal => {
  const key = keyFor(secret, purpose);
  return {
    close(text, id) {
      const nonce = randomBytes(nonceBytes);
      const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes });
      sealing.setAAD(Buffer.from(id));
      const body = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
      const box = Buffer.concat([nonce, body, sealing.getAuthTag()]);
      return `${version}.${box.toString('base64url')}`;
    },
    open(sealed, id) {
      const [given, box] = sealed.split('.');
      if (given !== version || box === undefined) return undefined;
      return opened(key, Buffer.from(box, 'base64url'), id);
    },
  };
};
