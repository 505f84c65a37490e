import { createHmac, randomBytes, randomInt } from 'node:crypto';

/** 15 letters out of 32: short enough for a button, far too many to meet twice. */
export const newId = (): string =>
  [...randomBytes(15)].map((byte) => (byte & 31).toString(32)).join('');

/** How codes are made and kept: of a code only its keyed hash is stored, so a stolen database opens no door. */
export const codeSecrets = (secret: string) => ({
  chance: (below: number): number => randomInt(below),
  hash: (code: string): string =>
    createHmac('sha256', secret).update(`invitation:${code}`).digest('base64url'),
});
