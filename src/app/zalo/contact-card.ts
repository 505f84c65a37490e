import { readFile } from 'node:fs/promises';
import type { FastifyPluginAsync } from 'fastify';

/** Where the picture of the card that asks for a phone number is found; Zalo fetches it from PUBLIC_URL. */
export const contactCardPath = '/zalo/the-lien-he.png';

const picture = new URL('the-lien-he.png', import.meta.url);

const day = 86_400;

/** GET /zalo/the-lien-he.png: the same picture for everybody. */
export const contactCardRoutes: FastifyPluginAsync = async (app) => {
  const png = await readFile(picture);
  app.get(contactCardPath, (_request, reply) =>
    reply
      .type('image/png')
      .header('cache-control', `public, max-age=${day}`)
      .header('x-content-type-options', 'nosniff')
      .send(png),
  );
};
