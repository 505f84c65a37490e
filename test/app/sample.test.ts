import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { programFolder } from '../../src/app/program-folder.ts';
import { readSample } from '../../src/app/simulator/sample-file.ts';
import {
  sampleAccounts,
  samplePersonas,
  samplePersons,
  samplePosts,
  sampleUnits,
} from '../../src/app/simulator/sample-people.ts';
import { formerPlans, samplePlans } from '../../src/app/simulator/sample-plans.ts';
import { loadProgrammes } from '../../src/programmes/load.ts';

const folder = programFolder();
const sample = readSample(join(folder, 'samples', 'province.json'));
const [programme] = loadProgrammes(join(folder, 'programmes'));

/** The same ids at each filling. */
const counting = (): (() => string) => {
  let last = 0;
  return () => `id${(last += 1)}`;
};
const fill = () => samplePlans(sample, programme!, counting());

describe('the sample province', () => {
  test('begins at the fixed clock, registering the fixed year', () => {
    expect(new Date(sample.clock)).toEqual(new Date('2026-09-14T08:00:00+07:00'));
    expect(sample.year).toBe(2027);
  });

  test('has twelve units that register, at least one of them in every state', () => {
    const registering = sampleUnits(sample).filter(({ mayRegister }) => mayRegister);
    expect(registering).toHaveLength(12);
    const states = new Map(fill().map(({ unitId, summary }) => [unitId, summary.state]));
    const seen = new Set(registering.map(({ id }) => states.get(id) ?? 'nothing'));
    expect([...seen].toSorted()).toEqual([
      'approved',
      'drafting',
      'nothing',
      'returned',
      'reviewing',
      'sent',
    ]);
  });

  test('names nobody and nothing that could exist: every name says Mẫu', () => {
    for (const { name } of samplePersons(sample)) expect(name).toMatch(/ Mẫu$/);
    for (const { name } of sampleUnits(sample)) expect(name).toMatch(/ \(Mẫu\)$/);
    for (const { name } of sample.clusters) expect(name).toMatch(/ \(Mẫu\)$/);
    expect(sample.contact.name).toMatch(/ Mẫu/);
    expect(sample.contact.phone).toMatch(/000 0000$/);
  });

  test('is the same at each filling', () => {
    expect(fill()).toEqual(fill());
  });

  test('has the fixed personas, with the limits of the channel each imitates', () => {
    const personas = samplePersonas(sample).map(({ id, like, role, unit }) => [
      id,
      like,
      role,
      unit,
    ]);
    expect(personas).toEqual([
      ['bithu-1', 'zalo', 'Bí thư', 'Đoàn trường THPT Sao Mai (Mẫu)'],
      ['bithu-2', 'telegram', 'Bí thư', 'Đoàn cơ sở UBND phường Sao Mai (Mẫu)'],
      ['bithu-3', 'web', 'Bí thư', 'Đoàn cơ sở Ban Chỉ huy Quân sự phường (Mẫu)'],
      ['canbo-1', 'telegram', 'Bí thư', 'Đoàn phường Sao Mai (Mẫu)'],
      ['canbo-2', 'zalo', 'Cán bộ', 'Đoàn phường Sao Mai (Mẫu)'],
      ['tinh-1', 'web', 'Cán bộ', 'Tỉnh đoàn Hải Giang (Mẫu)'],
      ['quantri', 'web', 'Quản trị', 'Tỉnh đoàn Hải Giang (Mẫu)'],
    ]);
    expect(sampleAccounts(sample).map(({ address }) => address)).toEqual(
      samplePersonas(sample).map(({ id }) => id),
    );
  });

  test('starts each persona where the talk about it says', () => {
    const plans = new Map(fill().map((plan) => [plan.unitId, plan]));
    expect(plans.get('thpt')).toBeUndefined();
    expect(plans.get('ubnd')?.summary).toMatchObject({ state: 'drafting', tasks: 7 });
    expect(plans.get('bchqs')?.summary).toMatchObject({ state: 'returned', returned: 2 });
  });

  test('has the year before of one unit, to be used again', () => {
    const [plan, ...others] = formerPlans(sample, programme!, counting());
    expect(others).toEqual([]);
    expect(plan).toMatchObject({ unitId: 'thpt', year: 2026, late: false });
    expect(plan?.summary).toMatchObject({ state: 'approved', tasks: 6 });
    expect(plan?.tasks.map(({ due }) => due.lastDay)).toContain('2026-03-31');
  });

  test('points only at what it holds', () => {
    const units = new Set(sampleUnits(sample).map(({ id }) => id));
    const people = new Set(samplePersons(sample).map(({ id }) => id));
    for (const post of samplePosts(sample)) {
      expect(units).toContain(post.unitId);
      expect(people).toContain(post.personId);
    }
    for (const { parents } of sampleUnits(sample))
      for (const { unitId } of parents) expect(units).toContain(unitId);
    for (const { followUp } of sample.clusters)
      for (const id of followUp) expect(people).toContain(id);
    const ids = [...units, ...people];
    expect(new Set(ids).size).toBe(ids.length);
  });
});
