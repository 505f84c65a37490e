import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TableFault } from '../../src/domain/import-faults.ts';
import { readImport } from '../../src/domain/import-rows.ts';
import type { TableSheet } from '../../src/domain/import-table.ts';
import {
  isIdle,
  planImport,
  type ImportPlan,
  type Importer,
  type KnownOrganisation,
} from '../../src/domain/organisation-import.ts';
import type { Unit } from '../../src/domain/organisation.ts';
import { treeAt } from '../../src/domain/tree.ts';
import { at, counter, post, unit } from './office.ts';

const now = at('2026-09-14');

type Cells = (string | number | boolean | Date | null)[];

const sheet = (name: string, titles: Cells, ...rows: Cells[]): TableSheet => ({
  name,
  rows: [titles, ...rows].map((cells, index) => ({ row: index + 1, cells })),
});
const unitTitles: Cells = [
  'Tên đơn vị',
  'Loại hình',
  'Cấp trên',
  'Được đăng ký',
  'Được duyệt',
  'Cụm',
  'Từ ngày',
  'Tên cũ',
  'Mã',
  'Dừng từ ngày',
];
const unitSheet = (...rows: Cells[]): TableSheet => sheet('Đơn vị', unitTitles, ...rows);
const personSheet = (...rows: Cells[]): TableSheet =>
  sheet('Người', ['Họ và tên', 'Đơn vị', 'Chức vụ', 'Thôi giữ từ ngày'], ...rows);

const everything: Importer = { changeable: 'all', parents: 'all', mayInvite: () => true };

const standing: KnownOrganisation = {
  units: [
    unit('tinh', undefined, { name: 'Tỉnh đoàn Mẫu', mayApprove: true }),
    unit('xa1', 'tinh', { name: 'Đoàn xã Một Mẫu', mayApprove: true }),
    unit('xa2', 'tinh', { name: 'Đoàn xã Hai Mẫu', mayApprove: true }),
    unit('truong', 'xa1', { name: 'Đoàn trường Hoà Bình Mẫu', mayRegister: true }),
    unit('binhan1', 'xa1', { name: 'Chi đoàn Bình An Mẫu', mayRegister: true }),
    unit('binhan2', 'xa2', { name: 'Chi đoàn Bình An Mẫu', mayRegister: true }),
  ],
  clusters: [{ id: 'cum1', rev: 1, name: 'Cụm số 1 Mẫu', followUp: [] }],
  posts: [{ post: post('binh', 'truong'), name: 'Trần Văn Bình Mẫu' }],
  invitations: [],
};

const plan = (
  sheets: readonly TableSheet[],
  known: KnownOrganisation = standing,
  importer: Importer = everything,
): ImportPlan & { readFaults: readonly TableFault[] } => {
  const read = readImport(sheets);
  const made = planImport(read.rows, known, { now, newId: counter('n'), importer });
  return {
    ...made,
    readFaults: read.faults,
    faults: [...read.faults, ...made.faults],
    warnings: [...read.warnings, ...made.warnings],
  };
};

const said = ({ faults }: { faults: readonly TableFault[] }): string[] =>
  faults.map(({ sheet: name, row, code }) => `${name} ${String(row)} ${code}`);

/** What stands once the plan has been carried out. */
const after = (known: KnownOrganisation, made: ImportPlan): KnownOrganisation => {
  const changed = new Map<string, Unit>(
    made.units.map((one) => [one.unit.id, { ...one.unit, rev: one.unit.rev + 1 }]),
  );
  return {
    units: [
      ...known.units.map((one) => changed.get(one.id) ?? one),
      ...made.units.filter(({ isNew }) => isNew).map(({ unit: one }) => changed.get(one.id)!),
    ],
    clusters: [...known.clusters, ...made.clusters],
    posts: known.posts.map((held) => ({
      ...held,
      post: made.ended.find(({ id }) => id === held.post.id) ?? held.post,
    })),
    invitations: [
      ...known.invitations.filter(({ id }) => !made.revoked.some((one) => one.id === id)),
      ...made.invites.map(({ unitId, role, name }, index) => ({
        id: `i${index}`,
        rev: 1,
        codeHash: '',
        createdAt: now,
        expiresAt: now,
        kind: 'post' as const,
        unitId,
        role,
        forName: name,
      })),
    ],
  };
};

describe('a file that is in order', () => {
  const sheets = [
    unitSheet(
      ['Đoàn trường Hoa Sen Mẫu', 'Trường học', 'Đoàn xã Ba Mẫu', 'Có', null, 'Cụm số 2 Mẫu'],
      ['Đoàn xã Ba Mẫu', 'Địa bàn', 'Tỉnh đoàn Mẫu', 'Không', 'Có'],
      ['Đoàn trường Hòa Bình Mẫu', null, 'Đoàn xã Một Mẫu'],
    ),
    personSheet(
      ['Lê Thị Sen Mẫu', 'Đoàn trường Hoa Sen Mẫu', 'Bí thư'],
      ['Trần Văn Bình Mẫu', 'Đoàn trường Hoà Bình Mẫu', 'Bí thư'],
    ),
  ];

  test('makes units in whatever order they stand, and an invitation for each newcomer', () => {
    const made = plan(sheets);
    expect(said(made)).toEqual([]);
    expect(made.counts).toEqual({
      unitsNew: 2,
      unitsChanged: 1,
      unitsSame: 0,
      clustersNew: 1,
      invited: 1,
      peopleSame: 1,
      postsEnded: 0,
    });
    const tree = treeAt(after(standing, made).units, made.clusters, now);
    const school = made.units.find(({ unit: { name } }) => name === 'Đoàn trường Hoa Sen Mẫu')!;
    expect(tree.superiorOf(school.unit.id)?.name).toBe('Đoàn xã Ba Mẫu');
    expect(tree.clusterOf(school.unit.id)?.name).toBe('Cụm số 2 Mẫu');
    expect(made.invites).toEqual([
      {
        unitId: school.unit.id,
        unitName: 'Đoàn trường Hoa Sen Mẫu',
        role: 'secretary',
        name: 'Lê Thị Sen Mẫu',
      },
    ]);
  });

  test('changes nothing when it comes again', () => {
    const made = plan(sheets);
    const again = plan(sheets, after(standing, made));
    expect(said(again)).toEqual([]);
    expect(isIdle(again)).toBe(true);
  });

  test('may come with a heading, other titles, a number column and its names in small letters', () => {
    const made = plan([
      sheet(
        'Danh sách đơn vị',
        ['DANH SÁCH ĐƠN VỊ NĂM 2027'],
        ['TT', 'TÊN ĐƠN VỊ (*)', 'Loại', 'CẤP TRÊN TRỰC TIẾP'],
        [1, 'Đoàn trường Mới Mẫu', 'trường', 'đoàn xã một mẫu'],
      ),
    ]);
    expect(said(made)).toEqual([]);
    expect(made.warnings).toEqual([]);
    expect(made.counts).toMatchObject({ unitsNew: 1 });
    expect(made.units[0]?.unit).toMatchObject({
      kind: 'truong_hoc',
      mayRegister: true,
      mayApprove: false,
    });
  });

  test('renames by the old name or the code, and moves with a day', () => {
    const made = plan([
      unitSheet(
        [
          'Đoàn trường Hoà Bình Hai Mẫu',
          null,
          null,
          null,
          null,
          null,
          null,
          'Đoàn trường Hoà Bình Mẫu',
        ],
        ['Chi đoàn An Bình Mẫu', null, null, null, null, null, null, null, 'binhan1'],
        ['Chi đoàn Bình An Mẫu', null, 'Đoàn xã Hai Mẫu', null, null, 'Cụm số 1 Mẫu'],
      ),
    ]);
    expect(said(made)).toEqual([]);
    expect(
      made.units.map(({ unit: { id }, differences }) => [
        id,
        ...differences.map(({ field }) => field),
      ]),
    ).toEqual([
      ['truong', 'name'],
      ['binhan1', 'name'],
      ['binhan2', 'cluster'],
    ]);
    const moved = plan([
      unitSheet([
        'Đoàn trường Hoà Bình Mẫu',
        null,
        'Đoàn xã Hai Mẫu',
        null,
        null,
        null,
        '01/10/2026',
      ]),
    ]);
    expect(said(moved)).toEqual([]);
    expect(moved.units[0]?.unit.parents).toEqual([
      { unitId: 'xa1', from: at('2025-07-01'), to: at('2026-10-01', '00:00') },
      { unitId: 'xa2', from: at('2026-10-01', '00:00') },
    ]);
    const again = plan(
      [
        unitSheet([
          'Đoàn trường Hoà Bình Mẫu',
          null,
          'Đoàn xã Hai Mẫu',
          null,
          null,
          null,
          at('2026-10-01'),
        ]),
      ],
      after(standing, moved),
    );
    expect([said(again), isIdle(again)]).toEqual([[], true]);
  });

  test('ends a post on its day, once', () => {
    const sheets = [
      personSheet(
        ['Trần Văn Bình Mẫu', 'Đoàn trường Hoà Bình Mẫu', 'Bí thư', '01/10/2026'],
        ['Lê Thị Mới Mẫu', 'Đoàn trường Hoà Bình Mẫu', 'Bí thư'],
      ),
    ];
    const made = plan(sheets);
    expect(said(made)).toEqual([]);
    expect(made.warnings).toEqual([]);
    expect(made.ended.map(({ id, to }) => [id, to])).toEqual([
      ['binh@truong', at('2026-10-01', '00:00')],
    ]);
    expect(isIdle(plan(sheets, after(standing, made)))).toBe(true);
  });

  test('tells units of one name apart by the superior in brackets', () => {
    const made = plan([
      personSheet(['Hồ Văn An Mẫu', 'Chi đoàn Bình An Mẫu (Đoàn xã Hai Mẫu)', 'Phó Bí thư']),
    ]);
    expect(said(made)).toEqual([]);
    expect(made.invites[0]?.unitId).toBe('binhan2');
  });

  test('begins an organisation when there is none', () => {
    const nothing = { units: [], clusters: [], posts: [], invitations: [] };
    const made = plan(
      [
        unitSheet(
          ['Tỉnh đoàn Đầu Mẫu', 'Cơ quan', null, 'Không', 'Có'],
          ['Đoàn xã Đầu Mẫu', 'Địa bàn', 'Tỉnh đoàn Đầu Mẫu'],
        ),
      ],
      nothing,
    );
    expect(said(made)).toEqual([]);
    expect(made.counts.unitsNew).toBe(2);
  });
});

describe('what is wrong is said with sheet and row', () => {
  const xa1 = 'Đoàn xã Một Mẫu';
  test.each<[string, TableSheet[], string[]]>([
    ['nothing that is a table', [sheet('Trang1', ['Xin chào'])], ['Trang1 undefined no_sheet']],
    [
      'a column is missing',
      [sheet('Người', ['Họ và tên', 'Đơn vị'], ['A Mẫu', xa1])],
      ['Người 1 no_column'],
    ],
    [
      'a column stands twice',
      [sheet('Đơn vị', ['Tên đơn vị', 'Cấp trên', 'Cấp trên'], ['A', xa1, xa1])],
      ['Đơn vị 1 double_column'],
    ],
    ['a name is missing', [unitSheet([null, 'Địa bàn', xa1])], ['Đơn vị 2 missing']],
    ['a name is too long', [unitSheet(['x'.repeat(151), 'Địa bàn', xa1])], ['Đơn vị 2 too_long']],
    [
      'a kind is unknown',
      [unitSheet(['Đoàn A Mẫu', 'Hội', xa1])],
      ['Đơn vị 2 kind_unknown', 'Đơn vị 2 kind_missing'],
    ],
    ['a new unit has no kind', [unitSheet(['Đoàn A Mẫu', null, xa1])], ['Đơn vị 2 kind_missing']],
    [
      'a flag is neither yes nor no',
      [unitSheet(['Đoàn A Mẫu', 'Địa bàn', xa1, 'chắc có'])],
      ['Đơn vị 2 yes_no'],
    ],
    [
      'a day does not exist',
      [unitSheet(['Đoàn A Mẫu', 'Địa bàn', xa1, null, null, null, '31/02/2026'])],
      ['Đơn vị 2 date'],
    ],
    [
      'a superior is missing',
      [unitSheet(['Đoàn A Mẫu', 'Địa bàn'])],
      ['Đơn vị 2 superior_missing'],
    ],
    [
      'a superior is unknown',
      [unitSheet(['Đoàn A Mẫu', 'Địa bàn', 'Đoàn xã Chín Mẫu'])],
      ['Đơn vị 2 superior_unknown'],
    ],
    [
      'a superior is one of two',
      [unitSheet(['Đoàn A Mẫu', 'Địa bàn', 'Chi đoàn Bình An Mẫu'])],
      ['Đơn vị 2 superior_ambiguous'],
    ],
    [
      'a unit is one of two',
      [unitSheet(['Chi đoàn Bình An Mẫu', null, null, null, null, 'Cụm số 1 Mẫu'])],
      ['Đơn vị 2 unit_ambiguous'],
    ],
    [
      'a unit stands elsewhere and no day says that it moves',
      [unitSheet(['Đoàn trường Hoà Bình Mẫu', null, 'Đoàn xã Hai Mẫu'])],
      ['Đơn vị 2 move_or_new'],
    ],
    [
      'a unit stands in two rows',
      [unitSheet(['Đoàn A Mẫu', 'Địa bàn', xa1], ['Đoàn  a mẫu', 'Địa bàn', xa1])],
      ['Đơn vị 3 unit_twice'],
    ],
    [
      'a code is unknown',
      [unitSheet(['Đoàn A Mẫu', 'Địa bàn', xa1, null, null, null, null, null, 'zz'])],
      ['Đơn vị 2 code_unknown'],
    ],
    [
      'an old name is unknown',
      [unitSheet(['Đoàn A Mẫu', 'Địa bàn', xa1, null, null, null, null, 'Đoàn Z Mẫu'])],
      ['Đơn vị 2 old_name_unknown'],
    ],
    [
      'units stand in a circle',
      [unitSheet(['Đoàn A Mẫu', 'Địa bàn', 'Đoàn B Mẫu'], ['Đoàn B Mẫu', 'Địa bàn', 'Đoàn A Mẫu'])],
      ['Đơn vị 2 cycle', 'Đơn vị 3 cycle'],
    ],
    [
      'a unit stands below itself',
      [unitSheet(['Đoàn xã Một Mẫu', null, 'Đoàn xã Một Mẫu', null, null, null, '01/10/2026'])],
      ['Đơn vị 2 cycle'],
    ],
    [
      'a closed unit has units below',
      [
        unitSheet([
          'Đoàn xã Một Mẫu',
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          '01/09/2026',
        ]),
      ],
      ['Đơn vị 2 closed_with_units'],
    ],
    [
      'a role is unknown',
      [personSheet(['A Văn Mẫu', xa1, 'Trưởng ban'])],
      ['Người 2 role_unknown'],
    ],
    [
      'a unit is unknown',
      [personSheet(['A Văn Mẫu', 'Đoàn xã Chín Mẫu', 'Bí thư'])],
      ['Người 2 unit_unknown'],
    ],
    [
      'a person is one of two units',
      [personSheet(['A Văn Mẫu', 'Chi đoàn Bình An Mẫu', 'Bí thư'])],
      ['Người 2 unit_ambiguous'],
    ],
    ['a name is a number', [personSheet([912345678, xa1, 'Bí thư'])], ['Người 2 person_name']],
    [
      'a person stands twice',
      [personSheet(['A Văn Mẫu', xa1, 'Bí thư'], ['a văn  Mẫu', xa1, 'Bí thư'])],
      ['Người 3 person_twice'],
    ],
    [
      'a cell is a formula',
      [
        {
          name: 'Đơn vị',
          rows: [
            { row: 1, cells: ['Tên đơn vị', 'Loại hình', 'Cấp trên'] },
            { row: 2, cells: ['Đoàn A Mẫu', 'Địa bàn', xa1], formulas: [0] },
          ],
        },
      ],
      ['Đơn vị 2 formula'],
    ],
  ])('%s', (_what, sheets, faults) => {
    expect(said(plan(sheets))).toEqual(faults);
  });

  test('two new units of one name are two when their superiors differ, with a warning where one stands', () => {
    const made = plan([
      unitSheet(
        ['Đoàn A Mẫu', 'Địa bàn', xa1],
        ['Đoàn A Mẫu', 'Địa bàn', 'Đoàn xã Hai Mẫu'],
        [
          'Đoàn trường Hoà Bình Mẫu',
          'Trường học',
          'Đoàn xã Hai Mẫu',
          null,
          null,
          null,
          null,
          null,
          'mới',
        ],
      ),
    ]);
    expect(said(made)).toEqual([]);
    expect(made.counts.unitsNew).toBe(3);
    expect(made.warnings.map(({ code, row }) => [code, row])).toEqual([['same_name', 4]]);
  });

  test('phone numbers and birthdays are not taken up, and that is said', () => {
    const made = plan([
      sheet(
        'Người',
        ['Họ và tên', 'Đơn vị', 'Chức vụ', 'Điện thoại', 'Sở thích'],
        ['A Văn Mẫu', xa1, 'Bí thư', '0900 000 000', 'đọc'],
      ),
      sheet('Khác', ['một', 'hai']),
    ]);
    expect(said(made)).toEqual([]);
    expect(made.warnings.map(({ code }) => code)).toEqual([
      'personal_data',
      'extra_column',
      'extra_sheet',
    ]);
    expect(JSON.stringify(made.invites)).not.toContain('0900');
  });

  test('a second secretary is a warning, in the file or beside the one who is there', () => {
    const made = plan([
      personSheet(
        ['A Văn Mẫu', 'Đoàn trường Hoà Bình Mẫu', 'Bí thư'],
        ['B Văn Mẫu', xa1, 'Bí thư'],
        ['C Văn Mẫu', xa1, 'Bí thư'],
      ),
    ]);
    expect(said(made)).toEqual([]);
    expect(made.warnings.map(({ code, row }) => [code, row])).toEqual([
      ['secretary_exists', 2],
      ['two_secretaries', 4],
    ]);
  });

  test('a superior changes what is below it and nothing else', () => {
    const importer: Importer = {
      changeable: new Set(['truong', 'binhan1']),
      parents: new Set(['xa1', 'truong', 'binhan1']),
      mayInvite: (unitId) => unitId !== 'binhan2',
    };
    const made = plan(
      [
        unitSheet(
          ['Đoàn A Mẫu', 'Địa bàn', xa1],
          ['Đoàn B Mẫu', 'Địa bàn', 'Đoàn xã Hai Mẫu'],
          ['Đoàn xã Hai Mẫu', null, null, 'Có'],
          ['Đoàn xã Một Mẫu', null, 'Tỉnh đoàn Mẫu'],
        ),
        personSheet(
          ['A Văn Mẫu', 'Đoàn A Mẫu', 'Bí thư'],
          ['B Văn Mẫu', 'Chi đoàn Bình An Mẫu (Đoàn xã Hai Mẫu)', 'Bí thư'],
        ),
      ],
      standing,
      importer,
    );
    expect(said(made).sort()).toEqual(
      ['Người 3 outside_scope', 'Đơn vị 3 outside_scope', 'Đơn vị 4 outside_scope'].sort(),
    );
  });
});

describe('any list of units below those that stand', () => {
  const names = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 9 });
  test('is taken up whole, in any order, and a second time changes nothing', () => {
    fc.assert(
      fc.property(names, fc.array(fc.nat(), { minLength: 9 }), (numbers, choice) => {
        const rows = numbers.map((number, index): Cells => {
          const above = index === 0 ? undefined : numbers[(choice[index] ?? 0) % index];
          return [
            `Đoàn ${number} Mẫu`,
            'Địa bàn',
            above === undefined ? 'Tỉnh đoàn Mẫu' : `Đoàn ${above} Mẫu`,
            'Có',
            'Có',
          ];
        });
        const shuffled = rows.toSorted((a, b) => String(a[0]).localeCompare(String(b[0])));
        const made = plan([unitSheet(...shuffled)]);
        expect(said(made)).toEqual([]);
        expect(made.counts.unitsNew).toBe(numbers.length);
        const known = after(standing, made);
        const tree = treeAt(known.units, [], now);
        for (const { unit: one } of made.units) expect(tree.isBelow(one.id, 'tinh')).toBe(true);
        expect(isIdle(plan([unitSheet(...shuffled)], known))).toBe(true);
      }),
    );
  });
});
