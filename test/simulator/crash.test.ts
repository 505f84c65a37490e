import { randomInt, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connect, type Bubble, type SimulatorClient } from './phone.ts';
import { freshFolder, startProgram, type Started } from './program.ts';

/** How often the power is cut, each time a few accepted events after the last. */
const maxKills = 5;
const tasksEach = 4;
const secretaries = { 'bithu-1': 'thpt', 'bithu-2': 'ubnd', 'bithu-3': 'bchqs' } as const;
type Secretary = keyof typeof secretaries;

type Row = { id: string; address: string; state: string; attempts: number; sent: string[] };
type Plan = { tasks: { content: string }[] };

describe('a power cut at any moment', () => {
  let folder: Awaited<ReturnType<typeof freshFolder>>;
  let running: Promise<Started>;
  let kills = 0;
  let nextKill = 4;
  const accepted: string[] = [];
  const contents = new Map<Secretary, string[]>();

  const cutPower = (): void => {
    if (kills >= maxKills || accepted.length < nextKill) return;
    kills += 1;
    nextKill = accepted.length + randomInt(3, 14);
    const old = running;
    running = (async () => {
      await (await old).kill();
      return startProgram({ DATA_DIR: folder.dir });
    })();
  };

  /** Asks again whoever runs now, as long as the one that was asked is cut off. */
  const ask = async <T>(question: (api: SimulatorClient) => Promise<T>): Promise<T> => {
    for (;;) {
      const asked = running;
      const { url } = await asked;
      try {
        return await question(connect(url));
      } catch (error) {
        // fetch stands outside of jest's realm, and so does its TypeError
        const isCutOff = String(error).startsWith('TypeError');
        if (!isCutOff || asked === running) throw error;
      }
    }
  };
  /** The vendor's side: delivers until it hears 202, always under the same id. */
  const deliver = async (persona: string, what: object): Promise<string> => {
    const eventId = randomUUID();
    const path = `/sim/api/personas/${persona}/messages`;
    await ask((api) => api.post(path, { ...what, eventId }));
    accepted.push(eventId);
    cutPower();
    return eventId;
  };
  const ended = async (eventId: string): Promise<string> => {
    for (;;) {
      const { state } = await ask((api) =>
        api.get<{ state: string }>(`/sim/api/events/${eventId}?wait=2000`),
      );
      // what it was is in the log of the program
      if (state === 'dead') throw new Error(`${eventId} died: ${(await running).said()}`);
      if (state !== 'new') return state;
    }
  };
  const bubbles = (persona: string): Promise<Bubble[]> =>
    ask((api) => api.phone(persona).bubbles());
  const say = async (persona: string, text: string): Promise<void> => {
    expect(await ended(await deliver(persona, { text }))).toBe('done');
  };
  const press = async (persona: string, action: string): Promise<void> => {
    const choices = (await bubbles(persona)).toReversed().flatMap((one) => one.choices);
    const button = choices.find((one) => one.action === action);
    if (!button) throw new Error(`${persona} sees no ${action}`);
    expect(await ended(await deliver(persona, { press: button.id }))).toBe('done');
  };

  const write = async (persona: Secretary): Promise<void> => {
    const mine: string[] = [];
    contents.set(persona, mine);
    for (let n = 0; n < tasksEach; n += 1) {
      const content = `Việc số ${n} của ${persona} ${randomUUID().slice(0, 8)}`;
      mine.push(content);
      await say(persona, '/dangky');
      await say(persona, `1.${(n % 4) + 1}`);
      await press(persona, 'task_new');
      await say(persona, `${content}; 02 lớp; Quý I; Bí thư`);
      await press(persona, 'save');
    }
  };

  /** Sends the next one without waiting for the answer to the last. */
  const chatter = async (): Promise<void> => {
    for (let n = 0; n < 15; n += 1) await deliver('tinh-1', { text: '/trogiup' });
  };

  beforeAll(async () => {
    folder = await freshFolder();
    running = startProgram({ DATA_DIR: folder.dir });
    const names = Object.keys(secretaries) as Secretary[]; // the keys are these three
    await Promise.all([...names.map(write), chatter()]);
    await ask((api) => api.settle());
  });
  afterAll(async () => {
    await (await running).stop();
    await folder.remove();
  });

  test('happened several times in the middle of this', () => {
    expect(kills).toBe(maxKills);
  });

  test('loses nothing that was accepted', async () => {
    const states = await Promise.all(accepted.map(ended));
    expect(states.filter((state) => state !== 'done')).toEqual([]);
  });

  test.each(Object.entries(secretaries))('saves each task of %s once', async (persona, unit) => {
    const { tasks } = await ask((api) => api.get<Plan>(`/sim/api/registrations/${unit}/2027`));
    const written = tasks.map(({ content }) => content).filter((one) => one.includes(persona));
    expect(written).toEqual(contents.get(persona as Secretary)); // the keys of that table
  });

  test('answers nothing twice but what was on the wire', async () => {
    const rows = await ask((api) => api.get<Row[]>('/sim/api/outbox'));
    expect(rows.filter(({ state }) => state !== 'sent')).toEqual([]);
    for (const persona of [...Object.keys(secretaries), 'tinh-1']) {
      const mine = rows.filter(({ address }) => address === persona);
      const known = new Set(mine.flatMap(({ sent }) => sent).map(Number));
      const said = (await bubbles(persona)).filter(({ from }) => from === 'bot');
      const doubles = said.filter(({ n }) => !known.has(n));
      const onTheWire = mine.filter(({ attempts }) => attempts > 1);
      expect(doubles.length).toBeLessThanOrEqual(onTheWire.length);
      expect(onTheWire.length).toBeLessThanOrEqual(kills);
      for (const { n, text } of doubles) {
        expect(said.filter((one) => one.n > n && one.text === text)).not.toEqual([]);
      }
    }
  });
});
