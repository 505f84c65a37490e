import type { RenderedChoice } from '../dialog/message.ts';
import type { Limits, Phrase } from './channel.ts';
import { cutTitle } from './split.ts';

/**
 * What of a message's choices becomes buttons, and what the text says about the others; `otherwise` says the
 * buttons too, of a message that is no question.
 */
export type Offer = { buttons: RenderedChoice[]; notes: string[]; otherwise?: string };

type Numbered = { choice: RenderedChoice; number: number };

/**
 * Decisions first, then the last ones, which lead on or back. A choice with a code never fills a place: three
 * buttons out of fifteen equal items would only look like the only three.
 */
const mostUseful = (all: readonly Numbered[], places: number): Numbered[] => {
  const toned = all.filter(({ choice }) => choice.tone !== 'plain');
  const plain = all.filter(({ choice }) => choice.tone === 'plain' && choice.code === undefined);
  return [...toned, ...plain.reverse()].slice(0, places).sort((a, b) => a.number - b.number);
};

const codeNote = (coded: readonly Numbered[], phrase: Phrase): string[] => {
  const example = coded[0]?.choice.code;
  return example === undefined ? [] : [phrase('channel.choose_code', { example })];
};

/** `isAll`: there is no other way to choose. */
const numberNote = (listed: readonly Numbered[], isAll: boolean, phrase: Phrase): string[] => {
  const lines = listed.map(({ choice, number }) => `${number}. ${choice.label}`);
  const intro = phrase(isAll ? 'channel.choose_number_all' : 'channel.choose_number');
  return lines.length === 0 ? [] : [[intro, ...lines].join('\n')];
};

type Offered = { shown: readonly Numbered[]; others: readonly Numbered[] };

const offered = (choices: readonly RenderedChoice[], { buttons }: Limits): Offered => {
  const all = choices.map((choice, index) => ({ choice, number: index + 1 }));
  const shown = all.length <= buttons ? all : mostUseful(all, buttons);
  return { shown, others: all.filter((one) => !shown.includes(one)) };
};

const buttonsOf = ({ shown, others }: Offered, { buttonTitle }: Limits): RenderedChoice[] =>
  shown.map(({ choice, number }) => ({
    ...choice,
    label: cutTitle(choice.label, buttonTitle),
    ...(others.length > 0 ? { number } : {}),
  }));

const wordLines = (listed: readonly Numbered[], phrase: Phrase): string =>
  listed
    .map(({ choice: { label }, number }) => phrase('channel.word_line', { number, label }))
    .join('\n');

/** Every choice stays reachable: as a button, by the code that the text shows, or by its number (from 1). */
export const offer = (
  choices: readonly RenderedChoice[],
  limits: Limits,
  phrase: Phrase,
): Offer => {
  const found = offered(choices, limits);
  const coded = found.others.filter(({ choice }) => choice.code !== undefined);
  const listed = found.others.filter((one) => !coded.includes(one));
  const isAll = found.shown.length + coded.length === 0;
  return {
    buttons: buttonsOf(found, limits),
    notes: [...codeNote(coded, phrase), ...numberNote(listed, isAll, phrase)],
  };
};

/**
 * The same for a message that is no question. A bare number or a code would answer whatever question is open, so
 * a word goes with the number: it works at any time.
 */
export const offerByWord = (
  choices: readonly RenderedChoice[],
  limits: Limits,
  phrase: Phrase,
): Offer => {
  const found = offered(choices, limits);
  const { shown, others } = found;
  const [intro, rest] = [phrase('channel.choose_word'), phrase('channel.choose_word_other')];
  const note = `${shown.length > 0 ? rest : intro}\n${wordLines(others, phrase)}`;
  const lines = wordLines(shown, phrase);
  return {
    buttons: buttonsOf(found, limits),
    notes: others.length > 0 ? [note] : [],
    ...(shown.length > 0 ? { otherwise: others.length > 0 ? lines : `${intro}\n${lines}` } : {}),
  };
};
