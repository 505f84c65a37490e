/** A province that looks after its units and settings, for the transcripts of this folder. */
import type { WordingEdit } from '../../../src/domain/wording-table.ts';
import type { ClustersRead } from '../../../src/domain/cluster-edits.ts';
import { compareSettings, type SettingsValue } from '../../../src/domain/settings.ts';
import type { ManagedUnit, UnitPage } from '../../../src/domain/unit-views.ts';
import type { MyPost } from '../../../src/domain/views.ts';
import type { World } from '../play.ts';

const post: MyPost = {
  postId: 'p-tinh',
  role: 'cadre',
  unitId: 'tinh',
  unitName: 'Tỉnh đoàn Mẫu',
  kind: 'co_quan_doanh_nghiep',
  registers: false,
  reviews: true,
  oversees: true,
  admin: false,
};

const secretary: MyPost = {
  ...post,
  postId: 'p-hoa',
  role: 'secretary',
  unitId: 'hoa',
  unitName: 'Đoàn trường Hoa Mẫu',
  registers: true,
  reviews: false,
  oversees: false,
};

const unit: ManagedUnit = {
  unitId: 'hoa',
  rev: 3,
  name: 'Đoàn trường Hoa Mẫu',
  superiorName: 'Đoàn xã Sông Mẫu',
  superiorId: 'song',
  clusterName: 'Cụm số 1 Mẫu',
  kind: 'truong_hoc',
  registers: true,
  approves: false,
  members: 0,
  invited: 1,
  followers: 1,
  cadres: ['Lê Hoàng Mẫu'],
  below: 0,
  mayChange: true,
  mayEnter: true,
};

const page: UnitPage = { items: [unit], count: 1, page: 0, pages: 1 };

const settings: SettingsValue = {
  milestones: [],
  holidays: [{ day: '2026-09-02', name: 'Quốc khánh' }],
  workdays: [],
  contact: { name: 'Lê Hỗ Trợ Mẫu', phone: '0297 000 0000' },
  reminders: { escalateAfterDays: 3, reviewAfterDays: 3 },
};

const counts = {
  unitsNew: 2,
  unitsChanged: 1,
  unitsSame: 4,
  clustersNew: 0,
  invited: 1,
  peopleSame: 3,
  postsEnded: 0,
};
const file = (name: string) => ({
  id: `f-${name}`,
  name,
  type: 'application/octet-stream',
  size: 9,
});
const readable = {
  rows: { units: [], people: [] },
  counts,
  idle: false,
  faults: [],
  warnings: [{ sheet: 'Người', code: 'personal_data' as const, params: { column: 'Điện thoại' } }],
  faultCount: 0,
  warningCount: 1,
};

const wording: readonly WordingEdit[] = [
  { text: 'purpose', before: '', words: 'Nâng cao chất lượng đoàn cơ sở.\nNăm {năm}.' },
];

const noClusters: ClustersRead = { edits: [], differences: [], left: ['Cụm số 1 Mẫu'] };

const clusterFiles: Readonly<Record<string, ClustersRead>> = {
  'cum-doi.xlsx': {
    edits: [
      {
        clusterId: 'cum1',
        name: 'Cụm số 1 Mẫu',
        units: { add: [], remove: ['hoa'] },
        people: { add: ['le'], remove: ['tran'] },
      },
      {
        name: 'Cụm số 2 Mẫu',
        units: { add: ['hoa'], remove: [] },
        people: { add: [], remove: [] },
      },
    ],
    differences: [
      {
        name: 'Cụm số 1 Mẫu',
        isNew: false,
        units: { add: [], remove: ['Đoàn trường Hoa Mẫu'] },
        people: { add: ['Lê Hoàng Mẫu'], remove: ['Trần Thị Mẫu'] },
      },
      {
        name: 'Cụm số 2 Mẫu',
        isNew: true,
        units: { add: ['Đoàn trường Hoa Mẫu'], remove: [] },
        people: { add: [], remove: [] },
      },
    ],
    left: ['Cụm số 3 Mẫu'],
  },
};

export const officeWorld = (): World => ({
  now: '2026-10-10T08:00:00+07:00',
  reads: {
    me: () => ({ person: { id: 'x', name: 'Võ Minh Mẫu' }, posts: [post] }),
    'units.managed': () => page,
    'units.one': () => unit,
    'units.below': () => [
      { unitId: 'song', name: 'Đoàn xã Sông Mẫu', secretaries: [] },
      { unitId: 'hoa', name: 'Đoàn trường Hoa Mẫu', secretaries: [] },
    ],
    'units.gaps': () => [
      { superiorId: 'song', superiorName: 'Đoàn xã Sông Mẫu', units: 5, missing: 2 },
    ],
    'channels.links': () => ({}),
    'plan.year': () => ({
      firstYear: 2023,
      lastYear: 2027,
      year: 2027,
      phase: 'open',
      opens: '01/09/2026',
      closes: '31/12/2026',
    }),
    'plan.board': () => null,
    settings: () => ({
      rev: 4,
      settings,
      years: [
        {
          year: 2027,
          opens: '01/09/2026',
          dueBefore: '15/10/2026',
          lastDay: '14/10/2026',
          lateUntil: '31/12/2026',
          daysLeft: 4,
          phase: 'open',
          reportUpBefore: '25/10/2026',
        },
      ],
    }),
  },
  runs: {
    'unit.add': ({ name }) => ({ done: { unitId: 'moi', name } }),
    'unit.rename': ({ name }) => ({ done: { name } }),
    'unit.move': () => ({ done: { name: unit.name, superiorName: 'Đoàn xã Sông Mẫu' } }),
    'unit.close': () => ({ refused: { code: 'units_below', params: { count: 2 } } }),
    'unit.nudge': () => ({ done: { name: 'Đoàn xã Sông Mẫu', missing: 2 } }),
    'invitation.create': () => ({
      done: {
        invitationId: 'i1',
        code: 'ABCDEFGHJKLM',
        expiresAt: '2026-10-24T08:00:00+07:00',
        unitName: unit.name,
      },
    }),
    'organisation.import': () => ({
      done: {
        counts,
        invited: [{ unitName: unit.name, role: 'secretary', name: 'Lê Hoa Mẫu', code: 'X' }],
        expiresAt: '2026-11-09T08:00:00+07:00',
      },
    }),
    'settings.save': ({ settings: next, clusters: edits = [], wording: worded = [] }) =>
      next.minTasksPerHead === 9
        ? { refused: { code: 'settings_wrong', params: { fault: 'min', year: 0 } } }
        : {
            done: {
              changed: compareSettings(settings, next).length + edits.length + worded.length,
            },
          },
    'behalf.begin': () => ({ done: { as: 'p-tinh>hoa' } }),
  },
  works: {
    'organisation.write': () => ({ file: file('nguoi-mau.xlsx') }),
    'organisation.read': ({ file: { name } }) =>
      name.startsWith('sai')
        ? {
            ...readable,
            faults: [
              { sheet: 'Đơn vị', row: 3, code: 'superior_unknown', params: { name: 'Đoàn Lạ' } },
            ],
            faultCount: 1,
          }
        : readable,
    'organisation.cards': () => ({ list: file('loi-moi.xlsx'), cards: file('the-moi.docx') }),
    'settings.write': () => ({ file: file('cai-dat.xlsx') }),
    'settings.read': ({ file: { name } }) => ({
      rev: 4,
      settings: name.startsWith('cum') ? settings : { ...settings, minTasksPerHead: 2 },
      differences: [],
      faults: name.startsWith('sai')
        ? [{ sheet: 'Cụm', row: 2, code: 'person_ambiguous', params: { name: 'Lê Hoàng Mẫu' } }]
        : [],
      ...(name.startsWith('cum') ? { clusters: clusterFiles[name] ?? noClusters } : {}),
      ...(name.startsWith('cum-doi') ? { wording } : {}),
    }),
  },
});

/** A secretary who cannot go on alone. */
export const unitWorld = (): World => ({
  now: '2026-10-10T08:00:00+07:00',
  reads: {
    me: () => ({ person: { id: 'x', name: 'Lê Hoa Mẫu' }, posts: [secretary] }),
  },
  runs: { 'behalf.ask': () => ({ done: {} }) },
});
