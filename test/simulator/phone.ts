import { randomUUID } from 'node:crypto';

export type Button = { id: string; label: string; tone: string; action: string };
type Attached = { name: string; type: string; url: string };
export type Bubble = {
  n: number;
  from: 'bot' | 'me';
  text: string;
  choices: Button[];
  file?: Attached;
  image?: Attached;
};
type SentFile = { name: string; base64: string };
type Sent = { text: string } | { press: string } | { file: SentFile } | { files: SentFile[] };

/** A person at a phone of the simulator, over its HTTP API and nothing else. */
export type Phone = {
  /** What answered this event, oldest first. */
  send(what: Sent, eventId?: string): Promise<Bubble[]>;
  type(text: string): Promise<Bubble[]>;
  /** Presses the button with this action or label in the newest bubble that has one. */
  press(name: string): Promise<Bubble[]>;
  bubbles(): Promise<Bubble[]>;
  last(): Promise<Bubble>;
};

export type SimulatorClient = {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  phone(persona: string): Phone;
  settle(): Promise<void>;
};

const parse = async <T>(answer: Response): Promise<T> => {
  const words = await answer.text();
  if (!answer.ok) throw new Error(`${answer.url}: ${String(answer.status)} ${words}`);
  // the API's shapes are fixed by its own tests
  return (words ? JSON.parse(words) : undefined) as T;
};

const matches =
  (name: string) =>
  (one: Button): boolean =>
    one.action === name || one.label === name || one.label.startsWith(name);

const createPhone = (
  { get, post }: Pick<SimulatorClient, 'get' | 'post'>,
  persona: string,
): Phone => {
  const base = `/sim/api/personas/${persona}`;
  const bubbles = (): Promise<Bubble[]> => get(`${base}/messages?after=0`);
  const send = async (what: Sent, eventId: string = randomUUID()): Promise<Bubble[]> => {
    await post(`${base}/messages`, { ...what, eventId });
    const state = await get<{ state: string; messages: number[]; errorId?: string }>(
      `/sim/api/events/${eventId}?wait=20000`,
    );
    if (state.state !== 'done') {
      throw new Error(`${persona} ${JSON.stringify(what)}: ${JSON.stringify(state)}`);
    }
    return (await bubbles()).filter(({ n }) => state.messages.includes(n));
  };
  const press = async (name: string): Promise<Bubble[]> => {
    const all = await bubbles();
    const found = all
      .toReversed()
      .flatMap(({ choices }) => choices)
      .find(matches(name));
    if (found) return send({ press: found.id });
    throw new Error(`${persona} sees no button ${name}: ${JSON.stringify(all.at(-1))}`);
  };
  return {
    send,
    press,
    bubbles,
    type: (text) => send({ text }),
    async last() {
      const bubble = (await bubbles()).findLast(({ from }) => from === 'bot');
      if (!bubble) throw new Error(`${persona} was told nothing`);
      return bubble;
    },
  };
};

/** `url`: asked for at each request, as a program that was started again has another. */
export const connect = (url: string | (() => string)): SimulatorClient => {
  const at = (path: string): string => (typeof url === 'string' ? url : url()) + path;
  const get = async <T>(path: string): Promise<T> => parse<T>(await fetch(at(path)));
  const post = async <T>(path: string, body?: unknown): Promise<T> =>
    parse<T>(
      await fetch(at(path), {
        method: 'POST',
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      }),
    );
  return {
    get,
    post,
    phone: (persona) => createPhone({ get, post }, persona),
    settle: () => post('/sim/api/settle'),
  };
};
