import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

/** What Zalo takes for a label of one's own; longer words would be cut off. */
const longest = 30;

/** Sentences for a chat, which no template carries. */
const sentences: readonly string[] = ['unsent', 'unsent_hint', 'unit_unsent'];

const phrasesOf = (lang: string): [string, string][] => {
  const path = join(import.meta.dirname, '../../locales', lang, 'brief.json');
  const words = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>; // it is ours
  return Object.entries(words)
    .filter(([key]) => !sentences.includes(key))
    .map(([key, phrase]) => [key, phrase.replace(/\{\{\w+\}\}/gu, '99').normalize('NFC')]);
};

test.each(['vi', 'en'])(
  'in %s each phrase of a template fits, with figures of two digits',
  (lang) => {
    const phrases = phrasesOf(lang);
    expect(phrases.length).toBeGreaterThan(25);
    expect(phrases.filter(([, phrase]) => phrase.length > longest)).toEqual([]);
  },
);
