import { z } from 'zod';
import type { Grants } from '../../store/contract.ts';
import type { ZaloTokens } from '../../zalo-oa-sdk/oauth.ts';
import type { Seal } from '../seal.ts';

/** What Zalo has granted, as it is stored. */
export type Grant = { rev: number; refreshedAt: Date; tokens: ZaloTokens };

/**
 * Why there is none: nobody ever consented; Zalo has taken it back; the first token of the settings was refused;
 * it was stored with another SECRET_KEY.
 */
export type NoGrantReason = 'not_connected' | 'refused' | 'first_refused' | 'unreadable';

/** `rev` is 0 where nothing is stored. */
export type NoGrant = { rev: number; reason: NoGrantReason };

const shape = z.object({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1),
  accessExpiresAt: z.coerce.date(),
  refreshExpiresAt: z.coerce.date(),
});

const tokensIn = (text: string | undefined): ZaloTokens | undefined => {
  try {
    return shape.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
};

export type GrantRowDeps = { grants: Grants; seal: Seal; oaId: string };

/** The one row of an account's grant. Whatever is wrong with the database is thrown as it comes. */
export const createGrantRow = ({ grants, seal, oaId }: GrantRowDeps) => {
  const id = `zalo:${oaId}`;
  return {
    async read(): Promise<Grant | NoGrant> {
      const row = await grants.get(id);
      if (!row) return { rev: 0, reason: 'not_connected' };
      const { rev, refreshedAt, sealed } = row;
      if (row.dead || sealed === undefined) return { rev, reason: 'refused' };
      const tokens = tokensIn(seal.open(sealed, id));
      return tokens ? { rev, refreshedAt, tokens } : { rev, reason: 'unreadable' };
    },
    /** Undefined when somebody wrote since `rev`. */
    async write(rev: number, refreshedAt: Date, tokens: ZaloTokens): Promise<Grant | undefined> {
      const sealed = seal.close(JSON.stringify(tokens), id);
      const done = await grants.put({ id, rev, refreshedAt, sealed });
      return done ? { rev: rev + 1, refreshedAt, tokens } : undefined;
    },
    /** Zalo has taken back what was stored as `rev`. False when somebody wrote since. */
    async bury({ rev, refreshedAt }: Grant, at: Date): Promise<boolean> {
      return grants.put({ id, rev, refreshedAt, dead: { at, reason: 'refused' } });
    },
  };
};

export type GrantRow = ReturnType<typeof createGrantRow>;
