/** The steps of a turn: each looks its own key up first and does its work only when that is new. */
import type { Command } from '../domain/commands.ts';
import type { Query, QueryResult } from '../domain/queries.ts';
import { askStep } from './ask.ts';
import { isExecutedKey, type Entry } from './dialog.ts';
import { jsonCopy } from './json.ts';
import { text, type Message } from './message.ts';
import { perform, step, stop, type Run } from './run.ts';
import type { AskOptions, Outcome, Parse, Start, Turn } from './turn.ts';
import type { Work, WorkResult } from '../domain/works.ts';

/** Something new may be done only where the person stands: nothing done is missing, nothing open was passed. */
const isChanged = (run: Run): boolean =>
  [...run.left.keys()].some(isExecutedKey) ||
  (!run.met && (run.input.dialog.open !== undefined || run.input.restarted === true));

const keep = (run: Run, key: string, value: unknown): unknown => {
  run.path.push(value === undefined ? [key] : [key, value]);
  return jsonCopy(value);
};

const say = (run: Run, name: string, message: Message, options?: { slot?: string }) => {
  const key = `say:${name}`;
  return step(run, { key, alone: false }, (known) => {
    if (!known) run.effects.push({ kind: 'say', key, message, ...options });
    keep(run, key, undefined);
  });
};

const read = (run: Run, name: string, query: Query) => {
  const key = `read:${name}`;
  return step(run, { key, alone: false }, async (known) =>
    keep(run, key, known ? known[1] : await perform(run, () => run.input.ports.read(query))),
  );
};

const execute = (run: Run, name: string, command: Command) => {
  const key = `run:${name}`;
  return step(run, { key, alone: true }, async (known) => {
    if (known) return keep(run, key, known[1]);
    if (isChanged(run)) return stop(run, { kind: 'changed' });
    return keep(run, key, await perform(run, () => run.input.ports.run(command)));
  });
};

const awaitResult = (run: Run, key: string, known: Entry | undefined, work: Work) => {
  const { answer, dialog } = run.input;
  if (known) return keep(run, key, known[1]);
  if (dialog.open?.key === key) {
    run.met = true;
    if (answer?.result?.key === key) return keep(run, key, jsonCopy(answer.result.value));
    const message = { lines: [text('input.working')] };
    if (!answer?.result) run.effects.push({ kind: 'say', key: 'say:input.working', message });
    return stop(run, { kind: 'kept' });
  }
  if (isChanged(run)) return stop(run, { kind: 'changed' });
  run.effects.push({ kind: 'later', key, work });
  return stop(run, { kind: 'asked', key, restarted: false });
};

const later = (run: Run, name: string, work: Work) => {
  const key = `later:${name}`;
  return step(run, { key, alone: true }, (known) => awaitResult(run, key, known, work));
};

/** The turn that a flow is played with. */
export const turnOf = (run: Run): Turn => {
  const { me, now, lang, limits } = run.input.env;
  return {
    me,
    now,
    lang,
    limits,
    // a copy of what it was
    start: jsonCopy(run.input.dialog.start) as Start,
    // the value is what `parse` made of the answer
    ask: <T>(name: string, message: Message, parse: Parse<T>, options: AskOptions = {}) =>
      askStep(run, { name, message, parse, options }) as Promise<T>,
    say: (name, message, options) => say(run, name, message, options),
    // the port answers each query and command with what the unions of domain say of it
    read: <Q extends Query>(name: string, query: Q) =>
      read(run, name, query) as Promise<QueryResult<Q>>,
    run: <C extends Command>(name: string, command: C) =>
      execute(run, name, command) as Promise<Outcome<C>>,
    later: <W extends Work>(name: string, work: W) =>
      later(run, name, work) as Promise<WorkResult<W>>,
  };
};
