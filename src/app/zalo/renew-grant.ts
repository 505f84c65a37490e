import type { Leases } from '../../store/contract.ts';
import { ZaloError } from '../../zalo-oa-sdk/errors.ts';
import type { ZaloOAuth, ZaloTokens } from '../../zalo-oa-sdk/oauth.ts';
import type { Log } from '../log.ts';
import type { Grant, GrantRow, NoGrant } from './grant-row.ts';
import { createStoreTokens, type Fresh } from './store-tokens.ts';

export type RenewGrantDeps = {
  row: GrantRow;
  leases: Leases;
  oauth: Pick<ZaloOAuth, 'refresh'>;
  /** Who this process is. */
  holder: string;
  firstRefreshToken?: string | undefined;
  /** The program's clock dates tokens, the machine's the lease. */
  now(): Date;
  realNow(): Date;
  wait(ms: number): Promise<void>;
  log: Log;
};

/** Whether what is stored still has to be replaced. */
export type Needs = (grant: Grant) => boolean;

/** One process at a time talks to Zalo about the grant. */
const grantLease = 'zalo-grant';
const leaseMs = 30_000;
const lookEveryMs = 250;
/** Longer than any lease of a process that died. */
const looks = 160;
/** Whoever has won a race may not have stored the new pair yet. */
const raceMs = 2_000;

const isDead = (error: unknown): boolean =>
  error instanceof ZaloError && error.kind === 'grant_dead';

const busy = (): ZaloError =>
  new ZaloError({
    family: 'oauth',
    kind: 'timeout',
    message: 'another process holds the refresh of the token',
  });

/** After a refresh that failed Zalo is left alone for a while, longer each time. */
const createRest = (realNow: () => Date) => {
  let failures = 0;
  let until = 0;
  let last: unknown;
  return {
    begin(error: unknown): void {
      last = error;
      until = realNow().getTime() + Math.min(5_000 * 2 ** failures, 300_000);
      failures += 1;
    },
    end(): void {
      failures = 0;
      until = 0;
    },
    /** Throws while it lasts. */
    check(): void {
      if (realNow().getTime() < until) throw last;
    },
  };
};

/** What this process remembers. */
type Memory = {
  unstored: Fresh | undefined;
  /** ZALO_REFRESH_TOKEN, until Zalo has refused it. */
  first: string | undefined;
  firstRefused: boolean;
  refreshes: number;
};

type Renewing = RenewGrantDeps & {
  memory: Memory;
  rest: ReturnType<typeof createRest>;
  hold(): Promise<boolean>;
  storeTokens(fresh: Fresh): Promise<Grant>;
};

const store = async ({ memory, storeTokens }: Renewing, fresh: Fresh): Promise<Grant> => {
  const grant = await storeTokens(fresh);
  if (memory.unstored === fresh) memory.unstored = undefined;
  return grant;
};

/** Nothing is to be done, or nothing can be. */
const settled = (
  { first, firstRefused }: Memory,
  read: Grant | NoGrant,
  needs: Needs,
): Grant | NoGrant | undefined => {
  if ('tokens' in read) return needs(read) ? undefined : read;
  if (read.reason !== 'not_connected') return read;
  if (firstRefused) return { ...read, reason: 'first_refused' };
  return first === undefined ? read : undefined;
};

/** Zalo does not know the refresh token (any more): somebody else may have been faster. */
const lose = async (
  { row, wait, now, memory }: Renewing,
  spent: Grant | NoGrant,
): Promise<Grant | NoGrant> => {
  await wait(raceMs);
  const again = await row.read();
  if (again.rev !== spent.rev) return again;
  if ('tokens' in spent) {
    const buried = await row.bury(spent, now());
    return buried ? { rev: spent.rev + 1, reason: 'refused' } : row.read();
  }
  memory.first = undefined;
  memory.firstRefused = true;
  return { rev: 0, reason: 'first_refused' };
};

const refresh = async (renewing: Renewing, read: Grant | NoGrant): Promise<Grant | NoGrant> => {
  const { oauth, memory, rest, now } = renewing;
  try {
    const token = 'tokens' in read ? read.tokens.refreshToken : (memory.first ?? '');
    const tokens = await oauth.refresh(token);
    rest.end();
    memory.refreshes += 1;
    // A consent that came in between is newer than this.
    memory.unstored ??= { tokens, at: now(), base: read.rev };
  } catch (error) {
    if (!isDead(error)) {
      rest.begin(error);
      throw error;
    }
    if (!memory.unstored) return lose(renewing, read);
  }
  return store(renewing, memory.unstored);
};

/** With the lease: whatever made us come is looked at again. */
const renewAlone = async (renewing: Renewing, needs: Needs): Promise<Grant | NoGrant> => {
  const { row, leases, holder, memory, log } = renewing;
  try {
    const read = await row.read();
    return settled(memory, read, needs) ?? (await refresh(renewing, read));
  } finally {
    await leases.release(grantLease, holder).catch((error: unknown) => {
      log.warn({ err: error }, 'zalo: the lease of the grant ends by itself');
    });
  }
};

/** Replaces the grant: one refresh at a time over all processes, stored before it is used. */
export const createRenewGrant = (deps: RenewGrantDeps) => {
  const { row, leases, holder, now, realNow, wait } = deps;
  const rest = createRest(realNow);
  const hold = () => leases.hold(grantLease, holder, realNow(), leaseMs);
  const memory: Memory = {
    unstored: undefined,
    first: deps.firstRefreshToken,
    firstRefused: false,
    refreshes: 0,
  };
  const storeTokens = createStoreTokens({ ...deps, hold });
  const renewing: Renewing = { ...deps, memory, rest, hold, storeTokens };
  return {
    /** What is stored, if that is good enough; otherwise a new pair of Zalo's. Never twice at a time. */
    async renew(needs: Needs): Promise<Grant | NoGrant> {
      if (memory.unstored) return store(renewing, memory.unstored);
      for (let look = 0; look < looks; look += 1) {
        const done = settled(memory, await row.read(), needs);
        if (done) return done;
        rest.check();
        if (await hold()) return renewAlone(renewing, needs);
        await wait(lookEveryMs);
      }
      throw busy();
    },
    /** A new consent: from now on nothing older is handed out. */
    consent(tokens: ZaloTokens): void {
      rest.end();
      memory.firstRefused = false;
      memory.unstored = { tokens, at: now(), base: 'consent' };
    },
    /** How often Zalo has given out a new pair to this process. */
    refreshes: () => memory.refreshes,
  };
};
