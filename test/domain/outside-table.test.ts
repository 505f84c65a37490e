import { describe, expect, test } from '@jest/globals';
import {
  isUnchanged,
  outsideColumns,
  outsideDifference,
  paramWords,
  readOutside,
  type OutsideRow,
} from '../../src/domain/outside-table.ts';
import type { OutsideEntry, TemplateCheck } from '../../src/domain/outside-templates.ts';

type Row = readonly (string | number | null)[];

const sheetOf = (...rows: readonly Row[]) => {
  const titles = [outsideColumns.kind, outsideColumns.templateId, outsideColumns.params];
  const all = [titles.map((one) => one.titles[0]), ...rows];
  return {
    name: 'Mẫu tin Zalo',
    rows: all.map((cells, index) => ({ row: index + 1, cells })),
  };
};

const entry: OutsideEntry = {
  templateId: '1001',
  params: [
    { name: 'customer_name', field: 'person', maxLength: 30 },
    { name: 'x', field: 'days_left', maxLength: 20 },
  ],
};

const row = (more: Partial<OutsideRow> = {}): OutsideRow => ({
  row: 2,
  kind: 'reminder',
  templateId: '1001',
  ...more,
});

describe('the sheet of templates', () => {
  test('is read by kind, id and what parameters show, in words or by our names', () => {
    const { rows, faults } = readOutside(
      sheetOf(
        ['nhắc hạn', 1001, 'customer_name = người nhận\nx=days_left'],
        ['Thông báo chung', '', null],
      ),
    );
    expect(faults).toEqual([]);
    expect(rows).toEqual([
      row({ chosen: { customer_name: 'person', x: 'days_left' } }),
      { row: 3, kind: 'notice', templateId: '' },
    ]);
  });

  test.each<[string, Row[], object]>([
    ['a kind that there is not', [['Quảng cáo', '1', null]], { row: 2, code: 'outside_kind' }],
    [
      'a kind a second time',
      [
        ['Nhắc hạn', '1', null],
        ['Nhắc hạn', '2', null],
      ],
      { row: 3, code: 'outside_twice', params: { name: 'Nhắc hạn', other: 2 } },
    ],
    ['a parameter that shows nothing', [['Nhắc hạn', '1', 'x = giá']], { code: 'outside_param' }],
    ['parameters without an id', [['Nhắc hạn', null, 'x = Hạn']], { code: 'missing' }],
    ['an id that is none', [['Nhắc hạn', 'mã 1', null]], { code: 'outside_unknown' }],
  ])('names %s with its row', (_what, rows, fault) => {
    expect(readOutside(sheetOf(...rows)).faults).toMatchObject([fault]);
  });

  test('asks about nothing that stands there already', () => {
    const chosen = { customer_name: 'person', x: 'days_left' } as const;
    expect(isUnchanged(row(), entry)).toBe(true);
    expect(isUnchanged(row({ chosen }), entry)).toBe(true);
    expect(isUnchanged(row({ chosen: { ...chosen, x: 'year' } }), entry)).toBe(false);
    expect(isUnchanged(row({ chosen: { customer_name: 'person' } }), entry)).toBe(false);
    expect(isUnchanged(row({ templateId: '' }), entry)).toBe(false);
    expect(isUnchanged(row({ templateId: '' }), undefined)).toBe(true);
    expect(paramWords(entry)).toBe('customer_name = Người nhận\nx = Số ngày còn lại');
  });
});

const about = (more: object = {}): TemplateCheck => ({
  about: {
    templateId: '1001',
    name: 'Nhắc hạn',
    approved: true,
    params: [{ name: 'x', required: true, maxLength: 12 }],
    ...more,
  },
});

describe('a changed row', () => {
  test('becomes an entry with the lengths that Zalo says', () => {
    const made = outsideDifference(row({ chosen: { x: 'unit' } }), entry, about());
    const params = [{ name: 'x', field: 'unit', maxLength: 12 }];
    const edit = { kind: 'reminder', entry: { templateId: '1001', params } };
    expect(made).toEqual({ difference: { edit, before: entry } });
  });

  test('takes the template away when its id is gone', () => {
    const made = outsideDifference(row({ templateId: '' }), entry, undefined);
    expect(made).toEqual({ difference: { edit: { kind: 'reminder' }, before: entry } });
  });

  test('is taken as it is where nobody can be asked', () => {
    const made = outsideDifference(row({ chosen: { x: 'unit' } }), undefined, { unchecked: true });
    const params = [{ name: 'x', field: 'unit', maxLength: 30 }];
    const unchecked = { templateId: '1001', params, unchecked: true };
    expect(made).toEqual({ difference: { edit: { kind: 'reminder', entry: unchecked } } });
  });

  test.each<[TemplateCheck, OutsideRow, string]>([
    [{ unknown: true }, row(), 'outside_unknown'],
    [{ failed: true }, row(), 'outside_failed'],
    [about({ approved: false, reason: 'Sai' }), row(), 'outside_refused'],
    [about(), row({ chosen: { y: 'unit' } }), 'outside_no_param'],
    [about(), row(), 'outside_unmapped'],
  ])('is a fault when the template cannot be used: %j', (check, one, code) => {
    expect(outsideDifference(one, undefined, check)).toMatchObject({ wrong: { code } });
  });
});
