import { nfc } from '../domain/text.ts';
import { checkChoices, navChoice, questionToken } from './choice-id.ts';
import {
  isAskKey,
  isExecutedKey,
  questionBefore,
  reopen,
  type Entry,
  type StoredAnswer,
} from './dialog.ts';
import { parseIntent } from './intent.ts';
import { jsonCopy } from './json.ts';
import { blank, text, type Message, type Text } from './message.ts';
import {
  defaultAccept,
  readAnswer,
  type Heard,
  type RawInput,
  type Reading,
} from './read-answer.ts';
import { step, stop, type Run } from './run.ts';
import type { AskOptions, Parse } from './turn.ts';

export type Asking = {
  name: string;
  message: Message;
  parse: Parse<unknown>;
  options: AskOptions;
};

/** Two presses of one button within this time are one press. */
const doubleTapMs = 5_000;

const keyOf = ({ name }: Asking) => `ask:${name}`;

/** The flow's choices and, behind them, the ways out that this question offers. */
const choicesOf = (run: Run, { message, options }: Asking) => {
  const own = message.choices ?? [];
  checkChoices(own);
  const back = options.back !== false && questionBefore(run.path) !== undefined;
  return [
    ...own,
    ...(back ? [navChoice('back')] : []),
    ...(options.skip ? [navChoice('skip')] : []),
  ];
};

const send = (run: Run, asking: Asking, lead: readonly Text[], restarted = false) => {
  const above = [...(run.input.lead ?? []), ...lead];
  const { message, options } = asking;
  const choices = choicesOf(run, asking);
  run.effects.push({
    kind: 'ask',
    key: keyOf(asking),
    message: {
      ...message,
      lines: above.length > 0 ? [...above, blank, ...message.lines] : message.lines,
      ...(choices.length > 0 ? { choices } : {}),
    },
    ...(options.slot === undefined ? {} : { slot: options.slot }),
  });
  const early = options.early ? { early: true as const } : {};
  return stop(run, { kind: 'asked', key: keyOf(asking), restarted, ...early });
};

/** Both "Quay lại" and a parser's wish to edit. */
const goBack = (run: Run, asking: Asking, name: string | undefined) => {
  const path = [...run.path, ...run.left.values()];
  const { open: _open, ...dialog } = run.input.dialog;
  const ahead = [...run.ahead.values()];
  const reopened = name === undefined ? undefined : reopen({ ...dialog, path, ahead }, name);
  return reopened
    ? stop(run, { kind: 'reopened', dialog: reopened })
    : send(run, asking, [text('input.cannot_edit')]);
};

const isDoubleTap = (run: Run, at: string, stale: { token: string; answer: string }): boolean => {
  const [key, value] = run.path.findLast(([one]) => isAskKey(one)) ?? [''];
  // an entry of a question always holds a stored answer
  const last = value as StoredAnswer | undefined;
  return (
    last?.choice === stale.answer &&
    questionToken(run.input.dialog.id, key) === stale.token &&
    Date.parse(at) - Date.parse(last.at) < doubleTapMs
  );
};

const keep = (run: Run, asking: Asking, answer: StoredAnswer) => {
  run.path.push([keyOf(asking), answer]);
};

const takeIntent = (run: Run, line: string) => {
  const intent = parseIntent(line);
  if (!intent) throw new RangeError(`not an intent: ${line}`);
  return stop(run, { kind: 'intent', intent });
};

/** A number is a slip at a list of numbers; any other words were meant for somebody else. */
const unheardWords = (run: Run, { options }: Asking): string | undefined => {
  const words = run.input.answer?.text?.trim() ?? '';
  return options.menu && /[^\d\s.,()]/u.test(words) ? words : undefined;
};

/** What was typed leads nowhere here. */
const notHeard = (run: Run, asking: Asking, why: readonly Text[]) => {
  const words = unheardWords(run, asking);
  return words === undefined
    ? send(run, asking, why)
    : stop(run, { kind: 'unheard', words: nfc(words) });
};

const takeAnswer = (run: Run, asking: Asking, reading: Heard) => {
  const kept = asking.options.keep?.(reading.answer) ?? reading.answer;
  const parsed = asking.parse(jsonCopy(kept) as StoredAnswer);
  if ('ok' in parsed) {
    keep(run, asking, kept);
    return parsed.ok;
  }
  if ('reopen' in parsed) return goBack(run, asking, parsed.reopen);
  const other = reading.otherwise?.();
  return other ? take(run, asking, other) : notHeard(run, asking, parsed.retry);
};

const take = (run: Run, asking: Asking, reading: Reading): unknown => {
  const at = run.input.answer?.at ?? '';
  if ('answer' in reading) return takeAnswer(run, asking, reading);
  if ('intent' in reading) return takeIntent(run, reading.intent);
  if ('again' in reading) {
    return (reading.unheard ? notHeard : send)(run, asking, reading.again);
  }
  if ('stale' in reading) {
    return isDoubleTap(run, at, reading.stale)
      ? stop(run, { kind: 'kept' })
      : send(run, asking, [text('input.stale')]);
  }
  if (reading.nav === 'back') return goBack(run, asking, questionBefore(run.path));
  keep(run, asking, { at, skipped: true });
  return undefined;
};

/** The open question has been reached: with an answer, or only to be shown again. */
const meet = (run: Run, asking: Asking, answer: RawInput | undefined) => {
  run.met = true;
  if (!answer) return send(run, asking, []);
  if (answer.result) return stop(run, { kind: 'kept' });
  const choices = choicesOf(run, asking);
  const reading = readAnswer(answer, {
    choices,
    own: asking.message.choices?.length ?? 0,
    token: questionToken(run.input.dialog.id, keyOf(asking)),
    accept: asking.options.accept ?? defaultAccept,
    buttons: run.input.env.limits.buttons,
    labels: (texts) => run.input.ports.labels(texts),
  });
  return take(run, asking, reading);
};

/** What a stored answer means now; undefined when the question would no longer take it. */
const reuse = (asking: Asking, entry: Entry | undefined): { ok: unknown } | undefined => {
  // an entry of a question always holds a stored answer
  const stored = jsonCopy(entry?.[1]) as StoredAnswer | undefined;
  if (!stored) return undefined;
  if (stored.skipped) return asking.options.skip ? { ok: undefined } : undefined;
  const parsed = asking.parse(stored);
  return 'ok' in parsed ? parsed : undefined;
};

const isOffered = ({ message }: Asking, entry: Entry | undefined): boolean => {
  const choice = (entry?.[1] as StoredAnswer | undefined)?.choice;
  return (
    choice === undefined ||
    (message.choices ?? []).some((one) => 'answer' in one && one.answer === choice)
  );
};

/** An answer from before an edit: taken again if it still stands among what is offered. */
const takeAhead = (run: Run, asking: Asking): Entry | undefined => {
  const entry = run.ahead.get(keyOf(asking));
  run.ahead.delete(keyOf(asking));
  return asking.options.confirm || !isOffered(asking, entry) ? undefined : entry;
};

const askNew = (run: Run, asking: Asking) => {
  const { answer, dialog } = run.input;
  if ([...run.left.keys()].some(isExecutedKey)) return stop(run, { kind: 'changed' });
  const restarted = dialog.open !== undefined && !run.met;
  const lost = answer ? [text('dialog.answer_lost')] : [];
  return send(run, asking, restarted ? [text('dialog.question_changed'), ...lost] : [], restarted);
};

/** One question: answered before, answered now, or asked. */
export const askStep = (run: Run, asking: Asking): Promise<unknown> => {
  const key = keyOf(asking);
  return step(run, { key, alone: true }, (known) => {
    const heard = reuse(asking, known);
    if (known && heard) {
      run.path.push(known);
      return heard.ok;
    }
    const { dialog, answer } = run.input;
    if (dialog.open?.key === key) return meet(run, asking, answer);
    const entry = takeAhead(run, asking);
    const again = reuse(asking, entry);
    if (!entry || !again) return askNew(run, asking);
    run.path.push(entry);
    return again.ok;
  });
};
