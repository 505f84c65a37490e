import { expect, test } from '@jest/globals';
import { playTurn } from '../../src/dialog/runner.ts';
import { DialogFault } from '../../src/dialog/fault.ts';
import type { Flow, Outcome, Turn } from '../../src/dialog/turn.ts';
import {
  command,
  createStage,
  flowOf,
  inputFor,
  line,
  offering,
  query,
  textOf,
  turn,
  type,
  trialWork,
} from './stage.ts';

const patience = { idle: 40, busy: 80 };

const faultOf = async (
  talk: (t: Turn) => Promise<unknown>,
  over: Parameters<typeof createStage>[1] = {},
) => {
  const run: Flow['run'] = async (t) => {
    await talk(t);
    return undefined;
  };
  const stage = createStage(flowOf(run), over);
  const error: unknown = await turn(stage, undefined, { patience }).catch((one: unknown) => one);
  return { error, stage, code: error instanceof DialogFault ? error.code : undefined };
};

class Conflict extends Error {
  readonly labels = ['TransientTransactionError'];
}

test.each<[string, (t: Turn) => Promise<unknown>]>([
  ['', (t) => t.read('r', query('r'))],
  [
    'and the flow catches everything',
    async (t) => {
      try {
        await t.read('r', query('r'));
      } catch {
        await t.ask('instead', line('Thay?'), textOf);
      }
    },
  ],
  [
    'and the flow begins several',
    (t) => Promise.allSettled([t.read('r', query('r')), t.say('s', line('s'))]),
  ],
])('what a port throws comes out as the very same object %s', async (_name, run) => {
  const conflict = new Conflict('rev');
  const { error, stage } = await faultOf(run, {
    onRead: () => {
      throw conflict;
    },
  });
  expect(error).toBe(conflict);
  expect(stage.sent).toEqual([]);
});

test('a command that throws ends the turn; the next attempt from the same dialog does it anew', async () => {
  const flow = flowOf(async (t) => {
    await t.ask('name', line('Tên?'), textOf);
    try {
      await t.run('save', command('save'));
    } finally {
      await t.say('never', line('never'));
    }
    return undefined;
  });
  let broken = true;
  const stage = createStage(flow, {
    onRun: () => {
      if (broken) throw new Conflict('rev');
      return { done: {} };
    },
  });
  await turn(stage);
  stage.sent = [];
  await expect(type(stage, 'A')).rejects.toThrow(Conflict);
  expect(stage.sent).toEqual([]);
  broken = false;
  expect(await type(stage, 'A')).toEqual({ state: 'finished' });
  expect(stage.commands).toEqual(['save', 'save']);
});

test('a value that is not JSON is an error of the port', async () => {
  const { error } = await faultOf((t) => t.read('r', query('r')), {
    onRead: () => 1n,
  });
  expect(error).toBeInstanceOf(TypeError);
});

test.each(['say', 'ask', 'later'] as const)(
  'an error of the port "%s" comes out as it is',
  async (port) => {
    const broken = new Error(port);
    const stage = createStage(
      flowOf(async (t) => {
        await t.say('s', line('s'));
        if (port === 'later') await t.later('l', trialWork);
        await t.ask('a', line('a'), textOf);
        return undefined;
      }),
    );
    const input = inputFor(stage);
    const throwing = {
      [port]: () => {
        throw broken;
      },
    };
    await expect(playTurn({ ...input, ports: { ...input.ports, ...throwing } })).rejects.toBe(
      broken,
    );
  },
);

test('what the flow itself throws comes out as it is, also from a parser', async () => {
  const own = new Error('own');
  expect((await faultOf(() => Promise.reject(own))).error).toBe(own);
  const parse = () => {
    throw own;
  };
  const stage = createStage(
    flowOf(async (t) => {
      await t.ask('a', line('?'), parse).catch(() => undefined);
      return undefined;
    }),
  );
  await turn(stage);
  await expect(type(stage, 'A')).rejects.toBe(own);
});

test('a catch of the flow sees no stop: neither the question nor what comes behind it', async () => {
  const seen: string[] = [];
  const flow = flowOf(async (t) => {
    for (const key of ['a', 'b']) {
      try {
        await t.ask(key, line(key), textOf);
      } catch {
        seen.push('catch');
      } finally {
        seen.push(`finally ${key}`);
      }
    }
    return undefined;
  });
  const stage = createStage(flow);
  await turn(stage);
  expect(seen).toEqual([]);
  await type(stage, 'A');
  expect(seen).toEqual(['finally a']);
});

test.each<[string, (t: Turn) => Promise<unknown>]>([
  ['asks', (t) => t.ask('x', line('?'), textOf)],
  ['says', (t) => t.say('x', line('?'))],
  ['reads', (t) => t.read('x', query('x'))],
  ['runs', (t) => t.run('x', command('x'))],
])('one key twice in a run is a fault: %s', async (_name, step) => {
  const flow = flowOf(async (t) => {
    await step(t).catch(() => undefined);
    await step(t).catch(() => undefined);
    return undefined;
  });
  const stage = createStage(flow);
  const both = async () => {
    await turn(stage);
    await type(stage, 'A');
  };
  await expect(both()).rejects.toMatchObject({ code: 'repeated_key' });
  expect(stage.commands.length).toBeLessThan(2);
});

test('the same name may stand for a question, a message and a command', async () => {
  const { error } = await faultOf(async (t) => {
    await t.say('x', line('x'));
    await t.read('x', query('x'));
    await t.run('x', command('x'));
    await t.ask('x', line('x'), textOf);
    return undefined;
  });
  expect(error).toEqual(expect.objectContaining({ state: 'waiting' }));
});

test.each<[string, Flow['run']]>([
  [
    'a command before a question',
    async (t) => {
      void t.run('x', command('x'));
      await t.ask('a', line('?'), textOf);
      return undefined;
    },
  ],
  [
    'a command at the end',
    async (t) => {
      void t.run('x', command('x'));
      return Promise.resolve(undefined);
    },
  ],
  [
    'a question before a command',
    async (t) => {
      void t.ask('a', line('?'), textOf);
      await t.run('x', command('x'));
      return undefined;
    },
  ],
  [
    'a question at the end',
    async (t) => {
      void t.ask('a', line('?'), textOf);
      return Promise.resolve(undefined);
    },
  ],
  [
    'two questions at once',
    async (t) => {
      await Promise.all([t.ask('a', line('?'), textOf), t.ask('b', line('?'), textOf)]);
      return undefined;
    },
  ],
  [
    'two commands at once',
    async (t) => {
      await Promise.all([t.run('a', command('a')), t.run('b', command('b'))]);
      return undefined;
    },
  ],
  [
    'a message beside a command',
    async (t) => {
      await Promise.all([t.run('a', command('a')), t.say('b', line('b'))]);
      return undefined;
    },
  ],
  [
    'a read beside a question',
    async (t) => {
      await Promise.all([t.ask('a', line('?'), textOf), t.read('b', query('b'))]);
      return undefined;
    },
  ],
  [
    'a read before a command',
    async (t) => {
      void t.read('r', query('r'));
      await t.run('x', command('x'));
      return undefined;
    },
  ],
  [
    'a talk on the side that goes on when the flow has returned',
    async (t) => {
      void (async () => {
        for (let i = 0; i < 20; i += 1) await Promise.resolve();
        await t.run('x', command('x'));
      })();
      return Promise.resolve(undefined);
    },
  ],
  [
    'a talk on the side that goes on while a question is asked',
    async (t) => {
      void (async () => {
        for (let i = 0; i < 20; i += 1) await Promise.resolve();
        await t.run('x', command('x'));
      })();
      await t.ask('a', line('?'), textOf);
      return undefined;
    },
  ],
])('a step that is not awaited is a fault, never silently lost: %s', async (_name, run) => {
  const { code, stage } = await faultOf(run);
  expect(code).toBe('not_awaited');
  expect(stage.sent).toEqual([]);
});

test('what is begun long after the turn does nothing and disturbs nobody', async () => {
  let kept: Turn | undefined;
  const { error, stage } = await faultOf(async (t) => {
    kept = t;
    await t.say('s', line('s'));
    return undefined;
  });
  expect(error).toEqual({ state: 'finished' });
  const late = kept?.run('x', command('x'));
  const winner = await Promise.race([late, new Promise((done) => setTimeout(done, 5, 'nothing'))]);
  expect(winner).toBe('nothing');
  expect(stage.commands).toEqual([]);
});

test('a flow that waits for anything but a step is ended', async () => {
  const { code } = await faultOf(() => new Promise(() => undefined));
  expect(code).toBe('hung');
});

test('a flow that waits between two steps is ended', async () => {
  const { code, stage } = await faultOf(async (t) => {
    await t.run('x', command('x'));
    await new Promise(() => undefined);
    return undefined;
  });
  expect(code).toBe('hung');
  expect(stage.sent).toEqual([]);
});

test('the program may take longer than a flow, but not for ever', async () => {
  const slow = (ms: number) => ({
    onRun: () => new Promise<Outcome>((done) => setTimeout(done, ms, { done: {} })),
  });
  const run = (t: Turn) => t.run('x', command('x'));
  expect((await faultOf(run, slow(60))).error).toEqual({ state: 'finished' });
  expect((await faultOf(run, slow(200))).code).toBe('hung');
});

test('a loop of five hundred steps is ended, also one that begins none of them anew', async () => {
  const endless: Flow['run'] = async (t) => {
    for (let i = 0; ; i += 1) await t.say(String(i), line('x'));
  };
  const { code, error, stage } = await faultOf(endless);
  expect(code).toBe('too_many_steps');
  expect(String(error)).toContain('step 501');
  expect(stage.sent).toEqual([]);
  const full = createStage(flowOf(endless));
  const path = Array.from({ length: 600 }, (_, i) => [`say:${i}`] as const);
  const input = inputFor(full);
  await expect(playTurn({ ...input, dialog: { ...input.dialog, path } })).rejects.toMatchObject({
    code: 'too_many_steps',
  });
});

test('five hundred steps are allowed', async () => {
  const { error } = await faultOf(async (t) => {
    for (let i = 0; i < 500; i += 1) await t.say(String(i), line('x'));
    return undefined;
  });
  expect(error).toEqual({ state: 'finished' });
});

test.each([
  ['an answer of the runner', offering('?', '~back')],
  ['one answer twice', offering('?', 'a', 'a')],
  ['an answer that fits no button', offering('?', 'x'.repeat(60))],
])('a choice that cannot be is a fault: %s', async (_name, message) => {
  const { code } = await faultOf((t) => t.ask('a', message, textOf));
  expect(code).toBe('bad_choice');
});

test('a flow that plays differently each time is a fault, also within one turn', async () => {
  let plays = 0;
  const stage = createStage(
    flowOf(async (t) => {
      plays += 1;
      if (plays < 4) await t.run('x', command('x'));
      await t.ask(plays < 4 ? 'a' : 'other', line('?'), textOf);
      await t.ask('b', line('?'), textOf);
      return undefined;
    }),
  );
  await turn(stage);
  await type(stage, 'A');
  await expect(type(stage, 'quay lại')).rejects.toMatchObject({ code: 'unsteady' });
});

test('nothing is left running when turns fail', async () => {
  const unhandled: unknown[] = [];
  const note = (error: unknown) => void unhandled.push(error);
  process.on('unhandledRejection', note);
  const boom = { onRead: () => Promise.reject(new Error('boom')) };
  await faultOf(async (t) => {
    void t.read('r', query('r'));
    return Promise.reject(new Error('own'));
  }, boom);
  await faultOf(async (t) => {
    void t.read('r', query('r'));
    return Promise.resolve(undefined);
  }, boom);
  await new Promise((done) => setTimeout(done, 5));
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});
