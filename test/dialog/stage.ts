/** A small theatre for three-line flows: collects what a turn sends and does, and forgets nothing but objects. */
import { isDeepStrictEqual } from 'node:util';
import { openDialog, playTurn, type PlayInput, type PlayResult } from '../../src/dialog/runner.ts';
import type { Dialog } from '../../src/dialog/dialog.ts';
import { choiceId, questionToken } from '../../src/dialog/choice-id.ts';
import type { Message, Text } from '../../src/dialog/message.ts';
import type { TurnPorts } from '../../src/dialog/ports.ts';
import type { RawInput } from '../../src/dialog/read-answer.ts';
import type { Flow, Outcome, Parse, Turn } from '../../src/dialog/turn.ts';
import type { Command } from '../../src/domain/commands.ts';
import type { Query } from '../../src/domain/queries.ts';

export const start = Date.parse('2026-09-14T01:00:00Z');

/** Vietnamese labels of the runner's own choices; any other key is shown as it is. */
const words: Record<string, string> = { 'nav.back': '↩ Quay lại', 'nav.skip': 'Bỏ qua' };

export const wordsOf = (one: Text): string =>
  'raw' in one ? one.raw : (words[one.key] ?? one.key);

export type Sent = {
  message: Message;
  key: string;
  lines: string[];
  choices: string[];
  ids: string[];
  slot?: string;
};

export type Stage = {
  dialog: Dialog | undefined;
  results: PlayResult[];
  /** Everything said and asked since the last `take`. */
  sent: Sent[];
  commands: string[];
  reads: string[];
  works: string[];
  flow: Flow;
  /** What the program answers; may throw. */
  onRead: (query: Query) => unknown;
  onRun: (command: Command) => Outcome | Promise<Outcome>;
  limits: Turn['limits'];
  turns: number;
};

/** A flow from its talk alone. */
export const flowOf = (run: Flow['run'], version = 1): Flow => ({ id: 'trial', version, run });

/** A command of the domain that carries only a name: the runner never looks inside. */
export const command = (name: string): Command => ({
  type: 'plan.hold',
  as: '',
  year: 0,
  subject: name,
});

export const query = (name: string): Query => ({ type: 'plan.task', taskId: name });

export const createStage = (flow: Flow, over: Partial<Stage> = {}): Stage => ({
  dialog: undefined,
  results: [],
  sent: [],
  commands: [],
  reads: [],
  works: [],
  flow,
  onRead: (asked) => ({ about: 'taskId' in asked ? asked.taskId : asked.type }),
  onRun: () => ({ done: {} }),
  limits: { buttons: 5, edit: true, textLength: 2_000 },
  turns: 0,
  ...over,
});

const nameOf = (one: Command) => ('subject' in one ? one.subject : one.type);

const toSent = (dialog: Dialog, key: string, message: Message, slot?: string): Sent => ({
  key,
  message,
  lines: message.lines.map(wordsOf),
  choices: (message.choices ?? []).map(({ label }) => wordsOf(label)),
  ids: (message.choices ?? []).map((one) => choiceId(one, questionToken(dialog.id, key))),
  ...(slot === undefined ? {} : { slot }),
});

export const portsOf = (stage: Stage, dialog: Dialog): TurnPorts => ({
  say: (key, message, slot) => void stage.sent.push(toSent(dialog, key, message, slot)),
  ask: (key, message, slot) => void stage.sent.push(toSent(dialog, key, message, slot)),
  later: (key) => void stage.works.push(key),
  read: async (asked) => {
    stage.reads.push('taskId' in asked ? asked.taskId : asked.type);
    return stage.onRead(asked);
  },
  run: async (asked) => {
    stage.commands.push(nameOf(asked));
    return stage.onRun(asked);
  },
  labels: (texts) => texts.map(wordsOf),
});

export const inputFor = (stage: Stage, answer?: RawInput): PlayInput => {
  const now = new Date(start + stage.turns * 60_000);
  const opening = { id: 'web:e1', flow: stage.flow, owner: 'bithu-1', start: {}, now };
  const dialog = stage.dialog ?? openDialog(opening);
  return {
    flow: stage.flow,
    dialog,
    ...(answer ? { answer } : {}),
    env: {
      me: { channel: 'web', address: 'bithu-1' },
      now,
      lang: 'vi',
      limits: stage.limits,
      eventId: `web:e${stage.turns + 1}`,
    },
    ports: portsOf(stage, dialog),
  };
};

const jsonOf = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const keep = (stage: Stage, result: PlayResult): PlayResult => {
  if ('dialog' in result && !isDeepStrictEqual(result.dialog, jsonOf(result.dialog))) {
    throw new Error(`not plain JSON: ${JSON.stringify(result.dialog)}`);
  }
  stage.turns += 1;
  stage.results.push(result);
  stage.dialog =
    'dialog' in result
      ? (JSON.parse(JSON.stringify(result.dialog)) as Dialog) // as after a restart
      : undefined;
  return result;
};

/** One turn; between turns the dialog is nothing but a line of JSON. */
export const turn = async (
  stage: Stage,
  answer?: RawInput,
  over: Partial<PlayInput> = {},
): Promise<PlayResult> => keep(stage, await playTurn({ ...inputFor(stage, answer), ...over }));

export const at = (stage: Stage): string => new Date(start + stage.turns * 60_000).toISOString();

export const type = (stage: Stage, text: string): Promise<PlayResult> =>
  turn(stage, { at: at(stage), text });

/** Presses a button of the last message by its label. */
export const press = (stage: Stage, label: string): Promise<PlayResult> => {
  const last = stage.sent.at(-1);
  const id = last?.ids[last.choices.indexOf(label)];
  if (id === undefined) throw new Error(`no button "${label}" in ${JSON.stringify(last)}`);
  return turn(stage, { at: at(stage), press: id });
};

/** What was sent since the last look, as "key: lines [choices]". */
export const take = (stage: Stage): string[] =>
  stage.sent
    .splice(0)
    .map(({ key, lines, choices }) =>
      [
        `${key}: ${lines.filter((line) => line !== '').join(' | ')}`,
        ...choices.map((one) => `[${one}]`),
      ].join(' '),
    );

export const textOf: Parse<string> = (answer) =>
  answer.text === undefined ? { retry: [{ raw: 'chữ, xin mời' }] } : { ok: answer.text };

export const chosen: Parse<string> = (answer) =>
  answer.choice === undefined ? { retry: [{ raw: 'xin chọn' }] } : { ok: answer.choice };

export const line = (words: string): Message => ({ lines: [{ raw: words }] });

export const offering = (words: string, ...answers: string[]): Message => ({
  lines: [{ raw: words }],
  choices: answers.map((answer) => ({ label: { raw: answer }, answer })),
});

/** A long work that only these tests know; the program's union has no place for it. */
export const trialWork = { type: 'trial', params: { n: 1 } } as never;
