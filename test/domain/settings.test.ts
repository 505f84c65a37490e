import { describe, expect, test } from '@jest/globals';
import { plainSeason, type Season } from '../../src/domain/season.ts';
import { saveSettings } from '../../src/domain/settings-decision.ts';
import {
  compareSettings,
  settingsFault,
  settingsOf,
  withMilestone,
  type SettingsValue,
} from '../../src/domain/settings.ts';
import { at, contextOf, done, programme, refusedWith } from './office.ts';

const now = at('2026-10-10');
const holidays = [{ day: '2027-01-01', name: 'Tết Dương lịch' }];
const plain = settingsOf(plainSeason, holidays);

const save = (settings: SettingsValue, season: Season = plainSeason, person = 'tinh1') =>
  saveSettings(
    contextOf(person, person === 'tinh1' || person === 'quantri' ? 'tinh' : 'xa1', now),
    { season, holidays, programmes: [programme] },
    {
      type: 'settings.save',
      as: `${person}@${person === 'canbo1' ? 'xa1' : 'tinh'}`,
      rev: season.rev,
      settings,
    },
  );

const extended = withMilestone(plain, 2027, 'dueBefore', '2026-10-21');

test('a moved deadline is saved, logged with before and after, and told to all with both dates', () => {
  const saved = done(save(extended));
  expect(saved.changes.season.milestones).toEqual([{ year: 2027, dueBefore: '2026-10-21' }]);
  expect(saved.audit.map(({ before, after }) => [before, after])).toEqual([
    [
      { field: 'dueBefore', name: '2027', value: '' },
      { field: 'dueBefore', name: '2027', value: '2026-10-21' },
    ],
  ]);
  expect(saved.notices).toEqual([
    {
      to: { all: true },
      except: 'tinh1',
      body: {
        name: 'deadline_moved',
        year: 2027,
        before: { dueBefore: '15/10/2026', lastDay: '14/10/2026' },
        after: { dueBefore: '21/10/2026', lastDay: '20/10/2026', lateUntil: '31/12/2026' },
      },
    },
  ]);
});

test('nobody is told of what is no deadline, and the holidays of the program stay its own', () => {
  const saved = done(save({ ...plain, minTasksPerHead: 2 }));
  expect(saved.notices).toEqual([]);
  expect(saved.changes.season.holidays).toBeUndefined();
  const edited = done(save({ ...plain, holidays: [] }));
  expect(edited.changes.season.holidays).toEqual([]);
});

test('the same settings again change nothing', () => {
  expect(done(save(plain)).audit).toEqual([]);
  expect(
    compareSettings(extended, withMilestone(extended, 2027, 'dueBefore', '2026-10-21')),
  ).toEqual([]);
  expect(withMilestone(extended, 2027, 'dueBefore', undefined)).toEqual(plain);
});

describe('refused', () => {
  test.each<[string, SettingsValue, string]>([
    ['due before it opens', withMilestone(plain, 2027, 'dueBefore', '2026-08-01'), 'order'],
    [
      'late until before the deadline',
      withMilestone(plain, 2027, 'lateUntil', '2026-10-01'),
      'order',
    ],
    ['a day that does not exist', withMilestone(plain, 2027, 'dueBefore', '2026-02-30'), 'day'],
    ['a year of no programme', withMilestone(plain, 2040, 'dueBefore', '2039-10-15'), 'year'],
    ['a day in another decade', withMilestone(plain, 2027, 'lateUntil', '2036-10-15'), 'year'],
    ['a holiday that is no day', { ...plain, holidays: [{ day: 'Tết', name: 'Tết' }] }, 'day'],
    ['a swapped day that is no day', { ...plain, workdays: ['2026-13-01'] }, 'day'],
    ['no task at all', { ...plain, minTasksPerHead: 0 }, 'min'],
    ['half a task', { ...plain, minTasksPerHead: 1.5 }, 'min'],
    [
      'reminders every zero days',
      { ...plain, reminders: { escalateAfterDays: 0, reviewAfterDays: 3 } },
      'reminders',
    ],
    ['a helper without a phone', { ...plain, contact: { name: 'Lê Mẫu', phone: ' ' } }, 'contact'],
  ])('%s', (_what, settings, what) => {
    expect(settingsFault([programme], settings)?.what).toBe(what);
    expect(refusedWith(save(settings))).toMatchObject({
      code: 'settings_wrong',
      params: { fault: what },
    });
  });

  test('somebody who may not, or who was not shown what holds now', () => {
    expect(refusedWith(save(extended, plainSeason, 'canbo1'))).toMatchObject({
      code: 'not_allowed',
    });
    const old = saveSettings(
      contextOf('quantri', 'tinh', now),
      { season: { ...plainSeason, rev: 3 }, holidays, programmes: [programme] },
      { type: 'settings.save', as: 'quantri@tinh', rev: 2, settings: extended },
    );
    expect(refusedWith(old)).toMatchObject({ code: 'settings_changed' });
  });
});
