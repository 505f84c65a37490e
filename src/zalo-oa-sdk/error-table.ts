import type { ZaloErrorKind, ZaloFamily } from './errors.ts';

type Codes = Readonly<Record<number, ZaloErrorKind>>;

/**
 * The Official Account API: docs.zaloplatforms.com/docs/OA, appendix of error codes. Numbers without a minus are
 * seen in the field, not written down there.
 */
const oa: Codes = {
  [-32]: 'rate',
  [-100]: 'asset_expired',
  [-200]: 'server',
  [-201]: 'bad_request',
  [-204]: 'not_found',
  [-205]: 'not_found',
  [-209]: 'permission',
  [-210]: 'too_long',
  [-211]: 'quota',
  [-212]: 'permission',
  [-213]: 'not_following',
  [-216]: 'token_invalid',
  216: 'token_invalid',
  [-217]: 'user_blocked',
  [-218]: 'quota',
  [-219]: 'permission',
  [-220]: 'token_expired',
  [-221]: 'permission',
  [-223]: 'permission',
  [-224]: 'permission',
  [-227]: 'unreachable',
  [-230]: 'window_closed',
  [-231]: 'window_closed',
  [-232]: 'window_closed',
  [-233]: 'bad_request',
  [-234]: 'night',
  [-235]: 'permission',
  [-237]: 'not_found',
  [-240]: 'not_found',
  [-242]: 'permission',
  [-244]: 'user_blocked',
  [-248]: 'bad_request',
  [-249]: 'template_rejected',
  [-320]: 'permission',
  [-321]: 'billing',
  401: 'token_invalid',
  [-401]: 'token_invalid',
  404: 'not_found',
};

/** A request that carries nothing but a file: what is wrong with it is wrong with the file. */
const upload: Codes = { ...oa, [-201]: 'unsupported_file' };

/** ZBS template messages: docs.zaloplatforms.com/docs/ZBS, error codes. */
const zbs: Codes = {
  [-32]: 'rate',
  [-100]: 'server',
  [-101]: 'permission',
  [-102]: 'permission',
  [-103]: 'permission',
  [-104]: 'permission',
  [-105]: 'permission',
  [-106]: 'bad_request',
  [-107]: 'not_found',
  [-108]: 'bad_request',
  [-109]: 'not_found',
  [-110]: 'unreachable',
  [-111]: 'template_rejected',
  [-112]: 'template_rejected',
  [-1121]: 'too_long',
  [-1122]: 'template_rejected',
  [-1123]: 'template_rejected',
  [-1124]: 'template_rejected',
  [-113]: 'template_rejected',
  [-1131]: 'template_rejected',
  [-1132]: 'template_rejected',
  [-114]: 'unreachable',
  [-115]: 'billing',
  [-116]: 'template_rejected',
  [-117]: 'permission',
  [-118]: 'unreachable',
  [-119]: 'unreachable',
  [-120]: 'permission',
  [-1201]: 'permission',
  [-1202]: 'permission',
  [-121]: 'bad_request',
  [-122]: 'bad_request',
  [-123]: 'bad_request',
  [-124]: 'token_invalid',
  [-1241]: 'permission',
  [-125]: 'permission',
  [-126]: 'billing',
  [-127]: 'permission',
  [-130]: 'too_long',
  [-131]: 'template_rejected',
  [-132]: 'bad_request',
  [-133]: 'night',
  [-135]: 'permission',
  [-1351]: 'permission',
  [-136]: 'permission',
  [-137]: 'billing',
  [-138]: 'permission',
  [-1381]: 'permission',
  [-139]: 'user_blocked',
  [-140]: 'user_blocked',
  [-141]: 'user_blocked',
  [-144]: 'quota',
  [-1441]: 'quota',
  [-145]: 'permission',
  [-146]: 'template_rejected',
  [-147]: 'quota',
  [-1471]: 'quota',
  [-1472]: 'quota',
  [-153]: 'bad_request',
  [-158]: 'too_long',
  [-159]: 'unsupported_file',
  [-160]: 'quota',
  [-161]: 'bad_request',
  [-162]: 'bad_request',
  404: 'not_found',
};

/** oauth.zaloapp.com publishes no table: these are seen in the field. */
const oauth: Codes = {
  [-118]: 'grant_dead',
  [-14002]: 'permission',
  [-14003]: 'permission',
  [-14004]: 'permission',
  [-14005]: 'code_dead',
  [-14014]: 'grant_dead',
  [-14018]: 'bad_request',
};

/** @public The whole table, for who wants to show or test it. */
export const zaloErrorTable: Readonly<Record<ZaloFamily, Codes>> = { oa, upload, zbs, oauth };

/** One code of the OA API has two meanings that only its words tell apart. */
const articleQuota = /reach the limit quota/iu;

/** The kind behind a code of one family; `undefined` for a code that nobody has written down. */
export const kindOfCode = (
  family: ZaloFamily,
  code: number,
  words: string,
): ZaloErrorKind | undefined => {
  if (family === 'oa' && code === -223 && articleQuota.test(words)) return 'quota';
  return zaloErrorTable[family][code];
};

/** For answers that are none of Zalo's own: a gateway's, a proxy's. */
export const kindOfStatus = (status: number): ZaloErrorKind => {
  if (status >= 500) return 'server';
  const known: Readonly<Record<number, ZaloErrorKind>> = {
    401: 'token_invalid',
    403: 'permission',
    404: 'not_found',
    413: 'too_long',
    415: 'unsupported_file',
    429: 'rate',
  };
  return known[status] ?? 'unknown';
};
