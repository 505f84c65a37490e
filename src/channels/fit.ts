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

type Part = Pick<Rendered, 'text' | 'image' | 'file'>;

/** Where a message carries one file at most, a long text and a second file are messages of their own. */
const withFiles = (text: string, { image, file }: Load['carried'], most: number): Part[] => {
  const tooLong = text.length > most;
  const beside = tooLong ? '' : text;
  const ahead = tooLong ? [{ text }] : [];
  if (!file) return [...ahead, { text: beside, ...(image ? { image } : {}) }];
  return [...ahead, ...(image ? [{ text: '', image }] : []), { text: beside, file }];
};

const partsOf = (
  texts: readonly string[],
  carried: Load['carried'],
  { captionLength }: Limits,
): Part[] => {
  const all = texts.map((text) => ({ text }));
  const { text } = all.pop() ?? { text: '' };
  const apart = captionLength !== undefined && Object.keys(carried).length > 0;
  return [...all, ...(apart ? withFiles(text, carried, captionLength) : [{ text, ...carried }])];
};

/**
 * The messages that say `message` within `limits`, in order. Choices, slot, image and file stay with the last,
 * so that what can be pressed stands at the bottom of the screen.
 */
export const fit = (message: Rendered, limits: Limits, phrase: Phrase): Rendered[] => {
  const choices = message.choices.map((one) => ({ ...one, label: oneLine(one.label) }));
  const { buttons, notes } = offer(choices, limits, phrase);
  const { carried, notes: fileNotes } = load(message, limits, phrase);
  const text = [message.text, ...fileNotes, ...notes].filter((one) => one !== '').join('\n\n');
  const parts = partsOf(splitText(text.normalize('NFC'), limits.textLength), carried, limits);
  const slot = message.slot === undefined ? {} : { slot: message.slot };
  return parts.map((part, index) =>
    index < parts.length - 1 ? { ...part, choices: [] } : { ...part, choices: buttons, ...slot },
  );
};

const fileBreach = (
  { text, image, file }: Rendered,
  { fileSize, captionLength }: Limits,
): string | undefined => {
  if ([image, file].some((one) => one && one.size > fileSize)) {
    return `a file is larger than ${fileSize} bytes`;
  }
  if (captionLength === undefined || (!image && !file)) return undefined;
  if (image && file) return 'there are two files';
  return text.length > captionLength
    ? `the text beside a file is longer than ${captionLength}`
    : undefined;
};

/** What of `message` goes beyond `limits`, in words for a log; undefined when all is well. */
export const breach = (message: Rendered, limits: Limits): string | undefined => {
  const { text, choices, image, file } = message;
  if (text === '' && !image && !file) return 'the message is empty';
  if (text.length > limits.textLength) return `the text is longer than ${limits.textLength}`;
  if (choices.length > limits.buttons) return `there are more than ${limits.buttons} buttons`;
  if (choices.some(({ label }) => label.length > limits.buttonTitle)) {
    return `a button's title is longer than ${limits.buttonTitle}`;
  }
  return fileBreach(message, limits);
};
