import { readdir, readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Refusal } from './refusal.ts';

const folder = new URL('./page/', import.meta.url);

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Nothing but our own files, no inline code, no frame around us. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const answer = async (reply: FastifyReply, name: string) =>
  reply
    .header('content-type', types[extname(name)] ?? 'application/octet-stream')
    .header('cache-control', 'no-cache')
    .send(await readFile(new URL(name, folder)));

/** The page as it stands in its folder. Only names read from there are ever opened, so no path can leave it. */
export const pageRoutes = async (app: FastifyInstance): Promise<void> => {
  const names = new Set(await readdir(folder));
  app.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', policy);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer');
  });
  app.get('/', (_request, reply) => answer(reply, 'index.html'));
  app.get<{ Params: { name: string } }>('/sim/page/:name', (request, reply) => {
    if (!names.has(request.params.name)) throw new Refusal(404, 'There is no such file.');
    return answer(reply, request.params.name);
  });
};
