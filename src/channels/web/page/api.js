import { failure } from './words.js';

/** A request that failed, with the sentence for people; `detail` is for the curious. */
export class ApiError extends Error {
  constructor(kind, detail) {
    super(failure[kind]);
    this.kind = kind;
    this.detail = detail;
  }
}

const kindOf = (status) => {
  if (status === 413) return 'large';
  if (status === 404) return 'missing';
  return status < 500 ? 'refused' : 'broken';
};

const call = async (path, options) => {
  const answer = await fetch(`/sim/api/${path}`, options).catch(() => {
    throw new ApiError('offline');
  });
  const body = await answer.json().catch(() => undefined);
  if (!answer.ok) throw new ApiError(kindOf(answer.status), body?.error);
  return body;
};

const post = (path, body) =>
  call(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });

const of = (id) => `personas/${encodeURIComponent(id)}`;

export const api = {
  personas: () => call('personas'),
  addPersona: (name, like) => post('personas', { name, like }),
  messages: (id, after = 0) => call(`${of(id)}/messages?after=${after}`),
  send: (id, body) => post(`${of(id)}/messages`, body),
  event: (eventId, wait) => call(`events/${encodeURIComponent(eventId)}?wait=${wait}`),
  stream: (id, after) => new EventSource(`/sim/api/${of(id)}/events?after=${after}`),
  fault: (id, code, times) => post(`${of(id)}/fault`, { code, times }),
  clock: () => call('clock'),
  moveClock: (body) => post('clock', body),
  settle: () => post('settle'),
  runJob: (name) => post(`jobs/${encodeURIComponent(name)}/run`),
  reset: (scenario) => post('reset', { scenario }),
  outbox: () => call('outbox'),
  audit: () => call('audit'),
};
