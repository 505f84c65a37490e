import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Phrase } from '../../src/channels/channel.ts';
import { breach, fit } from '../../src/channels/fit.ts';
import { telegramLike, zaloLike } from '../../src/channels/limits.ts';
import type { Rendered, RenderedChoice } from '../../src/dialog/message.ts';

const phrase: Phrase = (key, params = {}) => [key, ...Object.values(params)].join(' ');
const linkTo = ({ id }: { id: string }): string => `https://bot.example/f/${id}`;

const choice = (number: number, more: Partial<RenderedChoice> = {}): RenderedChoice => ({
  id: `a:${number}`,
  label: `Chọn ${number}`,
  tone: 'plain',
  action: 'a',
  ...more,
});
const file = { id: 'f', name: 'Kế hoạch.docx', type: 'application/x', size: 9 };
const image = { id: 'i', name: 'bieu-do.png', type: 'image/png', size: 9 };
const fitted = (message: Partial<Rendered>, link = true) =>
  fit(
    { text: 'Kế hoạch đây', choices: [], ...message },
    zaloLike,
    phrase,
    link ? linkTo : undefined,
  );

describe('a message for Zalo', () => {
  test('has its files ahead of the words that the buttons hang on', () => {
    const choices = [choice(1)];
    expect(fitted({ choices, image, file, slot: 's' })).toEqual([
      { text: '', image, choices: [] },
      { text: '', file, choices: [] },
      { text: 'Kế hoạch đây', choices, slot: 's' },
    ]);
    expect(fitted({ text: '', image })).toEqual([{ text: '', image, choices: [] }]);
    expect(fitted({ text: '', file, choices })).toEqual([
      { text: '', file, choices: [] },
      { text: 'channel.choose', choices },
    ]);
  });

  test('has a link in place of a file that is too large or of a kind that Zalo does not take', () => {
    const sheet = { ...file, name: 'Số liệu.XLSX' };
    const large = { ...file, size: 5_000_001 };
    const named = 'Kế hoạch đây\n\nchannel.file_link';
    expect(fitted({ file: sheet })).toEqual([
      { text: `${named} Số liệu.XLSX https://bot.example/f/f`, choices: [] },
    ]);
    expect(fitted({ file: large })).toEqual([
      { text: `${named} Kế hoạch.docx https://bot.example/f/f`, choices: [] },
    ]);
    expect(fitted({ file: { ...file, name: 'README' } })[0]?.text).toContain('file_link');
  });

  test('says that a file is too large where nobody hands out links', () => {
    expect(fitted({ file: { ...file, size: 5_000_001 } }, false)[0]?.text).toContain(
      'channel.file_too_big',
    );
    const sheet = { ...file, name: 'a.xlsx' };
    expect(fitted({ file: sheet }, false)[0]).toEqual({ text: '', file: sheet, choices: [] });
  });

  test('keeps the number of a choice that became a button when others did not', () => {
    const choices = Array.from({ length: 7 }, (_, index) => choice(index + 1));
    const last = fitted({ choices }).at(-1);
    expect(last?.choices.map(({ number }) => number)).toEqual([3, 4, 5, 6, 7]);
    expect(last?.text).toContain('1. Chọn 1\n2. Chọn 2');
    expect(fitted({ choices: choices.slice(2) }).at(-1)?.choices[0]).not.toHaveProperty('number');
  });

  const anyFile = fc.record({
    id: fc.string({ minLength: 1 }),
    name: fc.oneof(fc.string(), fc.constantFrom('a.docx', 'b.pdf', 'c.xlsx', 'd.PNG')),
    type: fc.constant('application/x'),
    size: fc.nat({ max: 9_000_000 }),
  });
  const anyChoice = fc.record({
    id: fc.string({ minLength: 1, maxLength: 64 }),
    label: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
    tone: fc.constantFrom('plain' as const, 'primary' as const, 'danger' as const),
    action: fc.constant('a'),
  });

  test('always fits, whatever it was made of', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 9_000 }),
        fc.array(anyChoice, { maxLength: 40 }),
        fc.record({ image: anyFile, file: anyFile }, { requiredKeys: [] }),
        fc.boolean(),
        fc.boolean(),
        (text, choices, files, link, free) => {
          fc.pre(text.trim() !== '' || choices.length > 0 || Object.keys(files).length > 0);
          for (const like of [zaloLike, { ...zaloLike, buttons: 0 }, telegramLike]) {
            const message = { text, choices, ...files, ...(free ? ({ free } as const) : {}) };
            const parts = fit(message, like, phrase, link ? linkTo : undefined);
            expect(parts.map((part) => breach(part, like))).toEqual(parts.map(() => undefined));
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
