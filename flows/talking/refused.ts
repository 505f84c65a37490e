import { text, type Choice, type Message, type Param } from '../../src/dialog/message.ts';
import type { Turn } from '../../src/dialog/turn.ts';
import type { Refusal } from '../../src/domain/refusals.ts';
import { helpButton } from './buttons.ts';

type Params = Readonly<Record<string, Param>>;

/** Words of ours among the parameters; the others are names, times and numbers. */
const worded = ({ params = {} }: Refusal): Params =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]): [string, Param] => {
      if (name === 'state') return [name, text(`state.${value}`)];
      if (name === 'what' || name === 'field') return [name, text(`refusal.${name}.${value}`)];
      return [name, value];
    }),
  );

const keyOf = ({ code, params }: Refusal): string =>
  code === 'changed' && params?.who === undefined ? 'refusal.undone' : `refusal.${code}`;

/** What was refused, in one sentence, and the next step. */
export const refusedMessage = (
  refusal: Refusal,
  next: readonly Choice[] = [helpButton],
): Message => ({ lines: [text(keyOf(refusal), worded(refusal))], choices: next });

/** Says so and ends: `return await refuse(t, …)`. */
export const refuse = async (
  t: Turn,
  refusal: Refusal,
  next?: readonly Choice[],
): Promise<undefined> => {
  await t.say('refused', refusedMessage(refusal, next));
  return undefined;
};
