import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { bodyOf, readAs, type Asked } from './answer.ts';
import { ZaloError } from './errors.ts';
import { figureMaybe, wordMaybe } from './fields.ts';
import { settingsOf, type Settings, type ZaloOptions } from './options.ts';
import { exchange } from './wire.ts';

/**
 * A pair of tokens. The refresh token works once: store the new pair before you use it. A refresh also ends the
 * access token before.
 * @public
 */
export type ZaloTokens = {
  accessToken: string;
  /** The new one; the one that was given, if Zalo sends none. */
  refreshToken: string;
  accessExpiresAt: Date;
  /** As said, or three months from now. */
  refreshExpiresAt: Date;
};

/**
 * OAuth v4 for Official Accounts. Throws `ZaloError`; nothing here is ever repeated. A refresh whose answer was
 * lost (`mayHaveActed`) may have spent the refresh token.
 * @public
 */
export type ZaloOAuth = {
  /** Where an administrator of the account agrees. Zalo then calls `redirectUri?code=…&oa_id=…&state=…`. */
  permissionUrl(ask: { redirectUri: string; challenge: string; state?: string }): string;
  /** The code lives ten minutes and works once; `verifier` is what the challenge was made of. */
  exchangeCode(code: string, verifier: string): Promise<ZaloTokens>;
  refresh(refreshToken: string): Promise<ZaloTokens>;
};

/**
 * A fresh verifier: 43 characters. Some apps have one challenge saved in Zalo's console, and then need that pair's
 * verifier every time.
 * @public
 */
export const createVerifier = (): string => randomBytes(32).toString('base64url');

/** @public */
export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier, 'ascii').digest('base64url');

const accessSeconds = 90_000;
const refreshSeconds = 90 * 86_400;
const path = '/v4/oa/access_token';

const tokenAnswer = z.object({
  access_token: wordMaybe,
  refresh_token: wordMaybe,
  expires_in: figureMaybe,
  refresh_token_expires_in: figureMaybe,
});

const after = (now: Date, seconds: number): Date => new Date(now.getTime() + seconds * 1_000);

type App = { appId: string; appSecret: string };
type Body = Readonly<Record<string, unknown>>;
type Grant = {
  form: Readonly<Record<string, string>>;
  secrets: readonly string[];
  /** The refresh token that this grant spends. */
  spent?: string;
};

/** A dead refresh token is also answered with tokens that are there and empty. */
const withoutTokens = (asked: Asked, body: Body): ZaloError =>
  new ZaloError({
    family: 'oauth',
    kind: body.access_token === '' ? 'grant_dead' : 'unknown',
    message: `${asked.name}: the answer holds no tokens`,
    mayHaveActed: true,
  });

const tokensOf = (asked: Asked, body: Body, spent: string | undefined): ZaloTokens => {
  const answer = readAs(asked, tokenAnswer, body);
  const refreshToken = answer.refresh_token ?? spent;
  if (answer.access_token === undefined || refreshToken === undefined) {
    throw withoutTokens(asked, body);
  }
  return {
    accessToken: answer.access_token,
    refreshToken,
    accessExpiresAt: after(asked.now(), answer.expires_in ?? accessSeconds),
    refreshExpiresAt: after(asked.now(), answer.refresh_token_expires_in ?? refreshSeconds),
  };
};

const ask = async (settings: Settings, app: App, grant: Grant): Promise<ZaloTokens> => {
  const name = `POST ${path}`;
  const secrets = [app.appSecret, ...grant.secrets];
  const asked: Asked = { family: 'oauth', name, secrets, now: settings.now };
  const answer = await exchange({
    family: 'oauth',
    method: 'POST',
    root: settings.oauthRoot,
    path,
    headers: {
      secret_key: app.appSecret,
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': settings.userAgent,
    },
    body: new URLSearchParams({ ...grant.form }).toString(),
    timeoutMs: settings.timeoutMs,
  });
  return tokensOf(asked, bodyOf(asked, answer), grant.spent);
};

/** @public */
export const createOAuth = (options: ZaloOptions, app: App): ZaloOAuth => {
  const settings = settingsOf(options);
  const app_id = app.appId;
  return {
    permissionUrl({ redirectUri, challenge, state }) {
      const query = new URLSearchParams({
        app_id,
        redirect_uri: redirectUri,
        code_challenge: challenge,
        ...(state === undefined ? {} : { state }),
      });
      return `${settings.oauthRoot}/v4/oa/permission?${query.toString()}`;
    },
    exchangeCode: (code, verifier) =>
      ask(settings, app, {
        form: { code, app_id, grant_type: 'authorization_code', code_verifier: verifier },
        secrets: [code, verifier],
      }),
    refresh: (refreshToken) =>
      ask(settings, app, {
        form: { refresh_token: refreshToken, app_id, grant_type: 'refresh_token' },
        secrets: [refreshToken],
        spent: refreshToken,
      }),
  };
};
