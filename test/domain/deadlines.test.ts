import { join } from 'node:path';
import { describe, expect, it, test } from '@jest/globals';
import {
  deadlineView,
  milestoneOf,
  phaseAt,
  reportUpBefore,
  yearToRegister,
} from '../../src/domain/deadlines.ts';
import { plainSeason, withSeason } from '../../src/domain/season.ts';
import { loadProgrammes } from '../../src/programmes/load.ts';

const programme = loadProgrammes(join(import.meta.dirname, '../../programmes'))[0]!;
const at = (words: string): Date => new Date(`${words}+07:00`);

describe('the milestones of 2027', () => {
  it('begin and end at midnight in Viet Nam', () => {
    expect(milestoneOf(programme, 2027)).toEqual({
      opensAt: at('2026-09-01T00:00'),
      dueBefore: at('2026-10-15T00:00'),
      lateBefore: at('2027-01-01T00:00'),
    });
    expect(reportUpBefore(programme, 2027)).toEqual(at('2026-10-25T00:00'));
  });

  test.each([
    ['2026-08-31T23:59:59.999', 'early', 44],
    ['2026-09-01T00:00', 'open', 43],
    ['2026-09-14T08:00', 'open', 30],
    ['2026-10-14T00:00', 'open', 0],
    ['2026-10-14T23:59:59.999', 'open', 0],
    ['2026-10-15T00:00', 'late', -1],
    ['2026-12-31T23:59:59.999', 'late', -78],
    ['2027-01-01T00:00', 'closed', -79],
  ])('at %s are in phase %s with %d days left', (words, phase, daysLeft) => {
    const view = deadlineView(programme, 2027, at(words));
    expect(phaseAt(milestoneOf(programme, 2027), at(words))).toBe(phase);
    expect(view).toEqual({
      year: 2027,
      opens: '01/09/2026',
      dueBefore: '15/10/2026',
      lastDay: '14/10/2026',
      lateUntil: '31/12/2026',
      daysLeft,
      phase,
    });
  });
});

describe('the year that is offered', () => {
  const none = () => false;
  const all = () => true;
  const open2027 = {
    firstYear: 2023,
    lastYear: 2027,
    year: 2027,
    opens: '01/09/2026',
    closes: '31/12/2026',
  };

  it('is the open one, in time or late', () => {
    expect(yearToRegister(programme, at('2026-09-14T08:00'), none)).toEqual({
      ...open2027,
      phase: 'open',
    });
    expect(yearToRegister(programme, at('2026-11-24T08:00'), none)).toEqual({
      ...open2027,
      phase: 'late',
    });
  });

  it('stays the newest open one when everything is sent', () => {
    expect(yearToRegister(programme, at('2026-11-24T08:00'), all)).toMatchObject({ year: 2027 });
  });

  it('is the oldest unsent one when two are open', () => {
    const lenient = {
      ...programme,
      registration: {
        ...programme.registration,
        lateUntil: { year: 0 as const, date: '12-31' },
      },
    };
    const now = at('2025-10-01T08:00');
    expect(yearToRegister(lenient, now, none)).toMatchObject({ year: 2025, phase: 'late' });
    expect(yearToRegister(lenient, now, (year) => year === 2025)).toMatchObject({
      year: 2026,
      phase: 'open',
    });
    expect(yearToRegister(lenient, now, all)).toMatchObject({ year: 2026 });
  });

  it('is the running one between two seasons, with the time in which the next opens', () => {
    expect(yearToRegister(programme, at('2026-02-01T08:00'), none)).toEqual({
      ...open2027,
      year: 2026,
      phase: 'closed',
    });
    expect(yearToRegister(programme, at('2027-06-01T08:00'), none)).toEqual({
      ...open2027,
      phase: 'closed',
    });
  });

  it('is the first one before the programme begins, and none after it ends', () => {
    expect(yearToRegister(programme, at('2022-08-01T08:00'), none)).toMatchObject({
      year: 2023,
      phase: 'early',
      opens: '01/09/2022',
    });
    expect(yearToRegister(programme, at('2028-01-01T00:00'), none)).toEqual({
      firstYear: 2023,
      lastYear: 2027,
      outside: true,
    });
  });
});

test('dates that an office has set take the place of the guidance’s, for that year alone', () => {
  const moved = withSeason(programme, {
    ...plainSeason,
    milestones: [{ year: 2027, dueBefore: '2026-10-20', reportUpBefore: '2026-10-30' }],
    minTasksPerHead: 2,
  });
  const now = new Date('2026-10-17T08:00:00+07:00');
  expect(deadlineView(moved, 2027, now)).toMatchObject({ lastDay: '19/10/2026', daysLeft: 2 });
  expect(deadlineView(programme, 2027, now)).toMatchObject({ phase: 'late' });
  expect(deadlineView(moved, 2026, now)).toEqual(deadlineView(programme, 2026, now));
  expect(reportUpBefore(moved, 2027)).toEqual(new Date('2026-10-30T00:00:00+07:00'));
  expect(moved.rules.minTasksPerHead).toBe(2);
});
