import { describe, expect, test } from '@jest/globals';
import type { TableSheet } from '../../src/domain/import-table.ts';
import { wordAllBelow, wordPaper } from '../../src/domain/stationery-decisions.ts';
import { plainStationery, type PaperText } from '../../src/domain/stationery.ts';
import { readWording, wordingColumns } from '../../src/domain/wording-table.ts';
import { contextOf, done, refusedWith, season } from './office.ts';

const { text, words } = wordingColumns;
const sheetOf = (...rows: readonly (readonly string[])[]): TableSheet => ({
  name: 'Văn bản',
  rows: [[text.titles[0], words.titles[0]], ...rows].map((cells, index) => ({
    row: index + 1,
    cells,
  })),
});
const present = { purpose: 'Mục đích; của tỉnh.\nĐoạn hai.' };

describe('wording for the units below, as a sheet', () => {
  test('that comes back as it was written changes nothing', () => {
    const sheet = sheetOf(['Căn cứ', ''], ['Mục đích', 'Mục đích; của tỉnh.\r\nĐoạn hai.']);
    expect(readWording(sheet, present)).toEqual({ edits: [], faults: [] });
  });

  test('is compared text by text; an empty cell takes a text back, an absent row leaves it', () => {
    const { edits } = readWording(sheetOf(['muc dich', ''], ['Nơi nhận', 'Như trên']), present);
    expect(edits).toEqual([
      { text: 'purpose', before: present.purpose, words: '' },
      { text: 'recipients', before: '', words: 'Như trên' },
    ]);
    expect(readWording(sheetOf(), present).edits).toEqual([]);
  });

  test('names what cannot be read by its row', () => {
    const { faults } = readWording(
      sheetOf(['Lời kết', 'x'], ['Căn cứ', 'a'], ['Căn cứ', 'b'], ['Nơi nhận', 'x'.repeat(1_001)]),
      present,
    );
    expect(faults.map(({ row, code }) => [row, code])).toEqual([
      [2, 'text_unknown'],
      [4, 'text_twice'],
      [5, 'too_long'],
    ]);
  });
});

const as = 'canbo1@xa1';
const superior = contextOf('canbo1', 'xa1', season);

describe('wording for the units below, decided', () => {
  const say = (text: PaperText, said: string, stationery = plainStationery('xa1')) =>
    wordPaper(superior, stationery, {
      type: 'document.words',
      as,
      text,
      words: said,
      below: true,
    });

  test('is kept beside the own texts, noted, and taken back by empty words', () => {
    const { changes, audit } = done(say('purpose', ' Mục đích  mới '));
    expect(changes.stationery).toMatchObject({
      id: 'xa1',
      texts: {},
      below: { purpose: 'Mục đích mới' },
    });
    expect(audit).toMatchObject([
      { action: 'document.worded', unitId: 'xa1', after: { text: 'purpose', below: true } },
    ]);
    expect(done(say('purpose', '', changes.stationery)).changes.stationery.below).toEqual({});
  });

  test('is for a superior, for its paragraphs only, and no longer than they may be', () => {
    expect(refusedWith(say('place', 'Sao Mai'))?.code).toBe('invalid_field');
    expect(refusedWith(say('recipients', 'x'.repeat(1_001)))?.code).toBe('too_long');
    const binh = wordPaper(contextOf('binh', 'truong1', season), undefined, {
      type: 'document.words',
      as: 'binh@truong1',
      text: 'purpose',
      words: 'x',
      below: true,
    });
    expect(refusedWith(binh)?.code).toBe('not_allowed');
  });

  test('several are kept together, and none over what was changed meanwhile', () => {
    const edit = { text: 'purpose', before: '', words: 'Một' } as const;
    const other = { text: 'basis', before: '', words: 'Hai' } as const;
    const { changes, audit } = done(
      wordAllBelow(superior, undefined, { as, edits: [edit, other] }),
    );
    expect(changes.stationery?.below).toEqual({ purpose: 'Một', basis: 'Hai' });
    expect(audit).toHaveLength(2);
    const stale = wordAllBelow(superior, changes.stationery, { as, edits: [edit] });
    expect(refusedWith(stale)?.code).toBe('settings_changed');
  });
});
