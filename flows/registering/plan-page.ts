import type { Intent } from '../../src/dialog/intent.ts';
import { text, type Message } from '../../src/dialog/message.ts';
import type { Parse, Turn } from '../../src/dialog/turn.ts';
import type { ItemCode } from '../../src/domain/programme.ts';
import { fold } from '../../src/domain/text.ts';
import { looksLikePlan } from '../../src/domain/plan-paste.ts';
import { bringIntent, itemIntent, lineIntent } from '../talking/buttons.ts';
import { itemCodeAlone, placedLine } from './one-line.ts';
import type { PlanSubject } from '../talking/subject.ts';

type Typed = { code: ItemCode; line?: string } | { plan: string };

export type PageOptions = {
  slot?: string;
  /** The sub-item whose page this is: a line that names none is meant for it. */
  code?: ItemCode;
  /** Sub-items that the page shows by name, so that a name may be typed too. */
  items?: readonly { code: ItemCode; short: string }[];
};

const fewestLetters = 4;

/** Enough of the beginning of a name to mean one only. */
const itemNamed = (words: string, { items = [] }: PageOptions): ItemCode | undefined => {
  const name = fold(words).replace(/[^\p{L}\p{N}]+$/u, '');
  if (name.length < fewestLetters) return undefined;
  const named = items.filter(({ short }) => fold(short).startsWith(name));
  return named.length === 1 ? named[0]?.code : undefined;
};

const parseTyped =
  (options: PageOptions): Parse<Typed> =>
  ({ text: words = '' }) => {
    if (looksLikePlan(words)) return { ok: { plan: words } };
    const line = placedLine(words, options.code);
    if (line) return { ok: { code: line.item, line: words } };
    const code = itemCodeAlone(words) ?? itemNamed(words, options);
    return code === undefined ? { retry: [text('plan.pick')] } : { ok: { code } };
  };

/**
 * A page of somebody's plan: its buttons work at any age, and while it is the last thing said a sub-item's code
 * opens that sub-item and a whole task in one line is taken up.
 */
export const planPage = async (
  t: Turn,
  at: PlanSubject,
  message: Message,
  options: PageOptions = {},
): Promise<Intent | undefined> => {
  const { slot } = options;
  const asking = { back: false, menu: true, ...(slot ? { slot } : {}) };
  const typed = await t.ask('page', message, parseTyped(options), asking);
  if ('plan' in typed) return bringIntent(at, typed.plan);
  const place = { ...at, code: typed.code };
  return typed.line === undefined ? itemIntent(place) : lineIntent(place, typed.line);
};
