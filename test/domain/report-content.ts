import type { ReportContent, ReportedUnit } from '../../src/domain/report-up.ts';
import { countsOf } from '../../src/domain/show-report.ts';

export const reportedUnit = (unitId: string, over: Partial<ReportedUnit> = {}): ReportedUnit => ({
  unitId,
  unitName: `Đoàn cơ sở ${unitId} (Mẫu)`,
  clusterName: 'Cụm số 1 (Mẫu)',
  state: 'sent',
  tasks: 12,
  byHead: [5, 4, 3],
  approved: 0,
  returned: 0,
  late: false,
  sentAt: '2026-10-10T02:00:00.000Z',
  ...over,
});

const reportedUnits: readonly ReportedUnit[] = [
  reportedUnit('a1', { state: 'approved', approved: 12 }),
  reportedUnit('a2', { late: true, sentAt: '2026-10-20T02:00:00.000Z' }),
  reportedUnit('a3', { state: 'returned', approved: 9, returned: 3 }),
  reportedUnit('a4', { state: 'reviewing', approved: 2 }),
  reportedUnit('a5', { state: 'drafting', tasks: 4, byHead: [4, 0, 0] }),
  reportedUnit('a6', { state: 'none', tasks: 0, byHead: [0, 0, 0] }),
];

const withoutSending = ({ sentAt: _sentAt, ...unit }: ReportedUnit): ReportedUnit => unit;

/** A report with a unit in every state. */
export const reportContent = (
  unitId: string,
  units: readonly ReportedUnit[] = reportedUnits.map((one) =>
    one.state === 'none' || one.state === 'drafting' ? withoutSending(one) : one,
  ),
): ReportContent => ({
  unitId,
  unitName: 'Đoàn phường Sông (Mẫu)',
  superiorName: 'Tỉnh đoàn Hải (Mẫu)',
  year: 2027,
  at: '2026-10-22T01:30:00.000Z',
  programme: {
    title: 'Xây dựng đoàn cơ sở “3 chủ động” giai đoạn 2023 - 2027',
    source: '18-HD/TWĐTN-BTC, 24/05/2023',
  },
  deadline: { dueBefore: '15/10/2026', lastDay: '14/10/2026' },
  reportDeadline: { dueBefore: '25/10/2026', lastDay: '24/10/2026' },
  counts: countsOf(units),
  tasks: 48,
  heads: [
    { number: 1, official: 'Chủ động quản lý đoàn viên', units: 4, tasks: 20, approved: 10 },
    { number: 2, official: 'Chủ động xây dựng kế hoạch', units: 4, tasks: 16, approved: 8 },
    { number: 3, official: 'Chủ động tham mưu', units: 3, tasks: 12, approved: 5 },
  ],
  clusters: [{ name: 'Cụm số 1 (Mẫu)', cadres: ['Lê Duyệt Mẫu'], counts: countsOf(units) }],
  units,
});
