/**
 * Which of Zalo's APIs answered. The same number means different things to each of them.
 * @public
 */
export type ZaloFamily = 'oa' | 'upload' | 'zbs' | 'oauth';

/**
 * What went wrong, in a closed list: what a caller can do about it, not how Zalo numbers it.
 * @public
 */
export const zaloErrorKinds = [
  /** The access token has ended, or a refresh has replaced it. */
  'token_expired',
  /** No such access token. */
  'token_invalid',
  /** The refresh token is spent, expired or revoked: only a new consent of an administrator helps. */
  'grant_dead',
  /** The authorization code is wrong, used or older than ten minutes: ask for consent again. */
  'code_dead',
  /** A daily, monthly or per-person allowance is used up. */
  'quota',
  /** The Zalo Cloud Account is missing money. */
  'billing',
  /** Too many requests a minute; `retryAfter` says when. */
  'rate',
  /** This kind of message is not sent at night (22:00 to 06:00 in Viet Nam). */
  'night',
  /** The person has not written for seven days: only a template may go. */
  'window_closed',
  /** The person has refused messages of this kind or of this account. */
  'user_blocked',
  /** The person does not follow the account. */
  'not_following',
  /** The person cannot be reached at all: banned, away for long, no account, app too old. */
  'unreachable',
  /** No such account, message, template, group or path. */
  'not_found',
  /** Zalo refuses the request as it stands. */
  'bad_request',
  /** Longer, larger or more than allowed. */
  'too_long',
  /** A kind of file that Zalo does not take, or a name without extension. */
  'unsupported_file',
  /** An uploaded file is older than seven days: upload it again. */
  'asset_expired',
  /** The template is not approved, disabled, not for this way of sending, or its data do not fit. */
  'template_rejected',
  /** The app or the account may not do this: activation, verification, package, consent. */
  'permission',
  /** Zalo broke. */
  'server',
  /** The connection broke or was never there. */
  'network',
  /** No answer in time. */
  'timeout',
  /** A code or an answer that is not known here; `code` keeps the number. */
  'unknown',
] as const;

/** @public */
export type ZaloErrorKind = (typeof zaloErrorKinds)[number];

/** @public */
export type ZaloErrorDetails = {
  family: ZaloFamily;
  kind: ZaloErrorKind;
  message: string;
  code?: number | undefined;
  retryAfter?: number | undefined;
  httpStatus?: number | undefined;
  mayHaveActed?: boolean | undefined;
};

/**
 * Everything that the calls of this library throw. It holds numbers and words of Zalo's only: no request, no
 * header, no token, no cause, so that it may be logged as it is.
 * @public
 */
export class ZaloError extends Error {
  override readonly name = 'ZaloError';
  readonly family: ZaloFamily;
  readonly kind: ZaloErrorKind;
  /** Zalo's number, if Zalo answered with one. */
  readonly code: number | undefined;
  /** Seconds. */
  readonly retryAfter: number | undefined;
  readonly httpStatus: number | undefined;
  /** No certain answer came, so that the call may have taken effect: sending again may send twice. */
  readonly mayHaveActed: boolean;

  constructor(details: ZaloErrorDetails) {
    super(details.message);
    this.family = details.family;
    this.kind = details.kind;
    this.code = details.code;
    this.retryAfter = details.retryAfter;
    this.httpStatus = details.httpStatus;
    this.mayHaveActed = details.mayHaveActed ?? false;
  }
}
