import { describe, expect, it } from '@jest/globals';
import {
  changesBetween,
  isChanged,
  latestReport,
  type Report,
} from '../../src/domain/report-up.ts';
import { showReportUp, type ReportSource } from '../../src/domain/show-report-up.ts';
import { at, draftOf, programme, send } from './office.ts';
import { reportContent, reportedUnit } from './report-content.ts';
import { closeAs, decideAs } from './reviewing.ts';

const draft = draftOf('1.1', '2.1', '3.1').summary;
const late = send(draftOf('1.1', '1.2', '2.1', '3.1'), at('2026-11-20')).summary;
const sent = send(draftOf('1.1', '2.1', '3.1'));
const approved = closeAs('canbo1', decideAs('canbo1', sent, 'approved')).summary;

const source: ReportSource = {
  unit: { id: 'xa1', name: 'Đoàn xã 1 (Mẫu)' },
  superiorName: 'Tỉnh đoàn (Mẫu)',
  year: 2027,
  programme,
  now: at('2026-11-24'),
  units: [
    {
      unitId: '10',
      unitName: 'Đoàn 10 Mẫu',
      summary: late,
      clusterName: 'Cụm 1',
      superiorId: 'xa1',
    },
    { unitId: '2', unitName: 'Đoàn 2 Mẫu', summary: approved, superiorId: 'xa1' },
    {
      unitId: '3',
      unitName: 'Đoàn 3 Mẫu',
      summary: draft,
      clusterName: 'Cụm 1',
      superiorId: 'xa2',
    },
    { unitId: '4', unitName: 'Đoàn 4 Mẫu', superiorId: 'xa2', superiorName: 'Đoàn xã 2 (Mẫu)' },
  ],
  clusters: [{ name: 'Cụm 1', cadres: ['Lê Duyệt Mẫu'] }],
};

describe('the content of a report to the superior', () => {
  const content = showReportUp(source);

  it('counts units and tasks; what is only drafted counts nowhere but among the missing', () => {
    expect(content.counts).toMatchObject({ units: 4, sent: 2, late: 1, missing: 2 });
    expect(content.tasks).toBe(7);
    expect(content.heads.map(({ units, tasks, approved: yes }) => [units, tasks, yes])).toEqual([
      [2, 3, 1],
      [2, 2, 1],
      [2, 2, 1],
    ]);
  });

  it('lists every unit once, by name, with what was registered under each head', () => {
    expect(content.units.map(({ unitId, byHead }) => [unitId, byHead])).toEqual([
      ['2', [1, 1, 1]],
      ['3', [1, 1, 1]],
      ['4', [0, 0, 0]],
      ['10', [2, 1, 1]],
    ]);
    expect(content.clusters).toMatchObject([{ name: 'Cụm 1', counts: { units: 2, sent: 1 } }]);
  });

  it('says until when units register and until when the superior reports', () => {
    expect(content.deadline).toEqual({ dueBefore: '15/10/2026', lastDay: '14/10/2026' });
    expect(content.reportDeadline).toEqual({ dueBefore: '25/10/2026', lastDay: '24/10/2026' });
  });

  it('over several superiors it names the superior of each unit and counts by superior', () => {
    const all = showReportUp({
      ...source,
      superiors: [
        { unitId: 'xa2', name: 'Đoàn xã 2 (Mẫu)' },
        { unitId: 'xa1', name: 'Đoàn xã 1 (Mẫu)' },
      ],
    });
    expect(all.superiors?.map(({ unitId, counts }) => [unitId, counts.units])).toEqual([
      ['xa1', 2],
      ['xa2', 2],
    ]);
    expect(all.units.find(({ unitId }) => unitId === '4')?.superiorName).toBe('Đoàn xã 2 (Mẫu)');
    expect(content.superiors).toBeUndefined();
  });
});

describe('what has changed since a report', () => {
  const before = reportContent('xa1', [reportedUnit('a'), reportedUnit('b', { state: 'none' })]);

  it('is nothing when nothing has', () => {
    expect(isChanged(changesBetween(before, before))).toBe(false);
  });

  it('is every figure and every unit that stands differently, new units too', () => {
    const after = reportContent('xa1', [
      reportedUnit('a', { state: 'approved' }),
      reportedUnit('b', { state: 'none' }),
      reportedUnit('c', { state: 'sent', late: true }),
    ]);
    expect(changesBetween(before, after)).toEqual({
      figures: [
        { figure: 'units', before: 2, after: 3 },
        { figure: 'sent', before: 1, after: 2 },
        { figure: 'late', before: 0, after: 1 },
        { figure: 'approved', before: 0, after: 1 },
      ],
      units: [
        { unitName: 'Đoàn cơ sở a (Mẫu)', before: 'sent', after: 'approved' },
        { unitName: 'Đoàn cơ sở c (Mẫu)', before: 'none', after: 'sent' },
      ],
    });
  });

  it('the newest version is found in whatever order they come', () => {
    const report = (version: number): Report => ({
      id: `r${version}`,
      rev: 1,
      unitId: 'xa1',
      year: 2027,
      version,
      at: at('2026-10-20'),
      by: { personId: 'p', postId: 'q' },
      content: before,
      signer: { name: '', post: 'secretary' },
    });
    expect(latestReport([report(2), report(3), report(1)])?.version).toBe(3);
  });
});
