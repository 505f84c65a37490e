import type { Intent } from '../src/dialog/intent.ts';
import { text, type Message } from '../src/dialog/message.ts';
import type { Parse, Turn } from '../src/dialog/turn.ts';
import type { ItemCode } from '../src/domain/programme.ts';
import { itemIntent } from './buttons.ts';
import { itemCodeAlone, placedLine, type PlacedLine } from './one-line.ts';
import type { PlanSubject } from './subject.ts';
import { writeTask } from './task.ts';

type Typed = { line: PlacedLine } | { code: ItemCode };

const parseTyped: Parse<Typed> = ({ text: words = '' }) => {
  const line = placedLine(words);
  if (line) return { ok: { line } };
  const code = itemCodeAlone(words);
  return code === undefined ? { retry: [text('plan.pick')] } : { ok: { code } };
};

/**
 * A page of somebody's plan: its buttons work at any age, and while it is the last thing said a sub-item's code
 * opens that sub-item and a whole task in one line is taken up. A flow that shows one must not have used the
 * keys of `writeTask`.
 */
export const planPage = async (
  t: Turn,
  at: PlanSubject,
  message: Message,
  slot?: string,
): Promise<Intent | undefined> => {
  const options = { back: false, menu: true, ...(slot ? { slot } : {}) };
  const typed = await t.ask('page', message, parseTyped, options);
  const { unitId, year } = at;
  return 'line' in typed
    ? writeTask(t, { unitId, year, code: typed.line.item }, typed.line)
    : itemIntent({ unitId, year, code: typed.code });
};
