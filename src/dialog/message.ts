/**
 * The vocabulary of everything the bot says. A message names sentences by key; words are put in only when
 * it is delivered, in the reader's language and within the limits of the reader's channel.
 */
import type { FileRef } from '../domain/files.ts';

/** A sentence of ours (`key` in locales/) or somebody's own words (`raw`), never mixed by hand. */
export type Text = { key: string; params?: Readonly<Record<string, Param>> } | { raw: string };

/** A nested `Text` is rendered in the same language; an array is joined by ", ". */
export type Param = string | number | Text | readonly Text[];

/** What a press means to the person; a channel may colour it. */
export type Tone = 'plain' | 'primary' | 'success' | 'danger';

/**
 * One thing to choose. `answer` answers the question that carries it and dies with that question;
 * `intent` (see intent.ts) works at any time, from a message of any age.
 */
export type Choice = {
  label: Text;
  tone?: Tone;
  /** The text above already shows this code ("1.2"): typing it chooses, and no numbered line repeats it. */
  code?: string;
  /** May share a row with its neighbours where the channel has rows. */
  narrow?: boolean;
} & ({ answer: string } | { intent: string });

export type { FileRef };

/** `lines` are shown one below the other; `{raw: ''}` is an empty line. */
export type Message = {
  lines: readonly Text[];
  choices?: readonly Choice[];
  image?: FileRef;
  file?: FileRef;
  /**
   * Asks, by a card of the vendor's where there is one, for what the person may share of themselves: after their
   * consent only. The first line is its title (100), the others its words (500); elsewhere they are said as words.
   */
  asksContact?: true;
};

/** A message in words, before it is fitted to a channel. */
export type Rendered = {
  text: string;
  choices: readonly RenderedChoice[];
  /** One place on the screen: a later message with the same slot replaces it where the channel can edit. */
  slot?: string;
  image?: FileRef;
  file?: FileRef;
  asksContact?: true;
  /** It is no question: digits mean nothing to it, and what is no button is chosen by a word and its number. */
  free?: true;
  /** Of such a message, after fitting: its buttons in words, for a vendor that turns out to take none. */
  otherwise?: string;
};

/** `id` comes back as the press; `action` is its meaning in one word, for testers and logs. */
export type RenderedChoice = {
  id: string;
  label: string;
  tone: Tone;
  action: string;
  code?: string;
  narrow?: boolean;
  /** Its place among all choices, from 1, where not all of them are buttons. */
  number?: number;
};

export const text = (key: string, params?: Readonly<Record<string, Param>>): Text =>
  params ? { key, params } : { key };

export const raw = (words: string): Text => ({ raw: words });

export const blank: Text = { raw: '' };
