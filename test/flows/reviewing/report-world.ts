/** What a superior, the province and a unit see: twelve units with long names, at least one in every state. */
import type { RegistrationState } from '../../../src/domain/registration.ts';
import type {
  Counts,
  DeadlineView,
  ItemView,
  MyPost,
  PlanBoard,
  ProvinceReport,
  SuperiorReport,
  TaskView,
  UnitLine,
} from '../../../src/domain/views.ts';
import type { World } from '../play.ts';
import { cadre, deputyOfAgencies, firstSending, headNames, secretary } from './sample.ts';

const deadline: DeadlineView = {
  year: 2027,
  opens: '01/09/2026',
  dueBefore: '15/10/2026',
  lastDay: '14/10/2026',
  lateUntil: '31/12/2026',
  daysLeft: 1,
  phase: 'open',
};

const states: readonly RegistrationState[] = [
  'none',
  'none',
  'drafting',
  'sent',
  'sent',
  'reviewing',
  'returned',
  'returned',
  'approved',
  'approved',
  'approved',
  'none',
];

const kinds = [
  'Đoàn trường Trung học phổ thông chuyên ban Khoa học xã hội và Nhân văn',
  'Chi đoàn cơ sở Ban Chỉ huy Quân sự và Công an liên phường',
  'Đoàn cơ sở Công ty trách nhiệm hữu hạn một thành viên Thương mại và Dịch vụ',
] as const;

export const unitLines: readonly UnitLine[] = states.map((state, index) => {
  const empty = state === 'none';
  return {
    unitId: `u${index + 1}`,
    unitName: `${kinds[index % kinds.length] ?? ''} Sông Mẫu số ${index + 1}`,
    state,
    tasks: empty ? 0 : 15 + index,
    itemsFilled: empty ? 0 : 11,
    late: index % 5 === 4,
    pending: state === 'sent' || state === 'reviewing' ? 12 : 0,
    returned: state === 'returned' ? 3 : 0,
  };
});

const countsOf = (units: readonly UnitLine[]): Counts => {
  const count = (...wanted: readonly RegistrationState[]) =>
    units.filter(({ state }) => wanted.includes(state)).length;
  return {
    units: units.length,
    sent: count('sent', 'reviewing', 'returned', 'approved'),
    late: units.filter(({ late, state }) => late && state !== 'none').length,
    missing: count('none', 'drafting'),
    byState: {
      none: count('none'),
      drafting: count('drafting'),
      sent: count('sent'),
      reviewing: count('reviewing'),
      returned: count('returned'),
      approved: count('approved'),
    },
  };
};

export const superiorReport = (year: number): SuperiorReport => ({
  superiorId: 'u-phuong',
  superiorName: 'Đoàn phường Sông Mẫu',
  year,
  deadline,
  counts: countsOf(unitLines),
  clusters: [
    { name: 'Cụm trường học', counts: countsOf(unitLines.slice(0, 5)) },
    {
      name: 'Cụm cơ quan, doanh nghiệp và lực lượng vũ trang',
      counts: countsOf(unitLines.slice(5)),
    },
  ],
  units: unitLines,
});

export const provinceReport = (year: number): ProvinceReport => ({
  unitName: 'Tỉnh đoàn Mẫu',
  year,
  deadline: { ...deadline, phase: 'late', daysLeft: 0 },
  counts: countsOf([...unitLines, ...unitLines]),
  superiors: Array.from({ length: 11 }, (_, index) => ({
    unitId: `s${index + 1}`,
    name: `Ban Chấp hành Đoàn xã Bình Thạnh Trung Đông Mẫu số ${index + 1}`,
    counts: countsOf(unitLines.slice(index % 4)),
  })),
  clusters: [
    { name: 'Cụm ven biển', counts: countsOf(unitLines.slice(0, 5)) },
    { name: 'Cụm biên giới', counts: countsOf(unitLines.slice(5)) },
  ],
});

const tasks: readonly TaskView[] = firstSending().map((one, index) =>
  index === 1
    ? {
        ...one,
        state: 'returned',
        reason: 'no_target',
        note: 'ghi rõ số báo cáo',
        decidedBy: 'Phạm Văn Mẫu',
        decidedAt: '2026-10-13T14:05:00+07:00',
      }
    : { ...one, state: 'approved' },
);

const tasksOf = (code: string) => tasks.filter(({ item }) => item === code);

export const board = (unitId: string, year: number): PlanBoard => ({
  registrationId: 'r-thpt',
  unitId,
  unitName: 'Đoàn trường THPT Hoa Mẫu',
  year,
  state: 'returned',
  deadline,
  heads: ([1, 2, 3] as const).map((number) => ({
    number,
    short: headNames[number],
    tasks: tasks.filter(({ item }) => item.startsWith(`${number}.`)).length,
    ready: number < 3,
    items: [1, 2, 3, 4, 5].map((place) => {
      const code = `${number}.${place}`;
      const [first] = tasksOf(code);
      return {
        code,
        short: `Tiểu mục ${code}`,
        tasks: tasksOf(code).length,
        mark: first ? (first.state === 'returned' ? 'returned' : 'approved') : 'empty',
        unfinished: false,
      };
    }),
  })),
  itemsFilled: 7,
  itemsTotal: 15,
  headsReady: 2,
  canEdit: true,
  canSend: false,
  canWithdraw: false,
  sent: {
    receipt: '2027-01-7F3K',
    round: 1,
    at: '2026-10-12T09:15:00+07:00',
    late: false,
    by: 'Nguyễn Văn Mẫu',
  },
  superiorName: 'Đoàn phường Sông Mẫu',
  returnedTasks: tasks.filter(({ state }) => state === 'returned'),
});

const item = (unitId: string, year: number, code: string): ItemView => ({
  unitId,
  unitName: 'Đoàn trường THPT Hoa Mẫu',
  year,
  code,
  head: 1,
  headShort: headNames[1],
  short: code,
  official: code,
  tasks: tasksOf(code),
  suggestions: [],
  sectorRule: false,
  canEdit: false,
  state: 'returned',
});

const province: MyPost = {
  ...cadre,
  postId: 'p-tinh',
  unitId: 'u-tinh',
  unitName: 'Tỉnh đoàn Mẫu',
  reviews: false,
  oversees: true,
};

const years = [2027, 2026] as const;

const world = (posts: readonly MyPost[]): World => ({
  now: '2026-10-14T08:00:00+07:00',
  reads: {
    me: () => ({ person: { id: 'n-mau', name: 'Phạm Văn Mẫu' }, posts }),
    'report.years': () => ({ years, current: 2027 }),
    'report.superior': ({ unitId, year }) => (unitId === 'u-la' ? null : superiorReport(year)),
    'report.province': ({ year }) => provinceReport(year),
    'plan.board': ({ unitId, year }) => (unitId === 'u-la' ? null : board(unitId, year)),
    'plan.item': ({ unitId, year, item: code }) => item(unitId, year, code),
    'plan.task': ({ taskId }) => {
      const task = tasks.find(({ id }) => id === taskId);
      return task
        ? {
            task,
            unitId: 'u-thpt',
            unitName: 'Đoàn trường THPT Hoa Mẫu',
            year: 2027,
            state: 'returned',
          }
        : null;
    },
    'review.queue': () => [],
  },
  runs: {},
});

export const superiorWorld = (): World => world([cadre, deputyOfAgencies]);
export const provinceWorld = (): World => world([province]);
export const secretaryWorld = (): World => world([secretary]);
