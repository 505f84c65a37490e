import type { TaskId, UnitId } from '../../src/domain/ids.ts';
import type { HeadNumber } from '../../src/domain/programme.ts';
import type { Intent } from '../../src/dialog/intent.ts';
import type { Choice } from '../../src/dialog/message.ts';
import { opens } from '../talking/buttons.ts';

export const unitReport = (unitId: UnitId, year: number): Intent => ({
  action: 'report_unit',
  subject: unitId,
  rev: year,
});

export const headReport = (
  at: { unitId: UnitId; year: number },
  head: HeadNumber,
  page = 0,
): Intent => ({ action: 'report_head', subject: `${at.unitId}/${head}/${page}`, rev: at.year });

export const taskReport = (taskId: TaskId): Intent => ({ action: 'report_task', subject: taskId });

/** Page 0 is the overview, the units follow from page 1 on. */
export const superiorReport = (unitId: UnitId, year: number, page = 0): Intent => ({
  action: 'report_superior',
  subject: `${unitId}/${page}`,
  rev: year,
});

/** `c0`, `c1` … are the pages by cluster. */
export const provinceReport = (unitId: UnitId, year: number, page = '0'): Intent => ({
  action: 'report_province',
  subject: `${unitId}/${page}`,
  rev: year,
});

/** The same view of the years next to this one that have anything. */
export const yearButtons = (
  years: readonly number[],
  year: number,
  intentFor: (year: number) => Intent,
): Choice[] => {
  const earlier = Math.max(...years.filter((one) => one < year));
  const later = Math.min(...years.filter((one) => one > year));
  return [earlier, later].filter(Number.isFinite).map((one) => ({
    ...opens('report.year', intentFor(one), { params: { year: one } }),
    narrow: true,
  }));
};
