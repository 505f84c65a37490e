/**
 * Stand-ins for Zalo's three APIs on loopback, as strict as the real ones are known to be: they refuse what those
 * refuse, in their words and numbers, mostly with HTTP 200. Each API has a port of its own. For tests of this
 * library and of whatever is built on it:
 *
 *   const zalo = await startZaloDoubles();
 *   const person = zalo.world.addPerson('2468458835296197922');
 *   const client = createOfficialAccount(zalo.options, zalo.tokenSource());
 *   …
 *   person.shown          what the person sees; `person.lastInteractionAt`, `person.state` may be changed
 *   zalo.account.requests what came in, byte for byte
 *   zalo.account.failNext('/v3.0/oa/message/cs', { drop: 'after' })
 *   zalo.clock.now = …    time stands still until it is set
 *   zalo.events           makes webhook requests, signed: events.deliver(events.text(person.id, 'Chào'))
 *   zalo.tap(person, 'Đã nộp')   the event of a tap on a query button that the person sees
 *   await zalo.close();
 */
import { createHmac } from 'node:crypto';
import type { TokenSource, ZaloOptions } from '../../src/zalo-oa-sdk/options.ts';
import { createBusinessApi } from './double-business.ts';
import { createEvents } from './double-events.ts';
import { createAccountApi, type AccountRules } from './double-oa.ts';
import { createOAuthApi } from './double-oauth.ts';
import { startServer } from './double-server.ts';
import { createWorld, type Person } from './double-state.ts';
import { createTokens } from './double-tokens.ts';

export type DoubleSettings = Partial<Omit<AccountRules, 'oaId' | 'proofOf'>> & {
  /** Template messages by phone a day. */
  daily?: number;
  /** The account demands `appsecret_proof`. */
  proof?: boolean;
};

const app = {
  appId: '360846524940903967',
  appSecret: 'app-secret-Qw8+Zx',
  oaId: '388613280878808645',
  oaSecret: 'oa-secret-Rt5_Yu',
};

/** Starts all three. Ids and secrets are made up, and above 2^53 where Zalo's are. */
export const startZaloDoubles = async (settings: DoubleSettings = {}) => {
  const clock = { now: new Date('2026-11-24T08:00:15+07:00') };
  const now = (): Date => new Date(clock.now);
  const world = createWorld(now);
  const tokens = createTokens(now);
  const { daily = 500, proof = false } = settings;
  const rules: AccountRules = {
    oaId: app.oaId,
    buttonShape: settings.buttonShape ?? 'plain',
    fileTypes: settings.fileTypes ?? ['pdf', 'doc', 'docx', 'csv'],
    perMinute: settings.perMinute ?? 4_000,
    proofOf: proof
      ? (token) => createHmac('sha256', app.appSecret).update(token).digest('hex')
      : undefined,
  };
  const [account, business, oauth] = await Promise.all([
    startServer(createAccountApi(world, tokens, rules)),
    startServer(createBusinessApi(world, tokens, { daily })),
    startServer(createOAuthApi(tokens, app)),
  ]);
  const options: ZaloOptions = {
    now,
    apiRoot: account.root,
    businessRoot: business.root,
    oauthRoot: oauth.root,
    timeoutMs: 5_000,
    wait: () => Promise.resolve(),
  };
  const events = createEvents({ ...app, now });
  return {
    app,
    clock,
    world,
    /** The grant behind all calls: `rotate()` is a refresh by somebody else. */
    tokens,
    /** May be changed while it runs. */
    rules,
    account,
    business,
    oauth,
    options,
    events,
    /** A tap on the newest button of that title: its payload as a text, which also opens the window. */
    tap(person: Person, title: string) {
      const buttons = person.shown.flatMap((one) => one.buttons);
      const button = buttons.findLast((one) => one.title === title);
      if (typeof button?.payload !== 'string') throw new Error(`no query button ${title}`);
      person.lastInteractionAt = now();
      return events.text(person.id, button.payload);
    },
    /** Always the living token; `asked` lists the tokens that were reported dead. */
    tokenSource(): TokenSource & { asked: string[] } {
      const asked: string[] = [];
      return {
        asked,
        current: async () => tokens.current().access,
        async refreshed(died) {
          asked.push(died);
          return tokens.current().access;
        },
      };
    },
    async close(): Promise<void> {
      await Promise.all([account.close(), business.close(), oauth.close()]);
    },
  };
};

export type ZaloDoubles = Awaited<ReturnType<typeof startZaloDoubles>>;
