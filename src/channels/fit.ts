import type { FileRef, Rendered } from '../dialog/message.ts';
import type { Limits, Phrase } from './channel.ts';
import { offer } from './offer.ts';
import { splitText } from './split.ts';

type Load = { carried: Pick<Rendered, 'image' | 'file'>; notes: string[] };

const load = ({ image, file }: Rendered, limits: Limits, phrase: Phrase): Load => {
  const fits = (one: FileRef | undefined) => one !== undefined && one.size <= limits.fileSize;
  const tooBig = [image, file].filter((one) => one !== undefined && !fits(one));
  return {
    carried: {
      ...(image && fits(image) ? { image } : {}),
      ...(file && fits(file) ? { file } : {}),
    },
    notes: tooBig.map((one) => phrase('channel.file_too_big', { name: one?.name ?? '' })),
  };
};

const oneLine = (label: string) => label.normalize('NFC').replace(/\s+/gu, ' ').trim();

/**
 * The messages that say `message` within `limits`, in order. Choices, slot, image and file stay with the last,
 * so that what can be pressed stands at the bottom of the screen.
 */
export const fit = (message: Rendered, limits: Limits, phrase: Phrase): Rendered[] => {
  const choices = message.choices.map((one) => ({ ...one, label: oneLine(one.label) }));
  const { buttons, notes } = offer(choices, limits, phrase);
  const { carried, notes: fileNotes } = load(message, limits, phrase);
  const text = [message.text, ...fileNotes, ...notes].filter((one) => one !== '').join('\n\n');
  const parts = splitText(text.normalize('NFC'), limits.textLength);
  const slot = message.slot === undefined ? {} : { slot: message.slot };
  return parts.map((part, index) =>
    index < parts.length - 1
      ? { text: part, choices: [] }
      : { text: part, choices: buttons, ...slot, ...carried },
  );
};

/** What of `message` goes beyond `limits`, in words for a log; undefined when all is well. */
export const breach = (
  { text, choices, image, file }: Rendered,
  limits: Limits,
): string | undefined => {
  if (text === '' && !image && !file) return 'the message is empty';
  if (text.length > limits.textLength) return `the text is longer than ${limits.textLength}`;
  if (choices.length > limits.buttons) return `there are more than ${limits.buttons} buttons`;
  if (choices.some(({ label }) => label.length > limits.buttonTitle)) {
    return `a button's title is longer than ${limits.buttonTitle}`;
  }
  const heavy = [image, file].some((one) => one && one.size > limits.fileSize);
  return heavy ? `a file is larger than ${limits.fileSize} bytes` : undefined;
};
