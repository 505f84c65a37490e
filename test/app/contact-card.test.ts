import fastify from 'fastify';
import { expect, test } from '@jest/globals';
import { contactCardPath, contactCardRoutes } from '../../src/app/zalo/contact-card.ts';

test('the picture of the card is a small PNG that may be kept for a day', async () => {
  const app = fastify();
  await app.register(contactCardRoutes);
  const answer = await app.inject({ url: contactCardPath });
  await app.close();
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'public, max-age=86400',
  });
  expect(answer.rawPayload.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  expect(answer.rawPayload.length).toBeLessThan(20_000);
});
