import type { RenderedChoice } from '../dialog/message.ts';
import type { Limits, Phrase } from './channel.ts';
import { cutTitle } from './split.ts';

/** What of a message's choices becomes buttons, and what the text says about the others. */
export type Offer = { buttons: RenderedChoice[]; notes: string[] };

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

const numberNote = (listed: readonly Numbered[], phrase: Phrase): string[] => {
  const lines = listed.map(({ choice, number }) => `${number}. ${choice.label}`);
  return lines.length === 0 ? [] : [[phrase('channel.choose_number'), ...lines].join('\n')];
};

/** Every choice stays reachable: as a button, by the code that the text shows, or by its number (from 1). */
export const offer = (
  choices: readonly RenderedChoice[],
  limits: Limits,
  phrase: Phrase,
): Offer => {
  const all = choices.map((choice, index) => ({ choice, number: index + 1 }));
  const shown = all.length <= limits.buttons ? all : mostUseful(all, limits.buttons);
  const others = all.filter((one) => !shown.includes(one));
  const isCoded = ({ choice }: Numbered) => choice.code !== undefined;
  return {
    buttons: shown.map(({ choice, number }) => ({
      ...choice,
      label: cutTitle(choice.label, limits.buttonTitle),
      ...(others.length > 0 ? { number } : {}),
    })),
    notes: [
      ...codeNote(others.filter(isCoded), phrase),
      ...numberNote(
        others.filter((one) => !isCoded(one)),
        phrase,
      ),
    ],
  };
};
