import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { UnitKind } from '../../src/domain/programme.ts';
import {
  allItems,
  headOf,
  itemOf,
  sectorRuleFor,
  suggestionsFor,
} from '../../src/domain/programme-lookup.ts';
import { loadProgrammes } from '../../src/programmes/load.ts';

const programme = loadProgrammes(join(import.meta.dirname, '../../programmes')).find(
  (one) => one.id === '2023-2027',
)!;
const guidance = readFileSync(join(import.meta.dirname, 'guidance-2023-2027.txt'), 'utf8');
const kinds: UnitKind[] = ['dia_ban', 'truong_hoc', 'co_quan_doanh_nghiep', 'luc_luong_vu_trang'];

describe('the programme 2023-2027', () => {
  it('has the three heads and fifteen items of the guidance, word by word', () => {
    const lines = guidance.split('\n');
    for (const head of programme.heads) {
      expect(lines).toContain(`${head.number}. ${head.official}`);
      for (const item of head.items) expect(lines).toContain(`${item.code}. ${item.official}`);
    }
    expect(allItems(programme).map((item) => item.code)).toEqual(
      lines.flatMap((line) => /^(\d\.\d)\. /u.exec(line)?.[1] ?? []),
    );
    expect(allItems(programme)).toHaveLength(15);
  });

  it('has its deadlines from the guidance', () => {
    expect(guidance).toContain('xong trước ngày 15/10 của năm trước');
    expect(programme.registration.dueBefore).toEqual({ year: -1, date: '10-15' });
    expect(guidance).toContain('trước ngày 25/10 hằng năm');
    expect(programme.reportUp.dueBefore).toEqual({ year: -1, date: '10-25' });
    expect([programme.firstYear, programme.lastYear]).toEqual([2023, 2027]);
  });

  it('lets only armed forces answer 1.1 with the rules of their sector', () => {
    expect(guidance).toContain('lực lượng vũ trang thực hiện theo quy định của ngành');
    const allowed = allItems(programme).flatMap((item) =>
      kinds.filter((kind) => sectorRuleFor(item, kind)).map((kind) => `${item.code} ${kind}`),
    );
    expect(allowed).toEqual(['1.1 luc_luong_vu_trang']);
  });

  it('has short names that differ', () => {
    const names = [...programme.heads, ...allItems(programme)].map((one) => one.short);
    expect(new Set(names).size).toBe(18);
  });

  it('has four suggestions for each item and names nobody', () => {
    expect(programme.suggestions).toHaveLength(60);
    for (const item of allItems(programme))
      expect(programme.suggestions.filter((one) => one.item === item.code)).toHaveLength(4);
  });

  it('carries no personal name or address in the copy of the guidance', () => {
    expect(guidance).not.toMatch(/@|Đình|Trung Trực/u);
  });
});

describe('looking up', () => {
  it('finds items and heads by code', () => {
    expect(itemOf(programme, '2.4')?.official).toContain('chủ trương 1+1');
    expect(headOf(programme, '2.4')?.number).toBe(2);
    expect(itemOf(programme, '4.1')).toBeUndefined();
    expect(headOf(programme, '')).toBeUndefined();
  });

  it('suggests what was written for the kind of unit', () => {
    for (const item of allItems(programme))
      for (const kind of ['dia_ban', 'truong_hoc'] as const) {
        const found = suggestionsFor(programme, item.code, kind);
        expect(found.length).toBeGreaterThan(0);
        expect(found.every((one) => one.kind === kind)).toBe(true);
      }
  });

  it('lets armed forces fall back to what was written for agencies', () => {
    expect(suggestionsFor(programme, '1.1', 'luc_luong_vu_trang').map((one) => one.id)).toEqual([
      '1.1-d',
    ]);
    expect(suggestionsFor(programme, '1.2', 'luc_luong_vu_trang').map((one) => one.id)).toEqual([
      '1.2-c',
    ]);
  });

  it('suggests nothing rather than what names the people of another kind', () => {
    expect(suggestionsFor(programme, '3.2', 'co_quan_doanh_nghiep')).toEqual([]);
    expect(suggestionsFor(programme, '9.9', 'dia_ban')).toEqual([]);
  });
});
