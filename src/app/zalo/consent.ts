import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { ZaloError } from '../../zalo-oa-sdk/errors.ts';
import { challengeOf, type ZaloOAuth } from '../../zalo-oa-sdk/oauth.ts';
import type { Log } from '../log.ts';
import { sendPage } from '../plain-page.ts';
import { createConsentState } from './consent-state.ts';
import type { TokenKeeper } from './token-keeper.ts';

export type ConsentDeps = {
  oauth: Pick<ZaloOAuth, 'permissionUrl' | 'exchangeCode'>;
  keeper: Pick<TokenKeeper, 'connect'>;
  /** Whose token this is, in Zalo's own words: what stands in an address anybody can write. */
  whose(accessToken: string): Promise<string | undefined>;
  oaId: string;
  /** The verifier of the pair that Zalo's console keeps: then its own link comes without our `state`. */
  codeVerifier: string | undefined;
  /** Where people reach this program, without a slash at its end. */
  base(): string | undefined;
  secret: string;
  say(key: string, lang: string): string;
  now(): Date;
  log: Log;
};

/** Where an administrator of the account begins; the other is what Zalo's console must know. */
export const consentPaths = { start: '/oauth/zalo/start', callback: '/oauth/zalo/callback' };

type Outcome =
  | 'done'
  | 'no_address'
  | 'declined'
  | 'bad_state'
  | 'wrong_account'
  | 'code_dead'
  | 'refused'
  | 'no_answer'
  | 'not_stored';

const statuses: Readonly<Record<Outcome, number>> = {
  done: 200,
  no_address: 503,
  declined: 400,
  bad_state: 400,
  wrong_account: 403,
  code_dead: 400,
  refused: 502,
  no_answer: 502,
  not_stored: 503,
};

/** Where opening the link again is of no use before something else is put right. */
const withoutLink: readonly Outcome[] = ['done', 'no_address', 'not_stored'];

const unanswered: readonly string[] = ['network', 'timeout', 'server', 'rate', 'unknown'];

/** A parameter that is there exactly once. */
const given = (request: FastifyRequest, name: string): string | undefined => {
  // fastify reads the query into words, and a repeated name into a list of them
  const value = (request.query as Readonly<Record<string, string | string[] | undefined>>)[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** Vietnamese, unless a browser asks for English alone. */
const langOf = ({ headers }: FastifyRequest): 'vi' | 'en' => {
  const wanted = headers['accept-language'] ?? '';
  return /^en\b/iu.test(wanted) && !/\bvi\b/iu.test(wanted) ? 'en' : 'vi';
};

const failureOf = (error: unknown): Outcome => {
  if (!(error instanceof ZaloError)) return 'not_stored';
  if (error.kind === 'code_dead') return 'code_dead';
  return unanswered.includes(error.kind) ? 'no_answer' : 'refused';
};

const createWalk = (deps: ConsentDeps) => {
  const { oauth, keeper, whose, oaId, codeVerifier, secret, now, log } = deps;
  const states = createConsentState(secret);

  const verifierOf = (state: string | undefined): string | undefined => {
    if (state === undefined) return codeVerifier;
    const own = states.verifierOf(state, now());
    return own && (codeVerifier ?? own);
  };

  const finish = async (code: string, verifier: string): Promise<Outcome> => {
    const tokens = await oauth.exchangeCode(code, verifier);
    if ((await whose(tokens.accessToken)) !== oaId) return 'wrong_account';
    await keeper.connect(tokens);
    log.info('zalo: consent stored');
    return 'done';
  };

  return {
    begin(redirectUri: string): string {
      const { state, verifier } = states.begin(now());
      const challenge = challengeOf(codeVerifier ?? verifier);
      return oauth.permissionUrl({ redirectUri, challenge, state });
    },
    async end(request: FastifyRequest): Promise<Outcome> {
      const code = given(request, 'code');
      const verifier = verifierOf(given(request, 'state'));
      if (verifier === undefined) return 'bad_state';
      if (code === undefined) return 'declined';
      if (given(request, 'oa_id') !== oaId) return 'wrong_account';
      try {
        return await finish(code, verifier);
      } catch (error) {
        log.warn({ err: error }, 'zalo: consent not finished');
        return failureOf(error);
      }
    },
  };
};

/**
 * The way to Zalo's page of consent and back. The code of a consent works once and lives ten minutes; neither it
 * nor a token is ever shown or logged.
 */
export const consentRoutes = (deps: ConsentDeps): FastifyPluginAsync => {
  const { base, say } = deps;
  const walk = createWalk(deps);

  const show = (request: FastifyRequest, reply: FastifyReply, outcome: Outcome): FastifyReply => {
    const lang = langOf(request);
    return sendPage(reply, statuses[outcome], {
      lang,
      title: say(outcome === 'done' ? 'zalo_grant.done_title' : 'zalo_grant.failed_title', lang),
      lines: [say(`zalo_grant.${outcome}`, lang), say(`zalo_grant.${outcome}_next`, lang)],
      ...(withoutLink.includes(outcome)
        ? {}
        : { link: { href: consentPaths.start, label: say('zalo_grant.again', lang) } }),
    });
  };

  return async (app) => {
    app.get(consentPaths.start, async (request, reply) => {
      const own = base();
      if (own === undefined) return show(request, reply, 'no_address');
      return reply
        .headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
        .redirect(walk.begin(own + consentPaths.callback), 302);
    });
    app.get(consentPaths.callback, async (request, reply) =>
      show(request, reply, await walk.end(request)),
    );
    await Promise.resolve();
  };
};
