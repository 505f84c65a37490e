import { parseAnswerId } from '../../dialog/choice-id.ts';
import { parseIntent, type Intent } from '../../dialog/intent.ts';
import type { RawInput } from '../../dialog/read-answer.ts';
import type { Flow, Start } from '../../dialog/turn.ts';
import { fold } from '../../domain/text.ts';
import type { ChosenByWord } from './choice-by-word.ts';
import type { FlowList } from './flow-list.ts';

/** Where an event goes. */
export type Route =
  | { to: 'flow'; flow: Flow; start: Start }
  /** The open question hears it. */
  | { to: 'question' }
  /** A button of something that is over, and nothing is open. */
  | { to: 'stale' }
  | { to: 'resume' | 'drop'; ref: string }
  /** The message that a word asks for has fewer choices. */
  | { to: 'no_choice'; count: number }
  | { to: 'cancel' };

export type RouteContext = {
  flows: FlowList;
  member: boolean;
  hasOpen: boolean;
  /** What the typed words choose of a message that is no question. */
  chosen?: ChosenByWord;
};

const command = /^\/\s*([^\s@]+)(?:@\S*)?\s*([\s\S]*)$/u;
const cancelWords = new Set(['huy', 'cancel']);

/** Somebody who has not joined gets only what is open to all; everything else leads to the welcome. */
const guarded = (flow: Flow, start: Start, { flows, member }: RouteContext): Route =>
  member || flow.open
    ? { to: 'flow', flow, start }
    : { to: 'flow', flow: flows.stranger, start: {} };

export const routeIntent = (intent: Intent, context: RouteContext): Route => {
  const { action, subject = '' } = intent;
  if (action === 'cancel') return { to: 'cancel' };
  if (action === 'resume' || action === 'drop') return { to: action, ref: subject };
  const flow = context.flows.byIntent(action);
  return flow ? guarded(flow, { intent }, context) : { to: 'stale' };
};

const routePress = (press: string, context: RouteContext): Route => {
  const intent = parseAnswerId(press) ? undefined : parseIntent(press);
  if (intent) {
    const route = routeIntent(intent, context);
    if (route.to !== 'stale') return route;
  }
  return context.hasOpen ? { to: 'question' } : { to: 'stale' };
};

/** As a press, but never an answer to what is open. */
const routeChosen = (chosen: ChosenByWord, context: RouteContext): Route =>
  'press' in chosen
    ? routePress(chosen.press, { ...context, hasOpen: false })
    : { to: 'no_choice', count: chosen.count };

const routeCommand = (word: string, words: string, context: RouteContext): Route => {
  if (cancelWords.has(fold(word))) return { to: 'cancel' };
  const flow = context.flows.byCommand(word);
  const start = words ? { words } : {};
  if (flow) return guarded(flow, start, context);
  return unasked({ words: `/${word}` }, context);
};

/** Nothing open is meant by it. */
export const unasked = (start: Start, { flows, member }: RouteContext): Route => ({
  to: 'flow',
  flow: member ? flows.fallback : flows.stranger,
  start,
});

/**
 * A slash always means a command, a word with a number may mean a choice; digits and other words mean something
 * only to the question that is open.
 */
export const route = (input: RawInput, context: RouteContext): Route => {
  if (input.press !== undefined) return routePress(input.press, context);
  const words = input.text?.trim() ?? '';
  const [, word, rest = ''] = command.exec(words) ?? [];
  if (word) return routeCommand(word, rest.trim(), context);
  if (context.chosen) return routeChosen(context.chosen, context);
  if (context.hasOpen) return { to: 'question' };
  return unasked(words ? { words } : {}, context);
};
