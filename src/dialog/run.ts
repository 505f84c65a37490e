/** One play of a flow from the top: what it may know, what it did, and how it ended. */
import { isAskKey, isExecutedKey, type Dialog, type Entry } from './dialog.ts';
import { DialogFault } from './fault.ts';
import { jsonCopy } from './json.ts';
import type { Intent } from './intent.ts';
import type { Message, Text } from './message.ts';
import type { TurnEnv, TurnPorts } from './ports.ts';
import type { RawInput } from './read-answer.ts';
import type { Flow } from './turn.ts';
import type { Work } from '../domain/works.ts';
import type { Watch } from './watch.ts';

export type Effect =
  | { kind: 'say' | 'ask'; key: string; message: Message; slot?: string }
  | { kind: 'later'; key: string; work: Work };

export type Ending =
  /** A question went out; `restarted` when it is not the one that the person was looking at. */
  | { kind: 'asked'; key: string; restarted: boolean; early?: true }
  /** Nothing moved: what was open stays open. */
  | { kind: 'kept' }
  | { kind: 'reopened'; dialog: Dialog }
  /** The flow is not the one in which the path was made. */
  | { kind: 'changed' }
  | { kind: 'intent'; intent: Intent }
  /** Words typed at a menu that mean nothing to it. */
  | { kind: 'unheard'; words: string }
  | { kind: 'returned'; next: Intent | undefined }
  | { kind: 'fault'; error: unknown };

export type RunInput = {
  flow: Flow;
  dialog: Dialog;
  answer?: RawInput | undefined;
  /** Stands above the question, whichever it is. */
  lead?: readonly Text[];
  /** From the top, because the flow had changed: nothing is done before the person was asked anything. */
  restarted?: true;
  env: TurnEnv;
  ports: TurnPorts;
};

/** The engine, as far as a step needs it. */
type Stage = {
  /** Ends the run; never settles, so that no `catch` or `finally` of a flow sees it. */
  stop(): Promise<never>;
  act<T>(work: () => Promise<T>): Promise<T>;
};

export type Run = {
  readonly input: RunInput;
  stage: Stage;
  watch: Watch;
  /** The old path, without what was reached again. */
  readonly left: Map<string, Entry>;
  readonly ahead: Map<string, Entry>;
  readonly path: Entry[];
  readonly effects: Effect[];
  readonly seen: Set<string>;
  /** The open step was reached: what was in flight has found its place. */
  met: boolean;
  /** Steps under way, and those of them that the program works for. */
  pending: number;
  working: number;
  /** A step that suffers no other beside it is under way. */
  alone: boolean;
  /** The flow has returned, or its run is over. */
  over: boolean;
  ending: Ending | undefined;
};

const maxSteps = 500;

/** What a stopped step waits for. */
export const never = () => new Promise<never>(() => undefined);

const idle = { stop: () => never(), act: <T>(work: () => Promise<T>) => work() };

/** Not yet on a stage. */
export const createRun = (input: RunInput): Run => ({
  input,
  stage: idle,
  watch: { beat: () => undefined, end: () => undefined },
  left: new Map(input.dialog.path.map((entry) => [entry[0], entry])),
  ahead: new Map(input.dialog.ahead.map((entry) => [entry[0], entry])),
  path: [],
  effects: [],
  seen: new Set(),
  met: false,
  pending: 0,
  working: 0,
  alone: false,
  over: false,
  ending: undefined,
});

/** The first ending counts; only a fault overrides what is none. */
export const endRun = (run: Run, ending: Ending): void => {
  if (!run.ending || (ending.kind === 'fault' && run.ending.kind !== 'fault')) run.ending = ending;
};

export const stop = (run: Run, ending: Ending): Promise<never> => {
  endRun(run, ending);
  return run.stage.stop();
};

const faultOf = (run: Run, key: string, alone: boolean): DialogFault | undefined => {
  if (run.ending || run.over || run.alone || (alone && run.pending > 0)) {
    return new DialogFault('not_awaited', `${key} was begun before another step was through`);
  }
  if (run.seen.has(key)) return new DialogFault('repeated_key', `${key} stands twice in one run`);
  if (run.seen.size >= maxSteps) {
    return new DialogFault('too_many_steps', `${key} is step ${maxSteps + 1}`);
  }
  return undefined;
};

/**
 * Every step runs through here. `body` gets what the old path knows of the key. What it throws ends the run,
 * unseen by the flow. Marked as under way before the first await, so that a forgotten one is noticed.
 */
export const step = async <T>(
  run: Run,
  { key, alone }: { key: string; alone: boolean },
  body: (known: Entry | undefined) => T | Promise<T>,
): Promise<T> => {
  const error = faultOf(run, key, alone);
  if (error) return stop(run, { kind: 'fault', error });
  run.seen.add(key);
  run.pending += 1;
  run.alone = alone;
  run.watch.beat(run.working > 0);
  const known = run.left.get(key);
  run.left.delete(key);
  try {
    const value = await body(known);
    run.pending -= 1;
    run.alone = false;
    return value;
  } catch (thrown) {
    return stop(run, { kind: 'fault', error: thrown });
  }
};

/** Lets the program work for a step. An action of the engine must not throw: the error is carried out of it. */
export const perform = async (run: Run, work: () => Promise<unknown>): Promise<unknown> => {
  run.working += 1;
  run.watch.beat(true);
  const got = await run.stage.act(async () => {
    try {
      return { value: jsonCopy(await work()) };
    } catch (error) {
      return { error };
    }
  });
  run.working -= 1;
  run.watch.beat(run.working > 0);
  if ('error' in got) throw got.error;
  return got.value;
};

/**
 * The talk as this run leaves it. What the run did not come to again is kept: questions for when it does,
 * commands because they are done whatever the flow says today.
 */
export const dialogAfter = (run: Run, open: Dialog['open']): Dialog => {
  const { dialog, env } = run.input;
  const { open: _open, paused: _paused, ...rest } = dialog;
  const left = [...run.left.values()];
  return {
    ...rest,
    path: [...run.path, ...left.filter(([key]) => isExecutedKey(key))],
    ahead: [...left.filter(([key]) => isAskKey(key)), ...run.ahead.values()],
    ...(open ? { open } : {}),
    touchedAt: env.now.toISOString(),
  };
};
