import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { playTurn } from '../../src/dialog/runner.ts';
import type { RawInput } from '../../src/dialog/read-answer.ts';
import { before, createModel, goBackTo, keysOf, tell, type Model } from './model.ts';
import { flowFrom, named, program, type Program } from './programs.ts';
import { at, createStage, inputFor, turn, type Stage } from './stage.ts';

/** FUZZ=5000 for a long night. */
const numRuns = Number(process.env['FUZZ'] ?? 40);

type Act =
  | { act: 'answer' | 'nonsense' | 'back' | 'skip' | 'again' | 'stale' | 'conflict'; n: number }
  | { act: 'edit'; n: number };

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.record({
    act: fc.constantFrom<Act['act'][]>(
      ...(['answer', 'answer', 'answer', 'answer', 'answer', 'skip', 'back', 'edit'] as const),
      ...(['nonsense', 'again', 'stale', 'conflict'] as const),
    ),
    n: fc.nat(99),
  }),
  { minLength: 4, maxLength: 14 },
);

const digitOrWord = ['1', 'trai', 'TRÁI', 'trái'];

/** Says the same thing to the model and to the program, in one of the ways a person can say it. */
const sayBoth = (stage: Stage, model: Model, n: number): RawInput => {
  const { node } = model.open!;
  const last = stage.sent.at(-1)!;
  if (node.kind === 'choice') {
    tell(model, 'trái');
    if (n % 2 === 0) return { at: at(stage), press: last.ids[0]! };
    return { at: at(stage), text: digitOrWord[n % 4]! };
  }
  const said = node.kind === 'number' ? String(n) : `lời ${n}`;
  tell(model, said);
  return { at: at(stage), text: said };
};

const doAct = async (stage: Stage, model: Model, { act, n }: Act): Promise<void> => {
  const answer = (text: string): RawInput => ({ at: at(stage), text });
  const { node, key } = model.open!;
  switch (act) {
    case 'answer':
      await turn(stage, sayBoth(stage, model, n));
      return;
    case 'conflict': {
      const raw = sayBoth(stage, model, n);
      const { commands, sent } = stage;
      await playTurn(inputFor({ ...stage, commands: [], sent: [] }, raw));
      expect([stage.commands, stage.sent]).toEqual([commands, sent]);
      await turn(stage, raw);
      return;
    }
    case 'nonsense':
      await turn(stage, node.kind === 'text' ? answer(' ') : answer('vớ vẩn 7'));
      return;
    case 'again':
      await turn(stage);
      return;
    case 'stale':
      await turn(stage, { at: at(stage), press: `=0000000${n % 10}:phải` });
      return;
    case 'skip':
      if (!node.skip) return;
      tell(model, '-');
      await turn(stage, answer('bo qua'));
      return;
    case 'back': {
      const target = before(model);
      if (target === undefined) return;
      goBackTo(model, target);
      await turn(stage, answer('quay lại'));
      return;
    }
    case 'edit': {
      // only free words reach a parser unchanged
      if (node.kind !== 'text') return;
      const keys = [...keysOf(model), key, 'never'];
      const target = keys[n % keys.length]!;
      goBackTo(model, target);
      await turn(stage, answer(`sửa ${target}`));
      return;
    }
  }
};

const compare = (stage: Stage, model: Model): void => {
  expect(stage.commands).toEqual(model.done);
  expect(new Set(stage.commands.map((one) => one.split('(')[0])).size).toBe(stage.commands.length);
  expect(stage.dialog?.open?.key).toBe(model.open && `ask:${model.open.key}`);
  if (!stage.dialog) return;
  const asked = stage.dialog.path.filter(([key]) => key.startsWith('ask:')).map(([key]) => key);
  expect(asked).toEqual(keysOf(model).map((key) => `ask:${key}`));
};

test('any talk, with any answers, edits and restarts, goes as a plain model of it says', async () => {
  let edits = 0;
  let commands = 0;
  await fc.assert(
    fc.asyncProperty(program, acts, async (nodes, list) => {
      const stage = createStage(flowFrom(nodes));
      const model = createModel(nodes);
      await turn(stage);
      compare(stage, model);
      for (const act of list) {
        if (!model.open) break;
        if (act.act === 'edit' || act.act === 'back') edits += 1;
        await doAct(stage, model, act);
        compare(stage, model);
      }
      commands += stage.commands.length;
    }),
    { numRuns },
  );
  // the property would hold for talks in which nothing happens, too
  expect(edits).toBeGreaterThan(numRuns / 4);
  expect(commands).toBeGreaterThan(numRuns / 4);
}, 600_000);

/** The next version of a talk: something inserted, taken out or moved. */
const deployed = (nodes: Program, other: Program, n: number): Program => {
  const list = [...nodes];
  const place = (n >> 2) % (list.length + 1);
  if (n % 3 === 0) list.splice(place, 0, ...named(other, 'x'));
  else if (n % 3 === 1) list.splice(place, 1);
  else list.splice(place, 0, ...list.splice(n % list.length, 1));
  return list;
};

test('whatever is deployed in the middle of a talk, no command runs twice and none on words not said', async () => {
  let changes = 0;
  await fc.assert(
    fc.asyncProperty(program, program, acts, fc.nat(99), async (nodes, other, list, n) => {
      const stage = createStage(flowFrom(nodes));
      const said = new Map<string, string>();
      await turn(stage);
      for (const [index, { n: word }] of list.entries()) {
        if (!stage.dialog?.open) break;
        if (index === 2) stage.flow = flowFrom(deployed(nodes, other, n), n % 5 === 0 ? 2 : 1);
        const key = stage.dialog.open.key.slice('ask:'.length);
        const text = word % 3 === 0 ? 'trái' : String(word);
        const before = stage.commands.length;
        const result = await turn(stage, { at: at(stage), text });
        said.set(key, text);
        if (result.state === 'closed') expect(stage.commands).toHaveLength(before);
        if (result.state === 'restarted' || result.state === 'closed') changes += 1;
        for (const done of stage.commands.slice(before)) checkWords(done, said);
      }
      const keys = stage.commands.map((one) => one.split('(')[0]);
      expect(new Set(keys).size).toBe(keys.length);
    }),
    { numRuns: numRuns * 2 },
  );
  expect(changes).toBeGreaterThan(numRuns / 10);
}, 600_000);

/** What a digit chooses at a question with two choices: those, then whichever way out is offered. */
const byNumber: Record<string, string> = { 1: 'trái', 2: 'phải', 3: '-', 4: '-' };

/** Every answer that a command was given is the last one said to that question. */
const checkWords = (done: string, said: ReadonlyMap<string, string>): void => {
  const told = done.slice(done.indexOf('(') + 1, -1);
  for (const one of told.split(';').filter((part) => part !== '')) {
    const [key = '', word = ''] = one.split('=');
    const last = said.get(key) ?? '';
    expect([last, byNumber[last]]).toContain(word);
  }
};
