/** A superior whose report was sent once, or never, or is no longer true; and the province that it goes to. */
import type { ReportView } from '../../../src/domain/report-up.ts';
import type { ResultOf } from '../../../src/domain/works.ts';
import { changesBetween } from '../../../src/domain/report-up.ts';
import { reportContent, reportedUnit } from '../../domain/report-content.ts';
import type { World } from '../play.ts';
import { provinceWorld, superiorWorld } from './report-world.ts';

const content = { ...reportContent('u-phuong'), unitName: 'Đoàn phường Sông Mẫu' };
const before = {
  ...reportContent('u-phuong', [reportedUnit('a1'), ...content.units.slice(1)]),
};
const files = {
  docx: { id: 'f1', name: 'bao-cao.docx', type: 'application/msword', size: 20_000 },
  xlsx: { id: 'f2', name: 'so-lieu.xlsx', type: 'application/msexcel', size: 10_000 },
};
const image = { id: 'f3', name: 'bieu-do.png', type: 'image/png', size: 90_000 };

const frozen: ReportView = {
  reportId: 'rp1',
  version: 1,
  at: '2026-10-22T01:30:00.000Z',
  content,
  signer: { name: 'Phạm Văn Mẫu', post: 'deputy' },
  mine: true,
};

type Past = 'never' | 'sent' | 'changed';

const sentView = { ...frozen, files, sentAt: '2026-10-22T02:00:00.000Z', sentBy: 'Phạm Văn Mẫu' };

const withReports = (world: World, past: Past, mailed: ResultOf<'report.mail'>): World => {
  let view = past === 'never' ? frozen : sentView;
  return {
    ...world,
    now: '2026-10-22T09:00:00+07:00',
    reads: {
      ...world.reads,
      'report.up': ({ unitId }) =>
        unitId === 'u-la'
          ? null
          : {
              content,
              canSend: true,
              late: false,
              ...(past === 'never'
                ? {}
                : {
                    sent: { reportId: 'rp1', version: 1, at: sentView.sentAt, by: 'Phạm Văn Mẫu' },
                  }),
              ...(past === 'changed' ? { changes: changesBetween(before, content) } : {}),
            },
      'report.frozen': ({ reportId }) => (reportId === 'la' ? null : view),
      'report.received': ({ year }) => ({
        unitName: 'Tỉnh đoàn Mẫu',
        year,
        reportDeadline: content.reportDeadline,
        rows: [
          {
            unitId: 'u1',
            unitName: 'Đoàn phường Sông Mẫu',
            reportId: 'rp1',
            version: 2,
            sentAt: sentView.sentAt,
            late: false,
          },
          {
            unitId: 'u2',
            unitName: 'Đoàn xã Núi Mẫu',
            reportId: 'rp2',
            version: 1,
            sentAt: '2026-10-26T02:00:00.000Z',
            late: true,
          },
          { unitId: 'u3', unitName: 'Đoàn xã Đảo Mẫu' },
        ],
      }),
    },
    runs: {
      ...world.runs,
      'report.freeze': ({ number, date }) => {
        view = { ...frozen, ...(number && date ? { number, date } : {}) };
        return { done: { reportId: 'rp1', version: 1, at: frozen.at } };
      },
      'report.send_up': () => ({
        done: { version: 1, at: sentView.sentAt, superiorName: 'Tỉnh đoàn Hải (Mẫu)' },
      }),
      'report.mailed': () => ({ done: {} }),
    },
    works: {
      'report.docx': () => ({ file: files.docx }),
      'report.xlsx': ({ unitId }) => (unitId === 'u-la' ? null : { file: files.xlsx }),
      'report.chart': () => ({ image }),
      'report.mail': () => mailed,
    },
  };
};

const mailed = { sent: true, to: 'tckt@mau.example' } as const;

export const reportNeverWorld = (): World => withReports(superiorWorld(), 'never', mailed);
export const reportNoMailWorld = (): World =>
  withReports(superiorWorld(), 'never', { failed: 'off' });
export const reportMailDownWorld = (): World =>
  withReports(superiorWorld(), 'never', { failed: 'unreachable' });
export const reportChangedWorld = (): World => withReports(superiorWorld(), 'changed', mailed);
export const reportSentWorld = (): World =>
  withReports(superiorWorld(), 'sent', { failed: 'auth' });
export const receivedWorld = (): World => withReports(provinceWorld(), 'sent', mailed);
