import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { zaloEnvironment } from '../../src/app/zalo-config.ts';
import { outsideFields, outsideKinds } from '../../src/domain/outside.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** What stands in code fences is no link and no heading. */
const wordsOf = (path: string): string => read(path).replace(/^```.*?^```/gmsu, '');

/** As GitHub makes them. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replaceAll(' ', '-');

const anchorsOf = (path: string): string[] =>
  [...wordsOf(path).matchAll(/^#+ (.+)$/gmu)].map(([, heading = '']) => anchorOf(heading));

const linksOf = (path: string): string[] =>
  [...wordsOf(path).matchAll(/\]\(([^)]+)\)|<img src="([^"]+)"/gu)]
    .map(([, link, image]) => link ?? image ?? '')
    .filter((link) => !/^https?:/u.test(link));

const isThere = (page: string, link: string): boolean => {
  const [file = '', anchor] = link.split('#');
  const path = file === '' ? page : relative(root, join(root, dirname(page), file));
  if (!existsSync(join(root, path))) return false;
  return anchor === undefined || anchorsOf(path).includes(anchor);
};

test('links between the pages lead to files and headings that are there', () => {
  const links = pages.flatMap((page) => linksOf(page).map((link) => ({ page, link })));
  expect(links.length).toBeGreaterThan(30);
  expect(links.filter(({ page, link }) => !isThere(page, link))).toEqual([]);
});

test('the pages are in Unicode form NFC', () => {
  expect(pages.filter((page) => read(page) !== read(page).normalize('NFC'))).toEqual([]);
});

test('every setting of Zalo stands on its page', () => {
  const page = read('docs/zalo.md');
  const names = Object.keys(zaloEnvironment.shape);
  expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

test('every setting of Zalo but the addresses of stand-ins is passed on by compose.yaml', () => {
  const compose = read('compose.yaml');
  const names = Object.keys(zaloEnvironment.shape).filter((name) => !name.endsWith('_ROOT'));
  const line = (name: string) => `      ${name}: \${${name}:-}\n`;
  expect(names.filter((name) => !compose.includes(line(name)))).toEqual([]);
});

/** The four that an office submits, each under a heading that names its kind. */
const templates = [...read('docs/zalo.md').matchAll(/^### Mẫu \d: .+?(?=^### )/gmsu)].map(
  ([words]) => words,
);

test('there is a text to submit for each kind of template', () => {
  const kinds = templates.map((words) => /\(`(\w+)`\)$/mu.exec(words)?.[1]);
  expect(kinds).toEqual(outsideKinds);
});

const partsOf = (words: string, name: RegExp): string[] =>
  [...words.matchAll(/^\* (.+?): `(.+)`$/gmu)].flatMap(([, part = '', said = '']) =>
    name.test(part) ? [said] : [],
  );

const rowsOf = (words: string): { name: string; value: string }[] =>
  [...words.matchAll(/^\| ([^|]+?) \| `([^`|]+)` \|$/gmu)].map(([, name = '', value = '']) => ({
    name,
    value,
  }));

const within = (least: number, most: number) => (words: string) =>
  words.length >= least && words.length <= most;

test.each(templates.map((words) => [words.split('\n')[0] ?? '', words]))(
  '%s keeps to what Zalo takes',
  (_, words) => {
    const rows = rowsOf(words);
    expect(partsOf(words, /^Tên mẫu$/u).filter(within(10, 60))).toHaveLength(1);
    expect(partsOf(words, /^Tiêu đề$/u).filter(within(9, 65))).toHaveLength(1);
    expect(partsOf(words, /^Đoạn \d$/u).filter(within(9, 400))).toHaveLength(2);
    expect(partsOf(words, /^Nút$/u).filter(within(5, 30))).toHaveLength(1);
    expect(rows.length).toBeGreaterThanOrEqual(2);
    expect(rows.length).toBeLessThanOrEqual(8);
    expect(rows.filter(({ name }) => !within(3, 35)(name))).toEqual([]);
    const fields: readonly string[] = outsideFields;
    const used = [...words.matchAll(/<([^>]*)>/gu)].map(([, name = '']) => name);
    expect(used).toContain('person');
    expect(used.filter((name) => !fields.includes(name))).toEqual([]);
  },
);
