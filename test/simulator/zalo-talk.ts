import { expect } from '@jest/globals';
import { startZaloDoubles, type DoubleSettings, type ZaloDoubles } from '../zalo-oa-sdk/doubles.ts';
import type { Person, Shown } from '../zalo-oa-sdk/double-state.ts';
import type { WebhookRequest } from '../zalo-oa-sdk/double-events.ts';
import { connect, type SimulatorClient } from './phone.ts';
import { freshFolder, startProgram, type Started } from './program.ts';
import { settingsFor } from './zalo-settings.ts';

type Env = Record<string, string>;
type Event = Parameters<ZaloDoubles['events']['deliver']>[0];

/** A person at Zalo. What they do resolves when the bot has answered. */
export type ZaloPhone = {
  person: Person;
  /** What the bot said in answer. */
  type(text: string): Promise<string>;
  /** Taps the newest button whose title begins so. */
  tap(title: string): Promise<string>;
  follow(): Promise<string>;
  /** Any event of theirs. */
  does(event: Event): Promise<string>;
  shown(): readonly Shown[];
  texts(): string;
};

/** The real program with Zalo pointed at stand-ins, beside the simulator's phones. */
export type ZaloTalk = {
  zalo: ZaloDoubles;
  program(): Started;
  api(): SimulatorClient;
  phone(id: string, about?: Parameters<ZaloDoubles['world']['addPerson']>[1]): ZaloPhone;
  /** The answer of POST /webhooks/zalo. */
  post(request: Partial<WebhookRequest>): Promise<Response>;
  settle(): Promise<void>;
  /** Moves the program's clock and Zalo's. */
  advance(duration: string): Promise<void>;
  restart(): Promise<void>;
  close(): Promise<void>;
};

const textOf = ({ text, buttons, file, template, media, asksForInfo }: Shown): string =>
  [
    text,
    media && `[${media.asset?.name ?? media.url ?? ''}]`,
    file && `[${file.name}]`,
    template && JSON.stringify(template.data),
    asksForInfo && `${asksForInfo.title} ${asksForInfo.subtitle}`,
    ...buttons.map(({ title }) => `(${title})`),
  ]
    .filter(Boolean)
    .join('\n');

const createPhone = (talk: Omit<ZaloTalk, 'phone'>, person: Person): ZaloPhone => {
  const { events, world } = talk.zalo;
  const texts = (): string => person.shown.map(textOf).join('\n\n');
  const does = async (event: Event): Promise<string> => {
    const before = person.shown.length;
    person.lastInteractionAt = world.now();
    const answer = await talk.post(events.deliver(event));
    expect(answer.status).toBe(200);
    await talk.settle();
    return person.shown.slice(before).map(textOf).join('\n\n');
  };
  return {
    person,
    does,
    type: (text) => does(events.text(person.id, text)),
    tap(title) {
      const buttons = person.shown.flatMap((one) => one.buttons);
      const button = buttons.findLast((one) => one.title.startsWith(title));
      if (typeof button?.payload !== 'string') {
        throw new Error(`no button ${title}: ${JSON.stringify(person.shown.at(-1))}`);
      }
      return does(events.text(person.id, button.payload));
    },
    follow: () => does(events.follow(person.id)),
    shown: () => person.shown,
    texts,
  };
};

export const openZaloTalk = async (
  more: Env = {},
  settings: DoubleSettings = {},
): Promise<ZaloTalk> => {
  const zalo = await startZaloDoubles({ perMinute: 100_000, ...settings });
  const folder = await freshFolder();
  const env = { DATA_DIR: folder.dir, ...settingsFor(zalo), ...more };
  let program = await startProgram(env);
  const api = (): SimulatorClient => connect(program.url);
  const sync = async (): Promise<void> => {
    zalo.clock.now = new Date((await api().get<{ now: string }>('/sim/api/clock')).now);
  };
  await sync();
  const talk: Omit<ZaloTalk, 'phone'> = {
    zalo,
    program: () => program,
    api,
    post: ({ headers = {}, body = Buffer.from('') }) =>
      fetch(`${program.url}/webhooks/zalo`, {
        method: 'POST',
        headers,
        body: new Uint8Array(body),
      }),
    settle: () => api().settle(),
    async advance(duration) {
      await api().post('/sim/api/clock', { advance: duration });
      await sync();
      await api().settle();
    },
    async restart() {
      await program.kill();
      program = await startProgram(env);
      await sync();
    },
    async close() {
      const said = program.said();
      const { appSecret, oaSecret } = zalo.app;
      const { access, refresh } = zalo.tokens.current();
      for (const secret of [appSecret, oaSecret, access, refresh])
        expect(said).not.toContain(secret);
      await program.stop();
      await zalo.close();
      await folder.remove();
    },
  };
  return {
    ...talk,
    phone: (id, about) => createPhone(talk, zalo.world.addPerson(id, about)),
  };
};
