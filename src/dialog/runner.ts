/**
 * Plays one turn of a dialog: the flow from the top on the replay engine, known keys from the path, the raw
 * answer under the key that is open. Stores nothing and changes nothing that it is given.
 */
import { ReplayEngine, type ReplayControls, type ReplayResult } from '@grammyjs/conversations';
import { hasExecuted, type Dialog } from './dialog.ts';
import { DialogFault } from './fault.ts';
import type { Intent } from './intent.ts';
import { text, type Text } from './message.ts';
import type { TurnPorts } from './ports.ts';
import {
  createRun,
  dialogAfter,
  endRun,
  never,
  type Effect,
  type Run,
  type RunInput,
} from './run.ts';
import { turnOf } from './steps.ts';
import { createWatch, defaultPatience, type Patience } from './watch.ts';

export { openDialog } from './dialog.ts';

export type PlayInput = Omit<RunInput, 'restarted'> & { patience?: Patience };

/** How a turn ended. The dialog that comes back is a new value, to be stored where its rev still stands. */
export type PlayResult =
  | { state: 'waiting'; dialog: Dialog }
  /** Waiting too, at a question that the changed flow asks instead; the person was told. */
  | { state: 'restarted'; dialog: Dialog }
  /** The typed words chose a button that works at any time: route it. The question stays open. */
  | { state: 'intent'; intent: Intent; dialog: Dialog }
  /** Words that the menu has no use for: meet them as if nothing had been open. The menu stays open. */
  | { state: 'unheard'; words: string; dialog: Dialog }
  | { state: 'finished'; next?: Intent }
  /** The flow changed after something was done, which stays done; the person was told. */
  | { state: 'closed'; reason: 'changed'; answerLost: boolean };

type PlayOnce = RunInput & { patience?: Patience };

/** A turn of the event loop, in which a forgotten step shows itself. */
const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

const playOut = async (run: Run): Promise<void> => {
  const { flow } = run.input;
  const next = await flow.run(turnOf(run));
  run.over = true;
  if (run.pending === 0) await settle();
  else {
    const error = new DialogFault('not_awaited', `${flow.id} returned before its last step`);
    endRun(run, { kind: 'fault', error });
  }
  endRun(run, { kind: 'returned', next });
};

const hung = ({ flow }: RunInput) =>
  new DialogFault('hung', `${flow.id} waits for something that is no step of its turn`);

/** The flow on the engine, whose beginning, stopping and tracking of steps the run is handed as a stage. */
const playOnEngine = (run: Run): Promise<ReplayResult> =>
  new ReplayEngine((controls: ReplayControls) => {
    run.stage = {
      // once the engine is through it throws instead; a step forgotten until then must not notice
      stop: () => controls.cancel().catch(never),
      act: (work) => controls.action(work, 'step'),
    };
    return playOut(run);
  }).play();

/** One run. Its ending is set when this resolves. */
const play = async ({ patience = defaultPatience, ...input }: PlayOnce): Promise<Run> => {
  const run = createRun(input);
  const expired = new Promise<'expired'>((resolve) => {
    run.watch = createWatch(patience, () => resolve('expired'));
  });
  run.watch.beat(false);
  const result = await Promise.race([playOnEngine(run), expired]);
  run.watch.end();
  if (result === 'expired') endRun(run, { kind: 'fault', error: hung(input) });
  else if (result.type === 'thrown') endRun(run, { kind: 'fault', error: result.error });
  run.over = true;
  return run;
};

const emit = async (ports: TurnPorts, effects: readonly Effect[]): Promise<void> => {
  for (const effect of effects) {
    const { kind, key } = effect;
    await (kind === 'later'
      ? ports.later(key, effect.work)
      : ports[kind](key, effect.message, effect.slot));
  }
};

const answerLost = (answered: boolean): readonly Text[] =>
  answered ? [text('dialog.answer_lost')] : [];

const note = (key: string, lines: readonly Text[]): Effect => ({
  kind: 'say',
  key: `say:${key}`,
  message: { lines },
});

const close = async ({ ports, answer }: PlayOnce): Promise<PlayResult> => {
  const lost = answer !== undefined;
  await emit(ports, [note('dialog.changed', [text('dialog.changed'), ...answerLost(lost)])]);
  return { state: 'closed', reason: 'changed', answerLost: lost };
};

/** Nothing was done yet: politely from the top, and if that leads straight to a deed, not at all. */
const restart = async (input: PlayOnce): Promise<PlayResult> => {
  const { dialog, flow, answer, lead = [] } = input;
  const { open: _open, ...rest } = dialog;
  const fresh: Dialog = { ...rest, version: flow.version, path: [], ahead: [] };
  const run = await play({
    ...input,
    dialog: fresh,
    answer: undefined,
    lead: [...lead, text('dialog.restarted'), ...answerLost(answer !== undefined)],
    restarted: true,
  });
  if (run.ending?.kind === 'changed') return close(input);
  const result = await conclude(run, run.effects);
  return result.state === 'waiting' ? { ...result, state: 'restarted' } : result;
};

const afterChange = (input: PlayOnce): Promise<PlayResult> =>
  hasExecuted(input.dialog) ? close(input) : restart(input);

/** Plays on with an earlier question open; of what was said on the way, only what still stands goes out. */
const playReopened = async (input: PlayOnce, before: Run, dialog: Dialog): Promise<PlayResult> => {
  const stands = new Set(dialog.path.map(([key]) => key));
  const run = await play({ ...input, dialog, answer: undefined });
  return conclude(run, [...before.effects.filter(({ key }) => stands.has(key)), ...run.effects]);
};

/** The flow is through: its last word, unless an answer was on the way to a question that is no more. */
const finish = async ({ met, input }: Run, next: Intent | undefined): Promise<PlayResult> => {
  if (input.answer && !met) {
    await emit(input.ports, [note('dialog.answer_lost', answerLost(true))]);
  }
  return { state: 'finished', ...(next ? { next } : {}) };
};

/** How the run ended, if a turn can end so. */
const endingOf = ({ ending, input }: Run) => {
  if (ending?.kind === 'fault') throw ending.error;
  if (!ending || ending.kind === 'changed' || ending.kind === 'reopened') {
    throw new DialogFault('unsteady', `${input.flow.id} did not play the same way twice`);
  }
  return ending;
};

const conclude = async (run: Run, effects: readonly Effect[]): Promise<PlayResult> => {
  const ending = endingOf(run);
  const { env, ports, dialog } = run.input;
  await emit(ports, effects);
  switch (ending.kind) {
    case 'returned':
      return finish(run, ending.next);
    case 'intent':
      return { state: 'intent', intent: ending.intent, dialog: dialogAfter(run, dialog.open) };
    case 'unheard':
      return { state: 'unheard', words: ending.words, dialog: dialogAfter(run, dialog.open) };
    case 'kept':
      return { state: 'waiting', dialog: dialogAfter(run, dialog.open) };
    case 'asked': {
      const early = ending.early ? { early: true as const } : {};
      const open = { key: ending.key, at: env.eventId, ...early };
      return { state: ending.restarted ? 'restarted' : 'waiting', dialog: dialogAfter(run, open) };
    }
  }
};

/**
 * One turn. Without an answer: the first play of a fresh dialog, or the open question again. Throws what a port
 * or the flow threw, as it is, or a `DialogFault`; then nothing of the turn counts.
 */
export const playTurn = async (input: PlayInput): Promise<PlayResult> => {
  const { flow, dialog } = input;
  if (flow.id !== dialog.flow) {
    throw new DialogFault('wrong_flow', `${dialog.id} belongs to ${dialog.flow}, not ${flow.id}`);
  }
  if (flow.version !== dialog.version) return afterChange(input);
  const run = await play(input);
  if (run.ending?.kind === 'changed') return afterChange(input);
  return run.ending?.kind === 'reopened'
    ? playReopened(input, run, run.ending.dialog)
    : conclude(run, run.effects);
};

/** Sends the open question again, under these lines; nothing else moves. */
export const askAgain = (input: Omit<PlayInput, 'answer'>): Promise<PlayResult> => playTurn(input);
