import { describe, expect, test } from '@jest/globals';
import { templateFor } from '../../src/domain/message-ways.ts';
import { saveOutside, templateReported } from '../../src/domain/outside-decisions.ts';
import { entryFrom, showOutside } from '../../src/domain/outside-templates.ts';
import { tryOutside, type TrialPlace } from '../../src/domain/outside-trial.ts';
import { outsideNews } from '../../src/domain/outside-words.ts';
import type { OutsideTemplate } from '../../src/domain/outside.ts';
import { plainSeason } from '../../src/domain/season.ts';
import { at, contextOf, done, refusedWith } from './office.ts';

const morning = at('2026-09-20');
const template: OutsideTemplate = {
  kind: 'reminder',
  templateId: '1001',
  params: [{ name: 'customer_name', field: 'person', maxLength: 30 }],
  priceByUser: 560,
  checkedAt: at('2026-09-01'),
};
const here: TrialPlace = {
  offered: true,
  account: { id: 'zalo:z1' },
  askedAt: 'zalo:z1',
};

const tryIt = (
  place: Partial<TrialPlace> = {},
  { person = 'quantri', now = morning, outside = [template] } = {},
) =>
  tryOutside(
    contextOf(person, 'tinh', now),
    { ...plainSeason, outside },
    { ...here, ...place },
    {
      type: 'outside.try',
      as: `${person}@tinh`,
      kind: 'reminder',
    },
  );

const bodyOf = (decided: ReturnType<typeof tryIt>) => {
  const body = done(decided).notices[0]?.body;
  if (body?.name !== 'template_trial') throw new Error('no trial');
  return body;
};

describe('a template that is tried', () => {
  test('goes to one chat of the asker, with the year that is registered now and its last day', () => {
    const { notices, audit, result } = done(tryIt());
    expect(notices).toHaveLength(1);
    expect(notices[0]?.to).toEqual({ account: 'zalo:z1' });
    expect(bodyOf(tryIt())).toEqual({
      name: 'template_trial',
      trial: {
        template: {
          kind: 'reminder',
          templateId: '1001',
          params: template.params,
          priceByUser: 560,
        },
        askedAt: 'zalo:z1',
      },
      unitName: 'Đoàn tinh Mẫu',
      year: 2027,
      lastDay: '14/10/2026',
      daysLeft: 24,
    });
    expect(audit).toEqual([
      {
        action: 'outside.tried',
        subject: 'season',
        after: { kind: 'reminder', templateId: '1001' },
      },
    ]);
    expect(result).toEqual({ kind: 'reminder' });
  });

  test('says its kind and sample values in the few words of a template', () => {
    expect(outsideNews(bodyOf(tryIt()))).toEqual({
      kind: 'reminder',
      unit: 'Đoàn tinh Mẫu',
      year: '2027',
      deadline: '14/10/2026',
      daysLeft: 24,
    });
  });

  test.each([
    ['2026-09-20', '22:00', '2026-09-20T23:00:00.000Z'],
    ['2026-09-20', '05:59', '2026-09-19T23:00:00.000Z'],
    ['2026-09-20', '06:00', undefined],
    ['2026-09-20', '21:59', undefined],
  ])('on %s at %s goes at %s', (day, time, expected) => {
    expect(done(tryIt({}, { now: at(day, time) })).result.at).toBe(expected);
  });

  test('is also one that Zalo has refused: its answer says why', () => {
    const outside = [{ ...template, refusedAt: morning }];
    expect(bodyOf(tryIt({}, { outside })).trial.template.templateId).toBe('1001');
  });

  test('goes by phone where it is tried so, to whoever has shared a number', () => {
    const phone = { number: '84900000123', at: morning };
    const place = { byPhone: true, account: { id: 'zalo:z1', phone } };
    expect(bodyOf(tryIt(place)).trial.byPhone).toBe(true);
    expect(JSON.stringify(done(tryIt(place)))).not.toContain('84900000123');
    expect(refusedWith(tryIt({ byPhone: true }))?.code).toBe('trial_no_phone');
  });

  test.each([
    ['trial_zalo_only', { offered: false, account: undefined }, {}],
    ['trial_no_chat', { account: undefined }, {}],
    ['settings_changed', {}, { outside: [] }],
    ['not_allowed', {}, { person: 'tinh1' }],
  ])('is refused as %s', (code, place, more) => {
    expect(refusedWith(tryIt(place, more))?.code).toBe(code);
  });
});

describe('a template that waits to be approved', () => {
  const about = {
    templateId: '1004',
    name: 'Thông báo',
    approved: false,
    development: true,
    params: [{ name: 'person', required: true, maxLength: 30 }],
  } as const;
  const { entry } = entryFrom(about);
  const save = { type: 'settings.outside', as: 'quantri@tinh', rev: 0, kind: 'reminder' } as const;
  const saved = done(
    saveOutside(contextOf('quantri', 'tinh', morning), plainSeason, { ...save, entry }),
  ).changes.season;

  test('is kept for trying, and nobody else is written to by it', () => {
    expect(saved.outside).toEqual([
      {
        kind: 'reminder',
        templateId: '1004',
        params: [{ name: 'person', field: 'person', maxLength: 30 }],
        checkedAt: morning,
        refusedAt: morning,
      },
    ]);
    expect(templateFor(saved.outside, 'reminder')).toBeUndefined();
    expect(showOutside(saved.outside ?? [])[0]?.state).toBe('refused');
    expect(
      bodyOf(tryIt({}, { outside: [...(saved.outside ?? [])] })).trial.template.templateId,
    ).toBe('1004');
  });

  test('is used as soon as Zalo approves it', () => {
    const report = { about: 'template', templateId: '1004', what: 'status', to: 'ENABLE' } as const;
    const { season } = templateReported(saved, report, at('2026-09-21'));
    expect(templateFor(season?.outside, 'reminder')?.templateId).toBe('1004');
  });
});
