import { DialogFault } from './fault.ts';
import { text, type Choice } from './message.ts';

/** Answers of the runner's own choices; no flow may use a '~' in front. */
const reserved = '~';
const navAnswers = { back: `${reserved}back`, skip: `${reserved}skip` } as const;

export type Nav = keyof typeof navAnswers;

export const navChoice = (nav: Nav): Choice => ({
  label: text(`nav.${nav}`),
  answer: navAnswers[nav],
  narrow: true,
});

export const navOf = (answer: string): Nav | undefined => {
  if (answer === navAnswers.back) return 'back';
  return answer === navAnswers.skip ? 'skip' : undefined;
};

/** Telegram's limit for `callback_data`, in UTF-8 bytes; the shortest of all channels. */
const maxBytes = 64;
const pressed = /^=([0-9a-z]{8}):(.*)$/su;

/** Folds text into 53 bits (cyrb53, public domain): enough to tell questions apart, no secret. */
const hash53 = (words: string): number => {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < words.length; i += 1) {
    const unit = words.charCodeAt(i);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
};

/** Eight characters that name one question of one dialog: a button of any other question is stale. */
export const questionToken = (dialogId: string, openKey: string): string =>
  hash53(`${dialogId}\n${openKey}`).toString(36).padStart(8, '0').slice(-8);

/** What a channel sends back when this choice is pressed; at most 64 bytes. */
export const choiceId = (choice: Choice, token: string): string => {
  const id = 'intent' in choice ? choice.intent : `=${token}:${choice.answer}`;
  if (new TextEncoder().encode(id).length > maxBytes) {
    throw new DialogFault('bad_choice', `longer than ${maxBytes} bytes: ${id}`);
  }
  return id;
};

/** The parts of a pressed answer; undefined for an intent or anything else. */
export const parseAnswerId = (id: string): { token: string; answer: string } | undefined => {
  const [, token, answer] = pressed.exec(id) ?? [];
  return token === undefined || answer === undefined ? undefined : { token, answer };
};

/** A flow's choices, checked: its answers may not look like the runner's own, nor be given twice. */
export const checkChoices = (choices: readonly Choice[]): void => {
  const seen = new Set<string>();
  for (const choice of choices) {
    const id = choiceId(choice, '00000000');
    if ('answer' in choice && choice.answer.startsWith(reserved)) {
      throw new DialogFault('bad_choice', `reserved: ${id}`);
    }
    if (seen.has(id)) throw new DialogFault('bad_choice', `offered twice: ${id}`);
    seen.add(id);
  }
};
