import type { FastifyReply, FastifyRequest } from 'fastify';

const local = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

const hostOf = (origin: string): string | undefined => {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
};

/**
 * The simulator obeys whoever asks, so only this computer may ask: the Host keeps out names that somebody
 * else's DNS points here, the Origin keeps out other pages in the same browser.
 */
export const loopbackOnly = async (
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> => {
  const { host = '', origin } = request.headers;
  if (!local.test(host)) {
    return reply.code(403).send({ error: 'The simulator answers on this computer only.' });
  }
  if (origin !== undefined && hostOf(origin) !== new URL(`http://${host}`).host) {
    return reply.code(403).send({ error: 'The simulator answers its own page only.' });
  }
  return undefined;
};
