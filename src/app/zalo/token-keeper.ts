import { ZaloError } from '../../zalo-oa-sdk/errors.ts';
import type { ZaloTokens } from '../../zalo-oa-sdk/oauth.ts';
import type { TokenSource } from '../../zalo-oa-sdk/options.ts';
import type { JobCounts } from '../jobs.ts';
import type { Grant, NoGrant, NoGrantReason } from './grant-row.ts';
import { createRenewGrant, type Needs, type RenewGrantDeps } from './renew-grant.ts';

export type GrantState =
  | { is: 'connected'; refreshedAt: Date; refreshExpiresAt: Date; endsSoon: boolean }
  | { is: 'not_connected' }
  | { is: 'dead'; reason: NoGrantReason };

export type TokenKeeperDeps = RenewGrantDeps & {
  /** There is no grant (any more); once, until there is one again. Called before the call that found it throws. */
  onDead(error: ZaloError, reason: NoGrantReason): void;
  onAlive(): void;
};

/**
 * Keeps the grant of one account, for all processes on one database. Throws `ZaloError`, and what the database
 * throws. Without a grant each call throws `grant_dead` and Zalo is not asked, until `connect`.
 */
export type TokenKeeper = TokenSource & {
  /** Often enough that no message waits for a refresh. */
  refreshIfOld(): Promise<JobCounts>;
  /** The pair of a new consent: resolves when it is stored. */
  connect(tokens: ZaloTokens): Promise<void>;
  state(): Promise<GrantState>;
  /** Whether this process has last found no grant. */
  isDead(): boolean;
};

const minuteMs = 60_000;
const marginMs = 5 * minuteMs;
/** An access token lives 25 hours. */
const oldMs = 20 * 60 * minuteMs;
const soonMs = 14 * 24 * 60 * minuteMs;
/** How long this process believes that there is no grant, before it looks whether there is one again. */
const believeMs = 5_000;

/** No digits and no quotes: channels take both out of what they pass on. */
const words: Readonly<Record<NoGrantReason, string>> = {
  not_connected: 'not connected yet: an administrator of the account opens /oauth/zalo/start',
  refused: 'Zalo has ended the grant: an administrator of the account opens /oauth/zalo/start',
  first_refused:
    'Zalo refuses ZALO_REFRESH_TOKEN: set a new one, or an administrator opens /oauth/zalo/start',
  unreadable:
    'stored with another SECRET_KEY: set that one again, or an administrator opens /oauth/zalo/start',
};

const noGrant = (reason: NoGrantReason): ZaloError =>
  new ZaloError({ family: 'oauth', kind: 'grant_dead', message: words[reason] });

/** Remembers that there is no grant, and tells of it once. */
const createDeath = ({ realNow, onDead, onAlive }: TokenKeeperDeps) => {
  let dead: { reason: NoGrantReason; error: ZaloError; until: number } | undefined;
  return {
    isDead: () => dead !== undefined,
    check(): void {
      if (dead && realNow().getTime() < dead.until) throw dead.error;
    },
    begin({ reason }: NoGrant): ZaloError {
      const isNew = dead?.reason !== reason;
      const error = noGrant(reason);
      dead = { reason, error, until: realNow().getTime() + believeMs };
      if (isNew) onDead(error, reason);
      return error;
    },
    end(): void {
      if (!dead) return;
      dead = undefined;
      onAlive();
    },
  };
};

/** The grant in memory, and one flight at a time to a newer one. */
const createHolding = (
  renewal: ReturnType<typeof createRenewGrant>,
  death: ReturnType<typeof createDeath>,
) => {
  let held: Grant | undefined;
  let flight: Promise<Grant> | undefined;

  const fly = async (needs: Needs): Promise<Grant> => {
    const found = await renewal.renew(needs);
    held = 'tokens' in found ? found : undefined;
    if (!('tokens' in found)) throw death.begin(found);
    death.end();
    return found;
  };

  return {
    held: () => held,
    drop(): void {
      held = undefined;
    },
    /** Whatever is under way, well or not. */
    async landed(): Promise<void> {
      await flight?.catch(() => undefined);
    },
    /** Whoever comes meanwhile takes what the flight brings, if that is good enough. */
    async obtain(needs: Needs): Promise<string> {
      while (flight) {
        const grant = await flight;
        if (!needs(grant)) return grant.tokens.accessToken;
      }
      flight = fly(needs).finally(() => {
        flight = undefined;
      });
      return (await flight).tokens.accessToken;
    },
  };
};

const stateOf = (found: Grant | NoGrant, now: Date): GrantState => {
  if (!('tokens' in found)) {
    const { reason } = found;
    return reason === 'not_connected' ? { is: reason } : { is: 'dead', reason };
  }
  const { refreshedAt, tokens } = found;
  const { refreshExpiresAt } = tokens;
  const endsSoon = refreshExpiresAt.getTime() - now.getTime() < soonMs;
  return { is: 'connected', refreshedAt, refreshExpiresAt, endsSoon };
};

export const createTokenKeeper = (deps: TokenKeeperDeps): TokenKeeper => {
  const { row, now } = deps;
  const renewal = createRenewGrant(deps);
  const death = createDeath(deps);
  const { held, drop, landed, obtain } = createHolding(renewal, death);
  const ends: Needs = ({ tokens }) =>
    tokens.accessExpiresAt.getTime() - marginMs <= now().getTime();
  const isOld: Needs = (grant) =>
    ends(grant) || now().getTime() - grant.refreshedAt.getTime() >= oldMs;

  return {
    async current() {
      const grant = held();
      if (grant && !ends(grant)) return grant.tokens.accessToken;
      death.check();
      return obtain(ends);
    },
    async refreshed(died) {
      death.check();
      if (held()?.tokens.accessToken === died) drop();
      return obtain((grant) => grant.tokens.accessToken === died || ends(grant));
    },
    async refreshIfOld() {
      const before = renewal.refreshes();
      try {
        await obtain(isOld);
      } catch (error) {
        if (!(error instanceof ZaloError) || error.kind !== 'grant_dead') throw error;
        return { refreshed: 0, dead: 1 };
      }
      return { refreshed: renewal.refreshes() - before, dead: 0 };
    },
    async connect(tokens) {
      renewal.consent(tokens);
      drop();
      await landed();
      await obtain(() => false);
    },
    async state() {
      const state = stateOf(await row.read(), now());
      if (state.is === 'connected') death.end();
      return state;
    },
    isDead: death.isDead,
  };
};
