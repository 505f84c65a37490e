import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';

/** A few words for whoever followed a link with a browser. */
export type PlainPage = {
  lang: string;
  title: string;
  lines: readonly string[];
  /** The next step, where there is one. */
  link?: { href: string; label: string };
};

const style =
  'body{font:18px/1.6 system-ui,sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem;color:#1a1a1a;' +
  'background:#fff}h1{font-size:1.5rem;line-height:1.3}a{display:inline-block;padding:.6rem 1rem;' +
  'border-radius:.5rem;background:#0b57d0;color:#fff;text-decoration:none}';

const styleHash = createHash('sha256').update(style).digest('base64');

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const safe = (words: string): string => words.replace(/[&<>"']/gu, (sign) => signs[sign] ?? sign);

const html = ({ lang, title, lines, link }: PlainPage): string =>
  [
    `<!doctype html><html lang="${safe(lang)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${safe(title)}</title><style>${style}</style></head><body><main><h1>${safe(title)}</h1>`,
    ...lines.map((line) => `<p>${safe(line)}</p>`),
    link ? `<p><a href="${safe(link.href)}">${safe(link.label)}</a></p>` : '',
    '</main></body></html>',
  ].join('\n');

/** Nothing of the address that led here may leave with the page: it may have held a secret. */
const headers = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
};

/** Answers with a page that needs nothing from anywhere else. */
export const sendPage = (reply: FastifyReply, status: number, page: PlainPage): FastifyReply =>
  reply.code(status).headers(headers).type('text/html; charset=utf-8').send(html(page));
