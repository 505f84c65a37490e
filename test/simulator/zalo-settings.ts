import type { ZaloDoubles } from '../zalo-oa-sdk/doubles.ts';
import type { Env } from './program.ts';

/** What points the program at these stand-ins, as fast as it can. */
export const settingsFor = (zalo: ZaloDoubles): Env => ({
  SIMULATOR: 'on',
  ZALO_APP_ID: zalo.app.appId,
  ZALO_APP_SECRET: zalo.app.appSecret,
  ZALO_OA_ID: zalo.app.oaId,
  ZALO_OA_SECRET: zalo.app.oaSecret,
  ZALO_REFRESH_TOKEN: zalo.tokens.current().refresh,
  ZALO_API_ROOT: zalo.account.root,
  ZALO_OAUTH_ROOT: zalo.oauth.root,
  ZALO_BUSINESS_ROOT: zalo.business.root,
  ZALO_RATE_PER_MINUTE: '100000',
});
