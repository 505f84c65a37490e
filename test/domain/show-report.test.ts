import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { registrationStates, type Summary } from '../../src/domain/registration.ts';
import {
  showProvinceReport,
  showSuperiorReport,
  type Reported,
} from '../../src/domain/show-report.ts';
import { at, draftOf, programme, send } from './office.ts';
import { closeAs, decideAs } from './reviewing.ts';

const draft = draftOf('1.1', '2.1', '3.1').summary;
const inTime = send(draftOf('1.1', '2.1', '3.1')).summary;
const late = send(draftOf('1.1', '2.1', '3.1'), at('2026-11-20')).summary;
const approved = closeAs(
  'canbo1',
  decideAs('canbo1', send(draftOf('1.1', '2.1', '3.1')), 'approved'),
).summary;

const reported = (
  unitId: string,
  summary: Summary | undefined,
  clusterName?: string,
  superiorId = 'xa1',
): Reported => ({ unitId, unitName: `Đoàn ${unitId} Mẫu`, clusterName, superiorId, summary });

const units: Reported[] = [
  reported('10', inTime, 'Cụm 2'),
  reported('2', late, 'Cụm 1'),
  reported('5', draft, 'Cụm 1'),
  reported('4', undefined),
  reported('7', approved, 'Cụm 1', 'xa2'),
];

const sight = {
  unit: { id: 'xa1', name: 'Đoàn xa1 Mẫu' },
  year: 2027,
  programme,
  now: at('2026-11-24'),
  units,
};

describe('the report of a superior', () => {
  const report = showSuperiorReport(sight);

  it('counts units by what has become of their plans', () => {
    expect(report.counts).toEqual({
      units: 5,
      sent: 3,
      late: 1,
      missing: 2,
      byState: { none: 1, drafting: 1, sent: 2, reviewing: 0, returned: 0, approved: 1 },
    });
    expect(report.deadline.phase).toBe('late');
  });

  it('lists units by name, numbers by size, also those without a plan', () => {
    expect(report.units.map((one) => one.unitId)).toEqual(['2', '4', '5', '7', '10']);
    expect(report.units[1]).toEqual({
      unitId: '4',
      unitName: 'Đoàn 4 Mẫu',
      state: 'none',
      tasks: 0,
      itemsFilled: 0,
      late: false,
      pending: 0,
      returned: 0,
    });
    expect(report.units[0]).toMatchObject({ state: 'sent', late: true, tasks: 3, itemsFilled: 3 });
  });

  it('counts each cluster for itself', () => {
    expect(report.clusters.map(({ name, counts }) => [name, counts.units, counts.sent])).toEqual([
      ['Cụm 1', 3, 2],
      ['Cụm 2', 1, 1],
    ]);
  });

  it('counts no late plan that was taken back', () => {
    const back = { ...late, state: 'drafting' as const };
    expect(showSuperiorReport({ ...sight, units: [reported('1', back)] }).counts).toMatchObject({
      sent: 0,
      late: 0,
      missing: 1,
    });
  });
});

describe('the report of the province', () => {
  it('counts superior by superior, also one without units', () => {
    const report = showProvinceReport({ ...sight, unit: { id: 'tinh', name: 'Tỉnh Mẫu' } }, [
      { unitId: 'xa3', name: 'Xã Ba Mẫu' },
      { unitId: 'xa1', name: 'Xã Ấp Mẫu' },
      { unitId: 'xa2', name: 'Xã Bi Mẫu' },
    ]);
    expect(report.unitName).toBe('Tỉnh Mẫu');
    expect(
      report.superiors.map(({ unitId, counts }) => [unitId, counts.units, counts.sent]),
    ).toEqual([
      ['xa1', 4, 2],
      ['xa3', 0, 0],
      ['xa2', 1, 1],
    ]);
    expect(report.counts.units).toBe(5);
  });

  it('adds up, whatever the plans are like', () => {
    const someUnit = fc
      .tuple(
        fc.constantFrom(...registrationStates),
        fc.boolean(),
        fc.constantFrom('xa1', 'xa2'),
        fc.constantFrom('Cụm 1', undefined),
      )
      .map(([state, isLate, superiorId, cluster]) =>
        reported('u', { ...draft, state, late: isLate }, cluster, superiorId),
      );
    fc.assert(
      fc.property(fc.array(someUnit, { maxLength: 30 }), (some) => {
        const { counts, superiors } = showProvinceReport({ ...sight, units: some }, [
          { unitId: 'xa1', name: 'Một' },
          { unitId: 'xa2', name: 'Hai' },
        ]);
        const sum = (of: (one: typeof counts) => number) =>
          superiors.reduce((total, one) => total + of(one.counts), 0);
        expect(sum((one) => one.units)).toBe(counts.units);
        expect(sum((one) => one.late)).toBe(counts.late);
        expect(counts.sent + counts.missing).toBe(counts.units);
        expect(Object.values(counts.byState).reduce((a, b) => a + b, 0)).toBe(counts.units);
        expect(counts.late).toBeLessThanOrEqual(counts.sent);
      }),
    );
  });
});
