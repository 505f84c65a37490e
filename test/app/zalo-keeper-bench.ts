import { randomUUID } from 'node:crypto';
import type { Grants, Leases } from '../../src/store/contract.ts';
import { createLog } from '../../src/app/log.ts';
import { createSeal } from '../../src/app/seal.ts';
import { createGrantRow } from '../../src/app/zalo/grant-row.ts';
import { createTokenKeeper, type TokenKeeper } from '../../src/app/zalo/token-keeper.ts';
import { createOAuth } from '../../src/zalo-oa-sdk/oauth.ts';
import type { ZaloDoubles } from '../zalo-oa-sdk/doubles.ts';

export type KeeperBench = {
  keeper: TokenKeeper;
  /** Reasons that the keeper has told, and `alive`. */
  told: string[];
  log: string[];
  /** What it was told to wait, in ms; nothing is waited for. */
  waits: number[];
  /** The machine's clock of this process moves on. */
  passReal(ms: number): void;
};

export type KeeperOptions = {
  secret?: string;
  firstRefreshToken?: string;
  grants?: Partial<Grants>;
  leases?: Partial<Leases>;
  wait?: (ms: number) => Promise<void>;
};

/** A keeper as one process has it. */
export const openKeeper = (
  zalo: ZaloDoubles,
  store: { grants: Grants; leases: Leases },
  { secret = 'a-secret-of-the-program', firstRefreshToken, wait, ...ports }: KeeperOptions = {},
): KeeperBench => {
  const told: string[] = [];
  const log: string[] = [];
  const waits: number[] = [];
  let real = 0;
  const row = createGrantRow({
    grants: { ...store.grants, ...ports.grants },
    seal: createSeal(secret, 'grants'),
    oaId: zalo.app.oaId,
  });
  const keeper = createTokenKeeper({
    row,
    leases: { ...store.leases, ...ports.leases },
    oauth: createOAuth(zalo.options, zalo.app),
    holder: randomUUID(),
    firstRefreshToken,
    now: () => new Date(zalo.clock.now),
    realNow: () => new Date(Date.now() + real),
    async wait(ms) {
      waits.push(ms);
      await (wait?.(ms) ?? new Promise((resolve) => setImmediate(resolve)));
    },
    log: createLog('info', { write: (line) => void log.push(line) }),
    onDead: (_error, reason) => void told.push(reason),
    onAlive: () => void told.push('alive'),
  });
  return { keeper, told, log, waits, passReal: (ms) => void (real += ms) };
};

/** What the double has given out last, as a consent would bring it. */
export const livingTokens = (zalo: ZaloDoubles) => {
  const { access, refresh } = zalo.tokens.current();
  const at = zalo.clock.now.getTime();
  return {
    accessToken: access,
    refreshToken: refresh,
    accessExpiresAt: new Date(at + 90_000_000),
    refreshExpiresAt: new Date(at + 90 * 86_400_000),
  };
};
