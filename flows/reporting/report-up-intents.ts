import type { Intent } from '../../src/dialog/intent.ts';
import type { ReportId, UnitId } from '../../src/domain/ids.ts';

/** What a report to the superior is about. */
export type ReportSubject = { unitId: UnitId; year: number };

/** The state of a unit's report to its superior. */
export const reportUp = ({ unitId, year }: ReportSubject): Intent => ({
  action: 'report_up',
  subject: unitId,
  rev: year,
});

export const makeReport = (at: ReportSubject): Intent => ({
  ...reportUp(at),
  action: 'report_make',
});

/** Who has reported up to that unit. */
export const receivedReports = (at: ReportSubject): Intent => ({
  ...reportUp(at),
  action: 'report_received',
});

export const openReport = (reportId: ReportId): Intent => ({
  action: 'report_open',
  subject: reportId,
});

export const mailReport = (reportId: ReportId): Intent => ({
  action: 'report_mail',
  subject: reportId,
});

/** `all`: over every superior below. */
export const reportFile = (
  kind: 'report_xlsx' | 'report_chart',
  { unitId, year }: ReportSubject,
  all: boolean,
): Intent => ({ action: kind, subject: all ? `${unitId}/all` : unitId, rev: year });
