import { createHmac } from 'node:crypto';
import type { z } from 'zod';
import { bodyOf, readAs, type Asked } from './answer.ts';
import { ZaloError, type ZaloErrorKind, type ZaloFamily } from './errors.ts';
import type { Settings, TokenSource } from './options.ts';
import { exchange, nameOf } from './wire.ts';

export type Call = {
  family: Exclude<ZaloFamily, 'oauth'>;
  method: 'GET' | 'POST';
  path: string;
  query?: Readonly<Record<string, string>>;
  json?: unknown;
  form?: FormData;
  /** Changes nothing at Zalo's, so that it may be tried again. */
  read?: true;
};

export type Caller = <T>(
  call: Call,
  schema: z.ZodType<T>,
  pick?: (body: Readonly<Record<string, unknown>>) => unknown,
) => Promise<T>;

const worthAnother: readonly ZaloErrorKind[] = ['network', 'timeout', 'server'];
const deadToken: readonly ZaloErrorKind[] = ['token_expired', 'token_invalid'];
const firstPauseMs = 200;

const isOf = (error: unknown, kinds: readonly ZaloErrorKind[]): boolean =>
  error instanceof ZaloError && kinds.includes(error.kind);

const proofOf = (secret: string, token: string): string =>
  createHmac('sha256', secret).update(token).digest('hex');

const headersOf = (settings: Settings, call: Call, token: string): Record<string, string> => ({
  access_token: token,
  accept: 'application/json',
  'user-agent': settings.userAgent,
  ...(call.json === undefined ? {} : { 'content-type': 'application/json' }),
  ...(settings.proofSecret === undefined
    ? {}
    : { appsecret_proof: proofOf(settings.proofSecret, token) }),
});

/** Calls with an access token: reads are tried again, and a token that died meanwhile is replaced once. */
export const createCaller = (settings: Settings, tokens: TokenSource): Caller => {
  const askedOf = (call: Call, token: string): Asked => ({
    family: call.family,
    name: nameOf(call),
    secrets: [token, settings.proofSecret ?? ''],
    now: settings.now,
  });

  const once = async (call: Call, token: string) => {
    const answer = await exchange({
      family: call.family,
      method: call.method,
      root: call.family === 'zbs' ? settings.businessRoot : settings.apiRoot,
      path: call.path,
      query: call.query,
      headers: headersOf(settings, call, token),
      body: call.json === undefined ? call.form : JSON.stringify(call.json),
      timeoutMs: call.form ? settings.timeoutMs * 3 : settings.timeoutMs,
    });
    return bodyOf(askedOf(call, token), answer);
  };

  const repeatedly = async (call: Call, token: string) => {
    const tries = call.read ? settings.readRetries : 0;
    for (let tried = 0; ; tried += 1) {
      try {
        return await once(call, token);
      } catch (error) {
        if (tried >= tries || !isOf(error, worthAnother)) throw error;
        await settings.wait(firstPauseMs * 2 ** tried);
      }
    }
  };

  const withLivingToken = async (call: Call) => {
    const token = await tokens.current();
    try {
      return { body: await repeatedly(call, token), token };
    } catch (error) {
      // Zalo has refused the call, so that nothing doubles.
      if (!isOf(error, deadToken)) throw error;
      const newer = await tokens.refreshed(token);
      if (newer === token) throw error;
      return { body: await repeatedly(call, newer), token: newer };
    }
  };

  return async (call, schema, pick = (body) => body.data) => {
    const { body, token } = await withLivingToken(call);
    return readAs(askedOf(call, token), schema, pick(body));
  };
};

/** GET requests carry their parameters as one JSON text. */
export const asData = (parameters: Readonly<Record<string, unknown>>): { data: string } => ({
  data: JSON.stringify(parameters),
});
