import type { Flow } from '../../dialog/turn.ts';
import { fold } from '../../domain/text.ts';

/** The conversations by what opens them. */
export type FlowList = {
  byId(id: string): Flow | undefined;
  /** `word` as typed after the slash. */
  byCommand(word: string): Flow | undefined;
  byIntent(action: string): Flow | undefined;
  /** Answers what nothing else does, for members. */
  fallback: Flow;
  /** Meets whoever has not joined. */
  stranger: Flow;
};

const index = (
  flows: readonly Flow[],
  keys: (flow: Flow) => readonly string[],
): ReadonlyMap<string, Flow> => {
  const found = new Map<string, Flow>();
  for (const flow of flows) {
    for (const key of keys(flow)) {
      if (found.has(key)) throw new Error(`two flows answer to ${key}`);
      found.set(key, flow);
    }
  }
  return found;
};

const needed = (flow: Flow | undefined, id: string): Flow => {
  if (!flow) throw new Error(`there is no flow ${id}`);
  return flow;
};

export const createFlowList = (
  flows: readonly Flow[],
  entries: { fallback: string; stranger: string },
): FlowList => {
  const ids = index(flows, ({ id }) => [id]);
  const commands = index(flows, ({ commands: words = [] }) => words);
  const intents = index(flows, ({ intents: actions = [] }) => actions);
  return {
    byId: (id) => ids.get(id),
    byCommand: (word) => commands.get(fold(word)),
    byIntent: (action) => intents.get(action),
    fallback: needed(ids.get(entries.fallback), entries.fallback),
    stranger: needed(ids.get(entries.stranger), entries.stranger),
  };
};
