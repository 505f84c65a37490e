import { ZaloError } from '../../zalo-oa-sdk/errors.ts';
import type { ZaloAccount } from '../../zalo-oa-sdk/official-account-answers.ts';
import type { OfficialAccount } from '../../zalo-oa-sdk/official-account.ts';

/** Whose token this is; undefined where Zalo has shut the page that says so. */
export const whoIs = async (
  account: Pick<OfficialAccount, 'account'>,
): Promise<ZaloAccount | undefined> => {
  try {
    return await account.account();
  } catch (error) {
    if (error instanceof ZaloError && error.kind === 'not_found') return undefined;
    throw error;
  }
};
