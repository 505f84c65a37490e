import { setTimeout as pause } from 'node:timers/promises';

/**
 * How the calls are made. Only `now` must be given: it dates the lifetimes of tokens and the end of a rate limit.
 * @public
 */
export type ZaloOptions = {
  now: () => Date;
  /** Where the Official Account API is; default https://openapi.zalo.me */
  apiRoot?: string | undefined;
  /** Where OAuth is; default https://oauth.zaloapp.com */
  oauthRoot?: string | undefined;
  /** Where the ZBS API is; default https://business.openapi.zalo.me */
  businessRoot?: string | undefined;
  /** The longest that one request may take as a whole, default 15 s; uploads get three times as much. */
  timeoutMs?: number | undefined;
  userAgent?: string | undefined;
  /**
   * Two shapes of buttons are seen in the field on /v3.0/oa/message/cs: `plain` (text beside the attachment, the
   * default) and `typed` (`template_type: "button"` with the text inside). Try which one your account takes.
   */
  buttonShape?: 'plain' | 'typed' | undefined;
  /** The app's secret: if given, every call proves it with the header `appsecret_proof`. Apps may demand it. */
  proofSecret?: string | undefined;
  /** How often a read is tried again after a broken connection, a timeout or a fault of Zalo's; default 2. */
  readRetries?: number | undefined;
  /** Waits between those tries; for tests. */
  wait?: ((ms: number) => Promise<void>) | undefined;
};

/**
 * Where the access token comes from; the caller keeps it, and refreshes it.
 *
 * `current` is asked before each call. `refreshed` is asked when Zalo says that the token `died` is no longer
 * good: answer with the newer one, if a refresh has already happened elsewhere, or refresh now. Refresh tokens
 * work once, so let one refresh run at a time and store the new pair before handing it out. Answering with
 * `died` itself, or throwing, ends the call.
 * @public
 */
export type TokenSource = {
  current(): Promise<string>;
  refreshed(died: string): Promise<string>;
};

export type Settings = {
  now: () => Date;
  apiRoot: string;
  oauthRoot: string;
  businessRoot: string;
  timeoutMs: number;
  userAgent: string;
  buttonShape: 'plain' | 'typed';
  proofSecret: string | undefined;
  readRetries: number;
  wait: (ms: number) => Promise<void>;
};

const withoutSlash = (root: string): string => root.replace(/\/+$/u, '');

export const settingsOf = (options: ZaloOptions): Settings => ({
  now: options.now,
  apiRoot: withoutSlash(options.apiRoot ?? 'https://openapi.zalo.me'),
  oauthRoot: withoutSlash(options.oauthRoot ?? 'https://oauth.zaloapp.com'),
  businessRoot: withoutSlash(options.businessRoot ?? 'https://business.openapi.zalo.me'),
  timeoutMs: options.timeoutMs ?? 15_000,
  userAgent: options.userAgent ?? 'zalo-oa-sdk',
  buttonShape: options.buttonShape ?? 'plain',
  proofSecret: options.proofSecret,
  readRetries: options.readRetries ?? 2,
  wait: options.wait ?? ((ms) => pause(ms)),
});
