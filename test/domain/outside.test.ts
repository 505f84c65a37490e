import { describe, expect, test } from '@jest/globals';
import { saveOutside, templateReported } from '../../src/domain/outside-decisions.ts';
import type { OutsideTemplate } from '../../src/domain/outside.ts';
import {
  entryFrom,
  fieldFor,
  showOutside,
  uncheckedEntry,
  type OutsideEntry,
  type TemplateAbout,
} from '../../src/domain/outside-templates.ts';
import { plainSeason, type Season } from '../../src/domain/season.ts';
import { saveSettings } from '../../src/domain/settings-decision.ts';
import { settingsOf } from '../../src/domain/settings.ts';
import { at, contextOf, done, programme, refusedWith } from './office.ts';

const now = at('2026-11-24');
const before = at('2026-11-01');

const entry: OutsideEntry = {
  templateId: '1001',
  params: [{ name: 'customer_name', field: 'person', maxLength: 30 }],
  priceByUser: 560,
};
const reminder: OutsideTemplate = { kind: 'reminder', ...entry, checkedAt: before };
const notice: OutsideTemplate = { ...reminder, kind: 'notice' };
const other: OutsideTemplate = { ...reminder, kind: 'to_review', templateId: '1002' };

const seasonWith = (...outside: OutsideTemplate[]): Season => ({ ...plainSeason, rev: 3, outside });

const about = (params: TemplateAbout['params']): TemplateAbout => ({
  templateId: '1001',
  name: 'Nhắc hạn',
  approved: true,
  params,
  priceByUser: 560,
});

describe('what a parameter shows', () => {
  test.each([
    ['person', 'person'],
    ['customer_name', 'person'],
    ['Họ tên', 'person'],
    ['don_vi', 'unit'],
    ['Time', 'deadline'],
    ['due-date', 'deadline'],
    ['so_ngay', 'days_left'],
    ['order_status', 'status'],
    ['ghi_chu', 'next'],
    ['voucher', undefined],
  ])('of the name %s is %s', (name, field) => {
    expect(fieldFor(name)).toBe(field);
  });

  test('must be said where it is required and its name says nothing', () => {
    const params = [
      { name: 'name', required: true, maxLength: 30 },
      { name: 'x1', required: true },
      { name: 'x2', required: false },
    ];
    expect(entryFrom(about(params)).missing.map(({ name }) => name)).toEqual(['x1']);
    const { entry: made, missing } = entryFrom(about(params), { x1: 'status' });
    expect(missing).toEqual([]);
    expect(made.params).toEqual([
      { name: 'name', field: 'person', maxLength: 30 },
      { name: 'x1', field: 'status', maxLength: 30 },
    ]);
    expect(made.priceByUser).toBe(560);
  });

  test('has our own name and the usual length where nobody can be asked', () => {
    const { params, unchecked } = uncheckedEntry('77');
    expect(params.map(({ name, field }) => name === field)).not.toContain(false);
    expect(params).toHaveLength(7);
    expect(unchecked).toBe(true);
  });
});

const save = (
  person: 'quantri' | 'tinh1',
  given: { rev?: number; entry?: OutsideEntry },
  season: Season = seasonWith(notice),
) =>
  saveOutside(contextOf(person, 'tinh', now), season, {
    type: 'settings.outside',
    as: `${person}@tinh`,
    rev: given.rev ?? season.rev,
    kind: 'reminder',
    ...(given.entry ? { entry: given.entry } : {}),
  });

describe('a template', () => {
  test('is saved beside the others, dated and noted', () => {
    const saved = done(save('quantri', { entry }));
    expect(saved.changes.season.outside).toEqual([{ ...reminder, checkedAt: now }, notice]);
    expect(saved.audit).toEqual([
      {
        action: 'outside.set',
        subject: 'season',
        before: { kind: 'reminder', templateId: '' },
        after: { kind: 'reminder', templateId: '1001' },
      },
    ]);
  });

  test('is taken away without an entry', () => {
    const saved = done(save('quantri', {}, seasonWith(reminder, notice)));
    expect(saved.changes.season.outside).toEqual([notice]);
    expect(saved.audit.map(({ action }) => action)).toEqual(['outside.removed']);
  });

  test.each([
    ['by whoever is no administrator', () => save('tinh1', { entry }), 'not_allowed'],
    [
      'over what somebody else has saved',
      () => save('quantri', { entry, rev: 2 }),
      'settings_changed',
    ],
    [
      'with an id that is none',
      () => save('quantri', { entry: { ...entry, templateId: 'a b' } }),
      'invalid_field',
    ],
  ])('is not saved %s', (_how, act, code) => {
    expect(refusedWith(act())?.code).toBe(code);
  });

  test('that may not be used any more is shown so, with the day', () => {
    const [first, second] = showOutside([{ ...reminder, refusedAt: now }, notice]);
    expect(first).toMatchObject({ kind: 'reminder', state: 'refused', since: now.toISOString() });
    expect(second).toEqual({ kind: 'review_result' });
  });
});

describe('the settings as a whole', () => {
  const saveAll = (person: 'quantri' | 'tinh1', outside: { kind: 'reminder' }[] = []) => {
    const season = seasonWith(reminder, notice);
    return saveSettings(
      contextOf(person, 'tinh', now),
      { season, holidays: [], programmes: [programme] },
      {
        type: 'settings.save',
        as: `${person}@tinh`,
        rev: 3,
        settings: { ...settingsOf(season, []), minTasksPerHead: 2 },
        outside,
      },
    );
  };

  test('leave templates alone that are not part of the change', () => {
    expect(done(saveAll('tinh1')).changes.season.outside).toEqual([reminder, notice]);
  });

  test('carry templates for an administrator and for nobody else', () => {
    const saved = done(saveAll('quantri', [{ kind: 'reminder' }]));
    expect(saved.changes.season.outside).toEqual([notice]);
    expect(saved.result.changed).toBe(2);
    expect(refusedWith(saveAll('tinh1', [{ kind: 'reminder' }]))?.code).toBe('not_allowed');
  });
});

const status = (to: string, templateId = '1001') =>
  ({ about: 'template', templateId, what: 'status', to, reason: ' Sai mục đích ' }) as const;

describe('what Zalo reports', () => {
  test.each(['REJECT', 'DISABLE', 'DELETE'])('%s takes a template out of use', (to) => {
    const { season, notices, audit } = templateReported(
      seasonWith(reminder, other, notice),
      status(to),
      now,
    );
    const out = (one: OutsideTemplate) => ({ ...one, refusedAt: now });
    expect(season?.outside).toEqual([out(reminder), other, out(notice)]);
    expect(notices).toEqual([
      {
        to: { admins: true },
        body: {
          name: 'template_changed',
          what: 'refused',
          templateId: '1001',
          kinds: ['reminder', 'notice'],
          reason: 'Sai mục đích',
        },
      },
    ]);
    expect(audit.map(({ action }) => action)).toEqual(['outside.reported']);
  });

  test('ENABLE brings it back', () => {
    const { season, notices } = templateReported(
      seasonWith({ ...reminder, refusedAt: before }),
      status('ENABLE'),
      now,
    );
    expect(season?.outside).toEqual([{ ...reminder, checkedAt: now }]);
    expect(notices.map(({ body }) => body)).toMatchObject([{ what: 'accepted' }]);
  });

  test('is told once: a second refusal keeps the first day', () => {
    const { season } = templateReported(seasonWith(reminder), status('DISABLE'), before);
    const again = season && templateReported(season, status('DELETE'), now);
    expect(again).toEqual({ notices: [], audit: [] });
  });

  test('of a template that nobody has entered is told only when it is refused', () => {
    const refused = templateReported(seasonWith(reminder), status('REJECT', '99'), now);
    expect(refused.season).toBeUndefined();
    expect(refused.notices.map(({ body }) => body)).toMatchObject([
      { what: 'refused', templateId: '99', kinds: [] },
    ]);
    const enabled = templateReported(seasonWith(reminder), status('ENABLE', '99'), now);
    expect(enabled).toEqual({ notices: [], audit: [] });
  });

  test.each([
    ['low quality', { what: 'quality', to: 'LOW' }, ['quality']],
    ['high quality', { what: 'quality', to: 'HIGH' }, []],
    ['a smaller quota', { what: 'quota', from: '500', to: '100' }, ['quota']],
    ['a larger quota', { what: 'quota', from: '100', to: '500' }, []],
    ['a state that changes nothing', { what: 'status', to: 'PENDING_REVIEW' }, []],
  ] as const)('of %s is told as far as somebody must know', (_what, report, expected) => {
    const about = { about: 'template', templateId: '1001', ...report } as const;
    const { season, notices } = templateReported(seasonWith(reminder), about, now);
    expect(season).toBeUndefined();
    expect(notices.map(({ body }) => 'what' in body && body.what)).toEqual(expected);
  });

  test.each([
    [{ from: '2000', to: '500' }, ['allowance']],
    [{ from: '500', to: '2000' }, []],
    [{ to: '500' }, []],
  ])('of the allowance %j is told when it shrinks', (figures, expected) => {
    const { notices } = templateReported(plainSeason, { about: 'allowance', ...figures }, now);
    expect(notices.map(({ body }) => 'what' in body && body.what)).toEqual(expected);
  });
});
