import { createHmac, randomBytes } from 'node:crypto';
import { sameText } from '../same-text.ts';
import { keyFor } from '../seal.ts';

/** What one walk to Zalo and back is tied together with; nothing of it is stored. */
export type ConsentState = {
  /** The word that Zalo brings back, and the PKCE verifier of the same walk. */
  begin(now: Date): { state: string; verifier: string };
  /** The verifier of the walk that this word began; undefined when it is not ours or too old. */
  verifierOf(state: string, now: Date): string | undefined;
};

const livesMs = 15 * 60_000;

export const createConsentState = (secret: string): ConsentState => {
  const signing = keyFor(secret, 'zalo-consent-state');
  const verifying = keyFor(secret, 'zalo-consent-verifier');
  const mac = (key: Buffer, words: string): string =>
    createHmac('sha256', key).update(words).digest('base64url');
  return {
    begin(now) {
      const nonce = randomBytes(16).toString('base64url');
      const body = `${nonce}.${(now.getTime() + livesMs).toString(36)}`;
      return { state: `${body}.${mac(signing, body)}`, verifier: mac(verifying, nonce) };
    },
    verifierOf(state, now) {
      const [nonce = '', end = '', signature = ''] = state.split('.');
      if (!sameText(signature, mac(signing, `${nonce}.${end}`))) return undefined;
      return now.getTime() < Number.parseInt(end, 36) ? mac(verifying, nonce) : undefined;
    },
  };
};
