/** A talk as a person would describe it: what was said, what waits after an edit, what is done for good. */
import { accepts, toldLine, walk, type Node, type Program } from './programs.ts';

type Ask = Node & { do: 'ask' };

export type Model = {
  program: Program;
  given: Map<string, string>;
  waiting: Map<string, string>;
  /** Commands with what they were given, in order. */
  done: string[];
  doneKeys: Set<string>;
  open: { key: string; node: Ask } | undefined;
};

export const createModel = (program: Program): Model => {
  const model: Model = {
    program,
    given: new Map(),
    waiting: new Map(),
    done: [],
    doneKeys: new Set(),
    open: undefined,
  };
  advance(model);
  return model;
};

const fromBefore = (model: Model, key: string, node: Ask): string | undefined => {
  const said = model.waiting.get(key);
  model.waiting.delete(key);
  if (said === undefined || node.confirm) return undefined;
  if (said === '-' ? !node.skip : !accepts(node, said)) return undefined;
  model.given.set(key, said);
  return said;
};

/** Goes as far as it can without the person. */
const advance = (model: Model): void => {
  model.open = undefined;
  walk(model.program, ({ key, node }, told) => {
    if (node.do === 'run' && !model.doneKeys.has(key)) {
      model.doneKeys.add(key);
      model.done.push(`${key}(${toldLine(told)})`);
    }
    if (node.do !== 'ask') return 'on';
    const said = model.given.get(key) ?? fromBefore(model, key, node);
    if (said !== undefined) return { said };
    model.open = { key, node };
    return 'stop';
  });
};

/** Questions answered so far, in the order of the talk, and whether a command was done since each. */
const answered = (model: Model): { key: string; final: boolean }[] => {
  const found: { key: string; final: boolean }[] = [];
  walk(model.program, ({ key, node }) => {
    if (node.do === 'run') for (const one of found) one.final = true;
    if (node.do !== 'ask') return 'on';
    const said = model.given.get(key);
    if (said === undefined) return 'stop';
    found.push({ key, final: false });
    return { said };
  });
  return found;
};

export const tell = (model: Model, said: string): void => {
  const { open } = model;
  if (!open) return;
  if (said === '-' ? !open.node.skip : !accepts(open.node, said)) return;
  model.given.set(open.key, said);
  advance(model);
};

/** False when that question may not be opened again. */
export const goBackTo = (model: Model, key: string): boolean => {
  const before = answered(model);
  const index = before.findIndex((one) => one.key === key);
  if (index < 0 || before[index]?.final) return false;
  for (const later of before.slice(index + 1)) {
    model.waiting.set(later.key, model.given.get(later.key) ?? '');
    model.given.delete(later.key);
  }
  model.given.delete(key);
  model.waiting.delete(key);
  advance(model);
  return true;
};

/** The question that "Quay lại" leads to. */
export const before = (model: Model): string | undefined => {
  const last = answered(model).at(-1);
  return last?.final ? undefined : last?.key;
};

export const keysOf = (model: Model): string[] => answered(model).map(({ key }) => key);
