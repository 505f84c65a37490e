/** Random talks as data, played by a flow and, independently, by a model that knows no engine and no path. */
import fc from 'fast-check';
import type { Flow, Parse, Parsed, Turn } from '../../src/dialog/turn.ts';
import { command, line, offering, query } from './stage.ts';

export type Node =
  | { do: 'ask'; id: string; kind: 'text' | 'number' | 'choice'; skip: boolean; confirm: boolean }
  | { do: 'say' | 'read' | 'run'; id: string }
  /** Goes in when the sum of what was answered so far is odd. */
  | { do: 'branch'; id: string; then: Program; otherwise: Program }
  | { do: 'loop'; id: string; times: number; body: Program };

export type Program = readonly Node[];

const id = fc.stringMatching(/^[a-z]{5}$/u);

const leaf: fc.Arbitrary<Node> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('ask' as const),
      id,
      kind: fc.constantFrom('text' as const, 'number' as const, 'choice' as const),
      skip: fc.boolean(),
      confirm: fc.integer({ max: 4, min: 0 }).map((n) => n === 0),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('say' as const), id }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('read' as const), id }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('run' as const), id }) },
);

const tree = fc.letrec<{ program: Program; node: Node }>((tie) => ({
  program: fc.array(tie('node'), { minLength: 1, maxLength: 5 }),
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 5, arbitrary: leaf },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('branch' as const),
        id,
        then: tie('program'),
        otherwise: tie('program'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('loop' as const),
        id,
        times: fc.integer({ min: 1, max: 2 }),
        body: tie('program'),
      }),
    },
  ),
}));

/** Ids that are unique in their program and stay with their nodes wherever they are moved. */
export const named = (nodes: Program, mark = ''): Program =>
  nodes.map((node, index) => {
    const renamed = { ...node, id: `${mark}${node.id}${index}` };
    if (renamed.do === 'loop') return { ...renamed, body: named(renamed.body) };
    if (renamed.do !== 'branch') return renamed;
    return { ...renamed, then: named(renamed.then), otherwise: named(renamed.otherwise) };
  });

export const program = tree.program.map((nodes) => named(nodes));

/** What a question makes of an answer, as one word. */
export const accepts = (node: Node & { do: 'ask' }, said: string): boolean => {
  if (node.kind === 'number') return /^\d+$/u.test(said);
  return node.kind === 'choice' ? ['trái', 'phải'].includes(said) : said.length > 0;
};

const parse =
  (node: Node & { do: 'ask' }): Parse<string> =>
  ({ text = '', choice }): Parsed<string> => {
    if (text.startsWith('sửa ')) return { reopen: text.slice('sửa '.length) };
    const said = choice ?? text;
    return accepts(node, said) ? { ok: said } : { retry: [{ raw: 'không hợp lệ' }] };
  };

/** Every answer so far as one line: what a command is given, so that a wrong one would show. */
export type Told = { key: string; said: string }[];
export const toldLine = (told: Told): string =>
  told.map(({ key, said }) => `${key}=${said}`).join(';');
export const isOdd = (told: Told): boolean => toldLine(told).length % 2 === 1;

const askIn = async (t: Turn, node: Node & { do: 'ask' }, key: string, told: Told) => {
  const message = node.kind === 'choice' ? offering(`${key}?`, 'trái', 'phải') : line(`${key}?`);
  const options = { skip: node.skip, confirm: node.confirm };
  const said = (await t.ask(key, message, parse(node), options)) as string | undefined;
  told.push({ key, said: said ?? '-' });
};

const playNode = async (t: Turn, node: Node, key: string, told: Told): Promise<void> => {
  switch (node.do) {
    case 'ask':
      return askIn(t, node, key, told);
    case 'say':
      return t.say(key, line(key));
    case 'read':
      await t.read(key, query(key));
      return;
    case 'run':
      await t.run(key, command(`${key}(${toldLine(told)})`));
      return;
    case 'branch':
      return playProgram(t, isOdd(told) ? node.then : node.otherwise, `${key}.`, told);
    case 'loop':
      for (let i = 0; i < node.times; i += 1) {
        await playProgram(t, node.body, `${key}.${i}.`, told);
      }
  }
};

const playProgram = async (t: Turn, nodes: Program, prefix: string, told: Told) => {
  for (const node of nodes) {
    await playNode(t, node, `${prefix}${node.id}`, told);
  }
};

export const flowFrom = (nodes: Program, version = 1): Flow => ({
  id: 'trial',
  version,
  run: async (t) => {
    await playProgram(t, nodes, '', []);
    return undefined;
  },
});

export type Visit = { key: string; node: Node };

/** Walks as the flow would; `visit` says go on (with what was said) or stop. */
export const walk = (
  nodes: Program,
  visit: (at: Visit, told: Told) => { said: string } | 'on' | 'stop',
  prefix = '',
  told: Told = [],
): 'on' | 'stop' => {
  for (const node of nodes) {
    const key = `${prefix}${node.id}`;
    if (node.do === 'branch') {
      const inner = isOdd(told) ? node.then : node.otherwise;
      if (walk(inner, visit, `${key}.`, told) === 'stop') return 'stop';
    } else if (node.do === 'loop') {
      for (let i = 0; i < node.times; i += 1) {
        if (walk(node.body, visit, `${key}.${i}.`, told) === 'stop') return 'stop';
      }
    } else {
      const then = visit({ key, node }, told);
      if (then === 'stop') return 'stop';
      if (then !== 'on') told.push({ key, said: then.said });
    }
  }
  return 'on';
};
