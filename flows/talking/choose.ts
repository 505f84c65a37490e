import { text, type Message } from '../../src/dialog/message.ts';
import type { AskOptions, Parse, Turn } from '../../src/dialog/turn.ts';

const chooseAgain = { retry: [text('input.choose')] };

/** Takes one of these choices and nothing else. */
export const oneOf =
  <T extends string>(...answers: readonly T[]): Parse<T> =>
  ({ choice }) => {
    const found = answers.find((one) => one === choice);
    return found === undefined ? chooseAgain : { ok: found };
  };

const menu: AskOptions = { accept: ['choice'], back: false, menu: true };

/**
 * A page to look at, whose choices are all intents: they work at any age, and while the page is the last thing
 * said its numbers and words can be typed too; any other words leave it. So the talk ends here in any case.
 */
export const browse = async (t: Turn, message: Message): Promise<undefined> => {
  if (!message.choices?.length) await t.say('page', message);
  else await t.ask<never>('page', message, () => chooseAgain, menu);
  return undefined;
};
