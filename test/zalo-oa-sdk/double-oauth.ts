import type { Answer, Recorded } from './double-server.ts';
import type { Pair, Tokens } from './double-tokens.ts';

const refused = (error: number, error_name: string, error_reason = error_name): Answer => ({
  body: {
    error,
    error_name,
    error_reason,
    error_description: error_reason,
    ref_doc: 'https://developers.zalo.me/docs/api/official-account-api',
    ...(error === -14_014 ? { access_token: '', refresh_token: '' } : {}),
  },
});

const granted = (pair: Pair | undefined, otherwise: Answer): Answer =>
  pair
    ? {
        body: {
          access_token: pair.access,
          refresh_token: pair.refresh,
          expires_in: '90000',
        },
      }
    : otherwise;

const formOf = (request: Recorded): Readonly<Record<string, string>> | undefined => {
  if (request.headers['content-type'] !== 'application/x-www-form-urlencoded') return undefined;
  return Object.fromEntries(new URLSearchParams(request.body.toString()));
};

const isExactly = (form: object, ...names: string[]): boolean =>
  Object.keys(form).sort().join() === names.sort().join();

/** https://oauth.zaloapp.com: a refresh token works once, a code once and for ten minutes. */
export const createOAuthApi =
  (tokens: Tokens, app: { appId: string; appSecret: string }) =>
  async (request: Recorded): Promise<Answer> => {
    if (`${request.method} ${request.url}` !== 'POST /v4/oa/access_token') {
      return refused(404, 'empty api');
    }
    const form = formOf(request) ?? {};
    if (form.app_id !== app.appId) return refused(-14_002, 'Invalid appId');
    if (request.headers.secret_key !== app.appSecret) return refused(-14_004, 'Invalid secret key');
    if (form.grant_type === 'authorization_code') {
      if (!isExactly(form, 'code', 'app_id', 'grant_type', 'code_verifier')) {
        return refused(-14_005, 'Invalid code');
      }
      const pair = tokens.redeem(form.code ?? '', form.code_verifier ?? '');
      return granted(pair, refused(-14_005, 'Invalid code', `Invalid code ${form.code ?? ''}`));
    }
    if (form.grant_type === 'refresh_token') {
      const asked = isExactly(form, 'refresh_token', 'app_id', 'grant_type');
      const pair = asked ? tokens.refresh(form.refresh_token) : undefined;
      return granted(pair, refused(-14_014, 'Invalid refresh token'));
    }
    return refused(-14_018, 'Invalid grant type');
  };
