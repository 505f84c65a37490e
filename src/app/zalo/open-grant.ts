import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyPluginAsync } from 'fastify';
import { SendError } from '../../channels/channel.ts';
import { sending } from '../../channels/zalo/errors.ts';
import { whoIs } from '../../channels/zalo/who-is.ts';
import type { Store } from '../../store/connect.ts';
import { createOAuth } from '../../zalo-oa-sdk/oauth.ts';
import { createOfficialAccount } from '../../zalo-oa-sdk/official-account.ts';
import type { ZaloOptions } from '../../zalo-oa-sdk/options.ts';
import type { Troubles } from '../doors/troubles.ts';
import type { JobCounts } from '../jobs.ts';
import type { Log } from '../log.ts';
import { createSeal } from '../seal.ts';
import type { Speaker } from '../words.ts';
import type { ZaloConfig } from '../zalo-config.ts';
import { consentPaths, consentRoutes } from './consent.ts';
import { createGrantRow } from './grant-row.ts';
import { createSilence } from './silence.ts';
import { createTokenKeeper, type TokenKeeper } from './token-keeper.ts';

export type OpenGrantDeps = {
  config: Pick<ZaloConfig, 'appId' | 'appSecret' | 'oaId' | 'refreshToken' | 'codeVerifier'>;
  client: ZaloOptions;
  store: Pick<Store, 'grants' | 'leases' | 'settings'>;
  secret: string;
  holder: string;
  now(): Date;
  realNow(): Date;
  /** Where people reach this program. */
  base(): string | undefined;
  speaker: Speaker;
  troubles: Troubles;
  log: Log;
};

/** What an account has granted, from consent to the last refresh, and how the program tells of it. */
export type OpenGrant = {
  tokens: TokenKeeper;
  /** An event of the account came in. */
  heard(): void;
  routes: readonly FastifyPluginAsync[];
  upkeep(): Promise<JobCounts>;
  notes(): Promise<readonly string[]>;
  /** Where an administrator consents anew, while that is what is needed. */
  fix(): string | undefined;
};

/** In the words that a send gets for the same trouble, so that it counts as one. */
const troubleOf = ({ message }: Error): SendError =>
  new SendError('config', `zalo: grant_dead: ${message}`);

const openKeeper = (deps: OpenGrantDeps): TokenKeeper => {
  const { config, client, store, secret, troubles } = deps;
  return createTokenKeeper({
    ...deps,
    row: createGrantRow({
      grants: store.grants,
      seal: createSeal(secret, 'grants'),
      oaId: config.oaId,
    }),
    leases: store.leases,
    oauth: createOAuth(client, config),
    firstRefreshToken: config.refreshToken,
    wait: (ms) => wait(ms),
    onDead: (error) => troubles.note('zalo', troubleOf(error)),
    onAlive: () => troubles.note('zalo', undefined),
  });
};

/** Where Zalo has shut the page that says so, the account's id in the address of the callback has to do. */
const whoseToken =
  ({ client, config }: Pick<OpenGrantDeps, 'client' | 'config'>) =>
  async (accessToken: string): Promise<string | undefined> => {
    const only = async (): Promise<string> => accessToken;
    const account = createOfficialAccount(client, { current: only, refreshed: only });
    const found = await whoIs(account);
    return found ? found.oaId : config.oaId;
  };

export const openGrant = (deps: OpenGrantDeps): OpenGrant => {
  const { config, client, store, secret, now, base, speaker, troubles, log } = deps;
  const tokens = openKeeper(deps);
  const silence = createSilence({ settings: store.settings, now, log });
  return {
    tokens,
    heard: silence.heard,
    routes: [
      consentRoutes({
        oauth: createOAuth(client, config),
        keeper: tokens,
        whose: whoseToken(deps),
        oaId: config.oaId,
        codeVerifier: config.codeVerifier,
        base,
        secret,
        say: (key, lang) => speaker.say({ key }, lang),
        now,
        log,
      }),
    ],
    async upkeep() {
      try {
        return await sending(now, () => tokens.refreshIfOld());
      } catch (error) {
        if (error instanceof SendError) troubles.note('zalo', error);
        throw error;
      }
    },
    async notes() {
      const silent = await silence.note();
      const state = await tokens.state();
      const soon = state.is === 'connected' && state.endsSoon;
      return [
        ...(silent === undefined ? [] : [silent]),
        ...(soon
          ? [
              `zalo: the grant ends on ${state.refreshExpiresAt.toISOString().slice(0, 10)} unless it is refreshed: see ${consentPaths.start}`,
            ]
          : []),
      ];
    },
    fix() {
      const own = base();
      return tokens.isDead() && own !== undefined ? own + consentPaths.start : undefined;
    },
  };
};
