import axios, { isAxiosError } from 'axios';
import { ZaloError, type ZaloFamily } from './errors.ts';

export type WireRequest = {
  family: ZaloFamily;
  method: 'GET' | 'POST';
  root: string;
  path: string;
  query?: Readonly<Record<string, string>> | undefined;
  headers: Readonly<Record<string, string>>;
  body?: string | FormData | undefined;
  timeoutMs: number;
};

export type WireAnswer = {
  status: number;
  text: string;
  header(name: string): string | undefined;
};

/** No answer of Zalo's is near this. */
const largestAnswer = 4 * 1024 * 1024;

/** The request never left: nothing can have happened at Zalo's. */
const neverLeft =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT_.*|ERR_TLS_.*)$/u;

/** How a request is named in errors: without its query, which holds ids. */
export const nameOf = ({ method, path }: Pick<WireRequest, 'method' | 'path'>): string =>
  `${method} ${path}`;

const codeOf = (error: unknown): string =>
  isAxiosError(error) && error.code !== undefined ? error.code : 'no answer';

const urlOf = ({ root, path, query = {} }: WireRequest): string => {
  const pairs = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  return `${root}${path}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
};

/** axios may sit on the event loop longer than its own timeout: this one counts from start to end. */
const deadline = (ms: number) => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ms);
  return { signal: controller.signal, clear: () => clearTimeout(timer) };
};

/** axios' error holds the request with its headers, so that nothing of it goes on but a word. */
const asOutage = (request: WireRequest, error: unknown, late: boolean): ZaloError => {
  const code = codeOf(error);
  return new ZaloError({
    family: request.family,
    kind: late ? 'timeout' : 'network',
    message: `${nameOf(request)}: ${late ? `no answer in ${request.timeoutMs} ms` : code}`,
    mayHaveActed: !neverLeft.test(code),
  });
};

/** One request over HTTP, whatever the answer. Throws `ZaloError` of kind `network` or `timeout`. */
export const exchange = async (request: WireRequest): Promise<WireAnswer> => {
  const { signal, clear } = deadline(request.timeoutMs);
  try {
    const { status, data, headers } = await axios.request<unknown>({
      method: request.method,
      url: urlOf(request),
      // A kept connection may be closed by the other end just then, and nobody knows whether a message went out.
      headers: { ...request.headers, connection: 'close' },
      ...(request.body === undefined ? {} : { data: request.body }),
      responseType: 'text',
      // The body goes out and comes in as it stands: ids must keep their digits.
      transformRequest: [(body: unknown) => body],
      transformResponse: [(body: unknown) => body],
      validateStatus: () => true,
      // A redirect would carry the token to wherever it points.
      maxRedirects: 0,
      maxContentLength: largestAnswer,
      signal,
    });
    const header = (name: string): string | undefined => {
      const value: unknown = headers[name];
      return typeof value === 'string' ? value : undefined;
    };
    return { status, text: typeof data === 'string' ? data : '', header };
  } catch (error) {
    throw asOutage(request, error, signal.aborted);
  } finally {
    clear();
  }
};
