import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { flaws } from '../../src/domain/flaws.ts';
import { refusalCodes } from '../../src/domain/refusals.ts';
import { registrationStates, returnReasons } from '../../src/domain/registration.ts';
import { usedKeys } from './used-keys.ts';

const folder = join(import.meta.dirname, '../../locales');
const namespaces = readdirSync(join(folder, 'vi')).map((file) => file.replace('.json', ''));

type Tree = { [key: string]: string | Tree };

const flat = (tree: Tree, prefix: string): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${prefix}.${key}`, value] as [string, string]]
      : flat(value, `${prefix}.${key}`),
  );

const wordsOf = (lang: string): Map<string, string> =>
  new Map(
    readdirSync(join(folder, lang)).flatMap((file) =>
      flat(
        JSON.parse(readFileSync(join(folder, lang, file), 'utf8')) as Tree, // it is ours
        file.replace('.json', ''),
      ),
    ),
  );

const vi = wordsOf('vi');
const en = wordsOf('en');

/** i18next's endings for English plurals stand for the plain key. */
const plain = (key: string) => {
  const stem = key.replace(/_(one|other)$/u, '');
  return en.has(`${stem}_one`) ? stem : key;
};
const plainKeys = (words: ReadonlyMap<string, string>) =>
  [...new Set([...words.keys()].map(plain))].sort();

const parametersOf = (sentence: string) =>
  [...sentence.matchAll(/\{\{(\w+)\}\}/gu)].map(([, name]) => name).sort();

describe('words', () => {
  it('are there in both languages', () => {
    expect(plainKeys(en)).toEqual(plainKeys(vi));
  });

  it('have the same parameters in both languages', () => {
    const forms = (key: string) =>
      [en.get(key), en.get(`${key}_one`), en.get(`${key}_other`)].filter(
        (one): one is string => one !== undefined,
      );
    const unlike = [...vi].filter(([key, sentence]) => {
      const names = (words: readonly string[]) =>
        [...new Set(words.flatMap(parametersOf))].sort().join();
      return names([sentence]) !== names(forms(key));
    });
    expect(unlike).toEqual([]);
  });

  it('are NFC, say something, and end without a space', () => {
    const bad = [...vi, ...en].filter(
      ([, one]) => one !== one.normalize('NFC') || one.trim() === '' || /\s$/u.test(one),
    );
    expect(bad).toEqual([]);
  });

  it('speak to a comrade, never to "bạn" or "anh/chị"', () => {
    const bad = [...vi].filter(([, one]) =>
      /(?<!\p{L})(bạn|anh\/chị|quý khách)(?!\p{L})/iu.test(one),
    );
    expect(bad).toEqual([]);
  });
});

describe('keys', () => {
  const { keys, patterns } = usedKeys(namespaces);
  const known = plainKeys(vi);

  it('that the program names exist', () => {
    expect([...keys].filter((key) => !known.includes(key))).toEqual([]);
  });

  it('that the program builds exist', () => {
    expect(patterns.filter((one) => !known.some((key) => one.test(key)))).toEqual([]);
  });

  it('are all used', () => {
    const unused = known.filter((key) => !keys.has(key) && !patterns.some((one) => one.test(key)));
    expect(unused).toEqual([]);
  });

  it.each([
    ['refusal', refusalCodes],
    ['task.flaw', flaws],
    ['send.flaw', flaws],
    ['state', registrationStates],
    ['help.now', registrationStates],
    ['review.reason', returnReasons],
    ['role', ['secretary', 'deputy', 'cadre', 'admin']],
    ['input', ['sticker', 'voice', 'location', 'contact', 'empty', 'unsupported', 'file']],
    ['refusal.what', ['approved', 'returned', 'closed', 'accepted', 'rejected']],
  ] as const)('%s has a sentence for every member of its list', (prefix, list) => {
    expect(list.filter((one) => !known.includes(`${prefix}.${one}`))).toEqual([]);
  });
});
