import { SendError } from '../channel.ts';
import { typeOfBytes } from './file-type.ts';

/** Where Zalo keeps what people send, as seen: pictures, files, videos, and what sends on to them. */
const zaloHosts = [
  'zalo.me',
  'zaloapp.com',
  'zaloplatforms.com',
  'zdn.vn',
  'zadn.vn',
  'dlfl.vn',
  'dlmd.me',
  'flchat.vn',
];

export type FetchDeps = {
  /** Where the vendor's calls go: a stand-in may hand out its own files, over plain HTTP if it is on loopback. */
  roots: readonly string[];
  /** More domains to fetch from, as Zalo adds them. */
  moreHosts: readonly string[];
  mostBytes: number;
  timeoutMs: number;
};

const mostRedirects = 3;
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/u;

const gone = (why: string): SendError =>
  new SendError('rejected', `file: ${why}`, { reason: 'gone' });

const isWithin = (host: string, domain: string): boolean =>
  host === domain || host.endsWith(`.${domain}`);

const hostsOf = (roots: readonly string[]): string[] =>
  roots.filter((root) => URL.canParse(root)).map((root) => new URL(root).hostname);

const isOwn = (url: URL, roots: readonly string[]): boolean =>
  hostsOf(roots).includes(url.hostname) &&
  (url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname)));

const isZalos = (url: URL, moreHosts: readonly string[]): boolean =>
  url.protocol === 'https:' &&
  `${url.username}${url.password}${url.port}` === '' &&
  [...zaloHosts, ...moreHosts].some((domain) => isWithin(url.hostname, domain));

/** The address, if it may be asked. Whatever else stands in an event, the bot looks nowhere else for it. */
const allowed = (ref: string, { roots, moreHosts }: FetchDeps): URL => {
  if (!URL.canParse(ref)) throw gone('no address');
  const url = new URL(ref);
  if (!isOwn(url, roots) && !isZalos(url, moreHosts)) throw gone('not one of Zalo’s addresses');
  return url;
};

const ask = async (ref: string, deps: FetchDeps, signal: AbortSignal): Promise<Response> => {
  let url = allowed(ref, deps);
  for (let hops = 0; hops <= mostRedirects; hops += 1) {
    const response = await fetch(url.href, { signal, redirect: 'manual' });
    const target =
      response.status >= 300 && response.status < 400 && response.headers.get('location');
    if (!target) return response;
    await response.body?.cancel();
    if (!URL.canParse(target, url.href)) throw gone('sent on to nowhere');
    url = allowed(new URL(target, url).href, deps);
  }
  throw gone('sent on too often');
};

const tooBig = (): SendError => new SendError('rejected', 'file: too big', { reason: 'too_big' });

const readAtMost = async ({ body }: Response, mostBytes: number): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  let size = 0;
  const stream: AsyncIterable<Uint8Array> | null = body;
  for await (const part of stream ?? []) {
    size += part.byteLength;
    if (size > mostBytes) throw tooBig();
    parts.push(part);
  }
  return Buffer.concat(parts);
};

const checkStatus = async ({ ok, status, body }: Response): Promise<void> => {
  if (ok) return;
  await body?.cancel();
  if (status >= 500 || status === 429) throw new SendError('transient', `file: HTTP ${status}`);
  throw gone(`HTTP ${status}`);
};

const nameIn = (ref: string): string => {
  const last = new URL(ref).pathname.split('/').at(-1) ?? '';
  return /^[\w.-]{1,120}$/u.test(last) ? last : 'file';
};

/** The address may hold a key to the file, so that no error names it. */
export const createFetchFile =
  (deps: FetchDeps) =>
  async (ref: string): Promise<{ bytes: Uint8Array; name: string; type: string }> => {
    const signal = AbortSignal.timeout(deps.timeoutMs);
    try {
      const response = await ask(ref, deps, signal);
      await checkStatus(response);
      if (Number(response.headers.get('content-length')) > deps.mostBytes) {
        await response.body?.cancel();
        throw tooBig();
      }
      const bytes = await readAtMost(response, deps.mostBytes);
      return { bytes, name: nameIn(ref), type: typeOfBytes(bytes) };
    } catch (error) {
      if (error instanceof SendError) throw error;
      throw new SendError('transient', `file: no answer${signal.aborted ? ' in time' : ''}`);
    }
  };
