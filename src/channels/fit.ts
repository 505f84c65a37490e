import type { FileRef, Rendered } from '../dialog/message.ts';
import type { Limits, Phrase } from './channel.ts';
import { offer, offerByWord } from './offer.ts';
import { splitText } from './split.ts';

type Load = { carried: Pick<Rendered, 'image' | 'file'>; notes: string[] };

/** A link to a file that whoever has it may fetch, for a while; undefined where nobody hands any out. */
export type LinkTo = (file: FileRef) => string | undefined;

/** Whether the vendor takes the kind of file that its name ends in. */
const isTaken = ({ name }: FileRef, { fileTypes }: Limits): boolean =>
  fileTypes?.includes(/\.([a-z0-9]+)$/iu.exec(name)?.[1]?.toLowerCase() ?? '') ?? true;

const noteOn = ({ name }: FileRef, url: string | undefined, phrase: Phrase): string =>
  url === undefined
    ? phrase('channel.file_too_big', { name })
    : phrase('channel.file_link', { name, url });

const load = (
  { image, file }: Rendered,
  limits: Limits,
  phrase: Phrase,
  linkTo: LinkTo | undefined,
): Load => {
  const isCarried = (one: FileRef) =>
    one.size <= limits.fileSize && (one === image || isTaken(one, limits));
  const left = [image, file]
    .filter((one) => one !== undefined)
    .filter((one) => !isCarried(one))
    .map((one) => ({ one, url: linkTo?.(one) }))
    // Without a link a vendor may still take more kinds than it says.
    .filter(({ one, url }) => url !== undefined || one.size > limits.fileSize);
  const isLeft = (file: FileRef) => left.some(({ one }) => one === file);
  return {
    carried: {
      ...(image && !isLeft(image) ? { image } : {}),
      ...(file && !isLeft(file) ? { file } : {}),
    },
    notes: left.map(({ one, url }) => noteOn(one, url, phrase)),
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

/** Words that buttons hang on come last; where there are neither, the file stands alone. */
const aheadOf = (text: string, { image, file }: Load['carried']): Part[] => [
  ...(image ? [{ text: '', image }] : []),
  ...(file ? [{ text: '', file }] : []),
  ...(text === '' ? [] : [{ text }]),
];

const partsOf = (
  texts: readonly string[],
  carried: Load['carried'],
  { captionLength, filesApart }: Limits,
): Part[] => {
  const all = texts.map((text) => ({ text }));
  const { text } = all.pop() ?? { text: '' };
  if (filesApart && Object.keys(carried).length > 0) return [...all, ...aheadOf(text, carried)];
  const apart = captionLength !== undefined && Object.keys(carried).length > 0;
  return [...all, ...(apart ? withFiles(text, carried, captionLength) : [{ text, ...carried }])];
};

/** Buttons hang on words, or on a file that they may stand under. */
const wordsFor = (
  buttons: Rendered['choices'],
  hasFile: boolean,
  { filesApart }: Limits,
  phrase: Phrase,
): string => (buttons.length > 0 && (filesApart || !hasFile) ? phrase('channel.choose') : '');

const fitWords = (
  message: Rendered,
  limits: Limits,
  phrase: Phrase,
  linkTo: LinkTo | undefined,
): Rendered[] => {
  const choices = message.choices.map((one) => ({ ...one, label: oneLine(one.label) }));
  const { buttons, notes, otherwise } = (message.free ? offerByWord : offer)(
    choices,
    limits,
    phrase,
  );
  const { carried, notes: fileNotes } = load(message, limits, phrase, linkTo);
  const said = [message.text, ...fileNotes, ...notes].filter((one) => one !== '').join('\n\n');
  const hasFile = Object.keys(carried).length > 0;
  const text = said.trim() === '' ? wordsFor(buttons, hasFile, limits, phrase) : said;
  const parts = partsOf(splitText(text.normalize('NFC'), limits.textLength), carried, limits);
  const last = {
    choices: buttons,
    ...(message.slot === undefined ? {} : { slot: message.slot }),
    ...(otherwise === undefined ? {} : { otherwise }),
  };
  return parts.map((part, index) =>
    index < parts.length - 1 ? { ...part, choices: [] } : { ...part, ...last },
  );
};

/**
 * The messages that say `message` within `limits`, in order. Choices and slot stay with the last, image and file
 * too unless they go apart, so that what can be pressed stands at the bottom of the screen. With `linkTo`, a file
 * that the channel does not carry becomes a link. A card that asks for details stands alone, after all else.
 */
export const fit = (
  { asksContact, ...message }: Rendered,
  limits: Limits,
  phrase: Phrase,
  linkTo?: LinkTo,
): Rendered[] => {
  if (!asksContact || !limits.contactRequest) return fitWords(message, limits, phrase, linkTo);
  const { text, ...rest } = message;
  const hasMore = rest.choices.length > 0 || rest.image || rest.file;
  const ahead = hasMore ? fitWords({ ...rest, text: '' }, limits, phrase, linkTo) : [];
  return [...ahead, { text: text.normalize('NFC'), choices: [], asksContact }];
};

const cardBreach = (message: Rendered, { contactRequest }: Limits): string | undefined => {
  const { choices, image, file } = message;
  if (!contactRequest) return 'nobody can be asked for details';
  return choices.length > 0 || image || file ? 'there is more than a card' : undefined;
};

const apartBreach = ({ text, choices, image, file }: Rendered): string | undefined => {
  if (image && file) return 'there are two files';
  return text !== '' || choices.length > 0 ? 'there is more than a file' : undefined;
};

const besideBreach = (message: Rendered, limits: Limits): string | undefined => {
  const { text, image, file } = message;
  const { captionLength, filesApart } = limits;
  if (filesApart) return apartBreach(message);
  if (captionLength === undefined) return undefined;
  if (image && file) return 'there are two files';
  return text.length > captionLength
    ? `the text beside a file is longer than ${captionLength}`
    : undefined;
};

const fileBreach = (message: Rendered, limits: Limits): string | undefined => {
  const files = [message.image, message.file].filter((one) => one !== undefined);
  if (files.some(({ size }) => size > limits.fileSize)) {
    return `a file is larger than ${limits.fileSize} bytes`;
  }
  return files.length > 0 ? besideBreach(message, limits) : undefined;
};

/** What of `message` goes beyond `limits`, in words for a log; undefined when all is well. */
export const breach = (message: Rendered, limits: Limits): string | undefined => {
  const { text, choices, image, file, asksContact } = message;
  if (text === '' && !image && !file) return 'the message is empty';
  if (text.length > limits.textLength) return `the text is longer than ${limits.textLength}`;
  if (choices.length > limits.buttons) return `there are more than ${limits.buttons} buttons`;
  if (choices.some(({ label }) => label.length > limits.buttonTitle)) {
    return `a button's title is longer than ${limits.buttonTitle}`;
  }
  return asksContact ? cardBreach(message, limits) : fileBreach(message, limits);
};
