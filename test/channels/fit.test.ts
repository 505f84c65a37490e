import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Limits, Phrase } from '../../src/channels/channel.ts';
import { breach, fit } from '../../src/channels/fit.ts';
import { telegramLike, webLike, zaloLike } from '../../src/channels/limits.ts';
import { splitText } from '../../src/channels/split.ts';
import type { Rendered, RenderedChoice, Tone } from '../../src/dialog/message.ts';

const words: Record<string, string> = {
  'channel.choose_number': 'Trả lời bằng số:',
  'channel.choose_number_all': 'Gõ số để chọn:',
  'channel.choose_code': 'Gõ mã, ví dụ {example}.',
  'channel.choose_word': 'Để chọn, gõ:',
  'channel.choose_word_other': 'Khác, gõ:',
  'channel.word_line': 'XEM {number}. {label}',
  'channel.file_too_big': 'Tệp {name} quá lớn.',
};
const phrase: Phrase = (key, params = {}) =>
  Object.entries(params).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, String(value)),
    words[key] ?? key,
  );

const limits = (more: Partial<Limits> = {}): Limits => ({ ...zaloLike, ...more });

const choice = (label: string, more: Partial<RenderedChoice> = {}): RenderedChoice => ({
  id: `id:${label}`,
  label,
  tone: 'plain',
  action: 'open',
  ...more,
});
const labels = (message: Rendered | undefined) => message?.choices.map(({ label }) => label);
const fitted = (message: Partial<Rendered>, within = limits()) =>
  fit({ text: 'Chọn đi', choices: [], ...message }, within, phrase);

describe('a text that is too long', () => {
  const parts = (text: string, textLength: number) => splitText(text, textLength);

  it.each([
    ['stays whole at exactly the limit', 'abcde fghi', 10, ['abcde fghi']],
    ['is cut between paragraphs first', 'Một hai.\n\nBa bốn năm.', 14, ['Một hai.', 'Ba bốn năm.']],
    ['is cut between lines before sentences', 'A b. C d\nE f g h', 12, ['A b. C d', 'E f g h']],
    [
      'is cut between sentences before words',
      'Một hai. Ba bốn năm',
      15,
      ['Một hai.', 'Ba bốn năm'],
    ],
    ['is cut between words', 'một hai ba bốn', 8, ['một hai', 'ba bốn']],
    [
      'passes over a border that leaves a part nearly empty',
      'A\n\nb c d e f g h i',
      10,
      ['A\n\nb c d e', 'f g h i'],
    ],
    ['is cut inside a word only when it has no border', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['keeps a space that does not break', 'a 15\u00a0tháng', 9, ['a', '15\u00a0tháng']],
    ['keeps quotes with their sentence', '“Một.” Hai ba', 9, ['“Một.”', 'Hai ba']],
    ['never cuts a pair of surrogates', '😀😀😀', 3, ['😀', '😀', '😀']],
    ['never cuts a letter from its marks', 'x̣́x̣́x̣́', 4, ['x̣́', 'x̣́', 'x̣́']],
    ['never cuts a space from the mark upon it', 'abcd \u0301efgh', 5, ['abcd', ' \u0301efg', 'h']],
    ['never cuts a joined emoji', '👩‍👩‍👧👩‍👩‍👧', 12, ['👩‍👩‍👧', '👩‍👩‍👧']],
    ['leaves no empty part behind a long end of spaces', `abc${' '.repeat(9)}`, 4, ['abc']],
    ['is one empty part when empty', '', 4, ['']],
  ])('%s', (_, text, limit, expected) => {
    expect(parts(text, limit)).toEqual(expected);
  });

  it('is measured composed, so that decomposed Vietnamese counts the same', () => {
    const text = 'Ế'.repeat(10);
    expect(fitted({ text: text.normalize('NFD') }, limits({ textLength: 10 }))).toEqual([
      { text: text.normalize('NFC'), choices: [] },
    ]);
  });

  it('keeps choices, slot and file with the last part', () => {
    const file = { id: 'f', name: 'kế hoạch.docx', type: 'application/msword', size: 9 };
    const message = { text: 'một hai ba', choices: [choice('Gửi')], slot: 'bảng', file };
    expect(fitted(message, { ...webLike, textLength: 7 })).toEqual([
      { text: 'một hai', choices: [] },
      { text: 'ba', choices: [choice('Gửi')], slot: 'bảng', file },
    ]);
  });
});

describe('choices beyond the buttons', () => {
  const many = ['A', 'B', 'C', 'D', 'E', 'F', 'Lùi'].map((label) => choice(label));

  it('stay buttons as long as they fit', () => {
    const [only] = fitted({ choices: many.slice(0, 5) });
    expect(only).toEqual({ text: 'Chọn đi', choices: many.slice(0, 5) });
  });

  it('become a list with their own numbers, and the last ones stay buttons', () => {
    const [only] = fitted({ choices: many });
    expect(only?.text).toBe('Chọn đi\n\nTrả lời bằng số:\n1. A\n2. B');
    expect(labels(only)).toEqual(['C', 'D', 'E', 'F', 'Lùi']);
  });

  it('keep decisions as buttons before all others, in their order', () => {
    const tones: Tone[] = ['success', 'plain', 'danger'];
    const toned = many.map((one, i) => ({ ...one, tone: tones[i] ?? 'plain' }));
    const [only] = fitted({ choices: toned }, limits({ buttons: 3 }));
    expect(labels(only)).toEqual(['A', 'C', 'Lùi']);
    expect(only?.text).toContain('2. B\n4. D\n5. E\n6. F');
  });

  it('are not listed again when the text shows their codes, nor fill the places of buttons', () => {
    const coded = Array.from({ length: 15 }, (_, i) => choice(`Mục ${i}`, { code: `1.${i}` }));
    const [only] = fitted({
      choices: [...coded, choice('Gửi', { tone: 'primary' }), choice('Đóng')],
    });
    expect(only?.text).toBe('Chọn đi\n\nGõ mã, ví dụ 1.0.');
    expect(labels(only)).toEqual(['Gửi', 'Đóng']);
  });

  it('are said by code and by number when both are needed', () => {
    const [only] = fitted(
      { choices: [choice('Mục', { code: '1.1' }), ...many] },
      limits({ buttons: 6 }),
    );
    expect(only?.text).toBe('Chọn đi\n\nGõ mã, ví dụ 1.1.\n\nTrả lời bằng số:\n2. A');
  });

  it('are all listed where there are no buttons at all', () => {
    const [only] = fitted({ choices: many.slice(0, 2) }, limits({ buttons: 0 }));
    expect(only).toEqual({ text: 'Chọn đi\n\nGõ số để chọn:\n1. A\n2. B', choices: [] });
  });

  it('are cut at a word with a dot of three when their title is too long', () => {
    const title = (label: string, buttonTitle: number) =>
      labels(fitted({ choices: [choice(label)] }, limits({ buttonTitle }))[0]);
    expect(title('Gửi kết quả duyệt', 17)).toEqual(['Gửi kết quả duyệt']);
    expect(title('Gửi kết quả duyệt', 16)).toEqual(['Gửi kết quả…']);
    expect(title('abcdefghij', 5)).toEqual(['abcd…']);
    expect(title('Hai\ndòng', 9)).toEqual(['Hai dòng']);
  });
});

describe('choices of a message that is no question', () => {
  const many = ['A', 'B', 'C', 'D', 'E', 'F', 'Lùi'].map((label) => choice(label));
  const free = (message: Partial<Rendered>, within = limits()) =>
    fitted({ ...message, free: true }, within);

  it('are chosen by a word with their number, because digits answer what is open', () => {
    const [only] = free({ choices: many });
    expect(only?.text).toBe('Chọn đi\n\nKhác, gõ:\nXEM 1. A\nXEM 2. B');
    expect(labels(only)).toEqual(['C', 'D', 'E', 'F', 'Lùi']);
    expect(only?.otherwise).toBe('XEM 3. C\nXEM 4. D\nXEM 5. E\nXEM 6. F\nXEM 7. Lùi');
  });

  it('are all listed so where there are no buttons', () => {
    const [only] = free({ choices: many.slice(0, 2) }, limits({ buttons: 0 }));
    expect(only).toEqual({ text: 'Chọn đi\n\nĐể chọn, gõ:\nXEM 1. A\nXEM 2. B', choices: [] });
  });

  it('are buttons where they fit, with words in reserve', () => {
    const [only] = free({ choices: many.slice(0, 2) });
    expect(only?.text).toBe('Chọn đi');
    expect(only?.choices).toEqual(many.slice(0, 2));
    expect(only?.otherwise).toBe('Để chọn, gõ:\nXEM 1. A\nXEM 2. B');
  });

  it('have no use for a code, which would answer what is open too', () => {
    const coded = Array.from({ length: 6 }, (_, i) => choice(`Mục ${i}`, { code: `1.${i}` }));
    const [only] = free({ choices: [...coded, choice('Đóng')] });
    expect(only?.text).toContain('XEM 1. Mục 0');
    expect(only?.text).not.toContain('Gõ mã');
    expect(labels(only)).toEqual(['Đóng']);
  });

  it('are named whole, however short the titles of buttons are', () => {
    const long = 'Nhắc lại vào chiều nay lúc hai giờ';
    const [only] = free({ choices: [choice(long)] }, limits({ buttonTitle: 10 }));
    expect(only?.otherwise).toContain(long);
  });
});

describe('a file that is too large', () => {
  const file = { id: 'f', name: 'ảnh.png', type: 'image/png', size: 6_000_000 };

  it('is named in the text instead', () => {
    expect(fitted({ file })).toEqual([{ text: 'Chọn đi\n\nTệp ảnh.png quá lớn.', choices: [] }]);
    expect(fitted({ text: '', image: file })).toEqual([
      { text: 'Tệp ảnh.png quá lớn.', choices: [] },
    ]);
  });

  it('goes along where there is room', () => {
    expect(fitted({ file, text: '' }, telegramLike)).toEqual([{ text: '', choices: [], file }]);
  });
});

const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ' ',
        '\n',
        '\n\n',
        '. ',
        'ế',
        'e\u0323\u0302',
        '😀',
        '👩‍👩‍👧',
        'đồng chí',
        ' \u0301',
        '\u0301',
      ),
      fc.string({ maxLength: 12, unit: 'grapheme' }),
    ),
    { maxLength: 120 },
  )
  .map((some) => some.join(''));

const anyChoices = fc
  .array(
    fc.record({
      label: fc
        .string({ minLength: 1, maxLength: 60, unit: 'grapheme' })
        .filter((one) => one.trim() !== ''),
      tone: fc.constantFrom<Tone>('plain', 'primary', 'success', 'danger'),
      coded: fc.boolean(),
    }),
    { maxLength: 30 },
  )
  .map((some) =>
    some.map(({ label, tone, coded }, i): RenderedChoice => ({
      id: `id${i}`,
      label,
      tone,
      action: 'open',
      ...(coded ? { code: `${i}.x` } : {}),
    })),
  );

const anyLimits = fc.record({
  textLength: fc.integer({ min: 20, max: 300 }),
  buttons: fc.integer({ min: 0, max: 12 }),
  buttonTitle: fc.integer({ min: 8, max: 40 }),
});

const bare = (text: string) => text.normalize('NFC').replace(/\s+/gu, '');
const whole = (parts: readonly Rendered[]) => bare(parts.map(({ text }) => text).join(' '));

describe('whatever the message', () => {
  it('nothing of its text is lost or added but space, and nothing stands in another order', () => {
    fc.assert(
      fc.property(anyText, anyLimits, (text, some) => {
        expect(whole(fitted({ text }, limits(some)))).toBe(bare(text));
      }),
    );
  });

  it('every part is within the limits', () => {
    fc.assert(
      fc.property(anyText, anyChoices, anyLimits, (text, choices, some) => {
        const within = limits(some);
        const parts = fitted({ text: `a${text}`, choices }, within);
        expect(parts.map((part) => breach(part, within))).toEqual(parts.map(() => undefined));
      }),
    );
  });

  it('every part is whole: no lone surrogate, no mark without its letter', () => {
    fc.assert(
      fc.property(anyText, anyLimits, (text, some) => {
        fc.pre(!/^\p{M}/u.test(text));
        for (const part of fitted({ text }, limits(some))) {
          expect(part.text).toBe(Buffer.from(part.text).toString());
          expect(part.text).not.toMatch(/^\p{M}/u);
        }
      }),
    );
  });

  it('every choice can be reached by a button, its number or its code, and buttons keep their order', () => {
    fc.assert(
      fc.property(anyChoices, anyLimits, (choices, some) => {
        const parts = fitted({ choices }, limits(some));
        const buttons = parts.at(-1)?.choices.map(({ id }) => id) ?? [];
        const text = whole(parts);
        const lost = choices.filter(
          ({ id, label, code }, i) =>
            !buttons.includes(id) &&
            (code === undefined
              ? !text.includes(bare(`${i + 1}.${label}`))
              : !text.includes('Gõmã')),
        );
        expect(lost).toEqual([]);
        expect(buttons).toEqual(choices.map(({ id }) => id).filter((id) => buttons.includes(id)));
      }),
    );
  });

  it('every choice of a message that is no question can be reached, with buttons and without', () => {
    fc.assert(
      fc.property(anyChoices, anyLimits, (choices, some) => {
        const parts = fitted({ choices, free: true }, limits(some));
        const last = parts.at(-1);
        const text = whole(parts) + bare(last?.otherwise ?? '');
        const lines = choices.map(({ label }, i) => bare(`XEM ${i + 1}. ${label}`));
        expect(lines.filter((line) => !text.includes(line))).toEqual([]);
        expect(whole(parts)).not.toContain(bare('Trả lời bằng số'));
        const pressed = last?.choices.map(({ id }) => id) ?? [];
        const lost = choices.filter(
          ({ id }, i) => !pressed.includes(id) && !whole(parts).includes(lines[i] ?? id),
        );
        expect(lost).toEqual([]);
      }),
    );
  });

  it('fitting what already fits changes nothing', () => {
    fc.assert(
      fc.property(anyText, anyChoices, anyLimits, (text, choices, some) => {
        const within = limits(some);
        for (const part of fitted({ text, choices }, within)) {
          expect(fit(part, within, phrase)).toEqual([part]);
        }
      }),
    );
  });
});

describe('the limits', () => {
  it('are those of the vendors they imitate', () => {
    const table = [zaloLike, telegramLike, webLike].map(
      ({ textLength, buttons, buttonTitle, edit, fileSize }) => [
        textLength,
        buttons,
        buttonTitle,
        edit,
        fileSize,
      ],
    );
    expect(table).toEqual([
      [2_000, 5, 100, false, 5_000_000],
      [4_096, 100, 64, true, 50_000_000],
      [8_000, 20, 100, true, 20_000_000],
    ]);
  });
});
