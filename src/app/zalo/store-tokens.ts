import type { ZaloTokens } from '../../zalo-oa-sdk/oauth.ts';
import type { Log } from '../log.ts';
import type { Grant, GrantRow } from './grant-row.ts';

/** A pair that Zalo has just given out: until it is stored nobody may use it. */
export type Fresh = {
  tokens: ZaloTokens;
  at: Date;
  /** The `rev` that it was asked for with; a new consent counts whatever is stored. */
  base: number | 'consent';
};

export type StoreTokensDeps = {
  row: GrantRow;
  log: Log;
  wait(ms: number): Promise<void>;
  /** Keeps others from the grant a while longer. */
  hold(): Promise<unknown>;
};

const tries = 12;
const pauseMs = (failed: number): number => Math.min(100 * 2 ** failed, 5_000);

/** One try; resolves to what is stored in the end, `fresh` or what somebody newer has stored. */
const storeOnce = async (row: GrantRow, { tokens, at, base }: Fresh): Promise<Grant> => {
  let rev = base === 'consent' ? (await row.read()).rev : base;
  for (;;) {
    const written = await row.write(rev, at, tokens);
    if (written) return written;
    const stored = await row.read();
    // The answer to an earlier try was lost, or somebody has consented meanwhile.
    const isOurs = 'tokens' in stored && stored.tokens.accessToken === tokens.accessToken;
    if (isOurs || ('tokens' in stored && base !== 'consent')) return stored;
    rev = stored.rev;
  }
};

/**
 * Stores a fresh pair, for a while in spite of a database that does not take it: with the pair the grant would be
 * lost. Throws what the database says in the end; the caller keeps the pair and comes again.
 */
export const createStoreTokens =
  ({ row, log, wait, hold }: StoreTokensDeps) =>
  async (fresh: Fresh): Promise<Grant> => {
    for (let failed = 0; ; failed += 1) {
      try {
        return await storeOnce(row, fresh);
      } catch (error) {
        log.error({ err: error, failed }, 'zalo: the new tokens are not stored yet');
        if (failed + 1 >= tries) throw error;
        await wait(pauseMs(failed));
        await hold().catch(() => undefined);
      }
    }
  };
