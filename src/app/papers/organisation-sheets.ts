/** Units and people as the file that people fill in; its titles are those that the reading knows. */
import type { Cell, Column, Sheet } from '../../documents/sheet.ts';
import { kindTitles, personColumns, roleTitles, unitColumns } from '../../domain/import-rows.ts';
import type { Unit } from '../../domain/organisation.ts';
import { byName } from '../../domain/text.ts';
import type { UnitTree } from '../../domain/tree.ts';

const yesNo = ['Có', 'Không'] as const;

const unitTable = (rows: readonly (readonly Cell[])[]): Sheet => {
  const { code, name, oldName, kind, superior, registers, approves } = unitColumns;
  const { decides, cluster, from, closed } = unitColumns;
  const columns: Column[] = [
    { title: code.titles[0], width: 18 },
    { title: name.titles[0], width: 44 },
    { title: oldName.titles[0], width: 30 },
    { title: kind.titles[0], width: 24, choices: Object.values(kindTitles) },
    { title: superior.titles[0], width: 40 },
    { title: registers.titles[0], width: 14, choices: yesNo },
    { title: approves.titles[0], width: 14, choices: yesNo },
    { title: decides.titles[0], width: 18, choices: yesNo },
    { title: cluster.titles[0], width: 26 },
    { title: from.titles[0], width: 14, kind: 'date' },
    { title: closed.titles[0], width: 16, kind: 'date' },
  ];
  return { name: 'Đơn vị', columns, rows };
};

const personTable = (rows: readonly (readonly Cell[])[]): Sheet => {
  const { name, unit, superior, role, ended } = personColumns;
  const columns: Column[] = [
    { title: name.titles[0], width: 34 },
    { title: unit.titles[0], width: 44 },
    { title: superior.titles[0], width: 40 },
    { title: role.titles[0], width: 18, choices: Object.values(roleTitles).slice(0, 3) },
    { title: ended.titles[0], width: 18, kind: 'date' },
  ];
  return { name: 'Người', columns, rows };
};

const flag = (value: boolean): string => (value ? 'Có' : 'Không');

const unitCells = (tree: UnitTree, unit: Unit): readonly Cell[] => [
  unit.id,
  unit.name,
  null,
  kindTitles[unit.kind],
  tree.parentOf(unit.id)?.name ?? null,
  flag(unit.mayRegister),
  flag(unit.mayApprove),
  flag(unit.mayIssueDecision),
  tree.clusterOf(unit.id)?.name ?? null,
  null,
  null,
];

/** The units as they stand, with their codes: to be changed and sent back. */
export const organisationSheets = (tree: UnitTree, units: readonly Unit[]): readonly Sheet[] => [
  unitTable(byName(units, ({ name }) => name).map((unit) => unitCells(tree, unit))),
  personTable([]),
];

const exampleUnits: readonly (readonly Cell[])[] = [
  ['Tỉnh đoàn Hải Giang (Mẫu)', 'Cơ quan, doanh nghiệp', null, 'Không', 'Có', null],
  ['Đoàn xã Đất Lành (Mẫu)', 'Địa bàn', 'Tỉnh đoàn Hải Giang (Mẫu)', 'Không', 'Có', null],
  [
    'Đoàn trường THPT Đất Lành (Mẫu)',
    'Trường học',
    'Đoàn xã Đất Lành (Mẫu)',
    'Có',
    'Không',
    'Cụm số 2 (Mẫu)',
  ],
  [
    'Chi đoàn cơ sở ấp Một (Mẫu)',
    'Địa bàn',
    'Đoàn xã Đất Lành (Mẫu)',
    'Có',
    'Không',
    'Cụm số 2 (Mẫu)',
  ],
  ['Đoàn xã Bãi Bồi (Mẫu)', 'Địa bàn', 'Tỉnh đoàn Hải Giang (Mẫu)', 'Không', 'Có', null],
  [
    'Chi đoàn cơ sở ấp Một (Mẫu)',
    'Địa bàn',
    'Đoàn xã Bãi Bồi (Mẫu)',
    'Có',
    'Không',
    'Cụm số 2 (Mẫu)',
  ],
];

const examplePeople: readonly (readonly Cell[])[] = [
  ['Lê Văn Đất Mẫu', 'Đoàn xã Đất Lành (Mẫu)', null, 'Bí thư', null],
  ['Trần Thị Lành Mẫu', 'Đoàn trường THPT Đất Lành (Mẫu)', null, 'Bí thư', null],
  ['Danh Một Mẫu', 'Chi đoàn cơ sở ấp Một (Mẫu)', 'Đoàn xã Đất Lành (Mẫu)', 'Bí thư', null],
  ['Thị Bồi Mẫu', 'Chi đoàn cơ sở ấp Một (Mẫu)', 'Đoàn xã Bãi Bồi (Mẫu)', 'Bí thư', null],
];

/** samples/nguoi-mau.xlsx: invented units and people below the sample's province. */
export const exampleOrganisation = (): readonly Sheet[] => [
  unitTable(
    exampleUnits.map(
      ([
        name = null,
        kind = null,
        superior = null,
        registers = null,
        approves = null,
        cluster = null,
      ]) => [null, name, null, kind, superior, registers, approves, approves, cluster, null, null],
    ),
  ),
  personTable(examplePeople),
];
