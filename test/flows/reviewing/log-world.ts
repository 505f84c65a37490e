import type { AuditLine } from '../../../src/domain/views.ts';
import type { World } from '../play.ts';
import { cadre } from './sample.ts';

const line = (action: string, detail: unknown, over: Partial<AuditLine> = {}): AuditLine => ({
  at: '2026-10-14T07:55:00+07:00',
  who: 'Võ Thị Mẫu',
  as: 'deputy',
  action,
  unitName: 'Đoàn trường THPT Hoa Mẫu',
  detail: detail === undefined ? '' : JSON.stringify(detail),
  ...over,
});

const recent: readonly AuditLine[] = [
  line(
    'review.closed',
    { after: { round: 1, approved: 11, returned: 2 } },
    {
      as: 'cadre',
      asUnit: 'Đoàn phường Hoa Mẫu',
    },
  ),
  line('review.returned', {
    after: { decisionId: 'd1', tasks: ['t1', 't2'], reason: 'no_target' },
  }),
  line('plan.sent', {
    before: { state: 'drafting' },
    after: { round: 1, receipt: '2027-01-7F3K', late: true, tasks: 13 },
  }),
  line('task.added', { after: { item: '1.2' } }, { as: '' }),
  line('post.given', { after: { role: 'secretary' } }, { who: '', as: '' }),
  line('something.new', undefined, { as: 'Tổ trưởng', detail: 'ghi chú tay' }),
];

const older: readonly AuditLine[] = [
  line('join.consented', undefined, { unitName: '', as: '' }),
  line(
    'outside.set',
    {
      before: { kind: 'reminder', templateId: '' },
      after: { kind: 'reminder', templateId: '1001' },
    },
    { unitName: '', as: 'admin' },
  ),
];

export const logWorld = (): World => ({
  now: '2026-10-14T08:00:00+07:00',
  reads: {
    me: () => ({ person: { id: 'n-mau', name: 'Phạm Văn Mẫu' }, posts: [cadre] }),
    'audit.recent': ({ page }) =>
      page === 0 ? { lines: recent, more: true } : { lines: older, more: false },
  },
  runs: {},
});
