import { describe, expect, test } from '@jest/globals';
import type { CommandOf } from '../../src/domain/commands.ts';
import {
  followCluster,
  followersOf,
  followUnits,
  mayAssign,
  mayAssignCluster,
} from '../../src/domain/following.ts';
import type { Cluster, Unit } from '../../src/domain/organisation.ts';
import { treeAt } from '../../src/domain/tree.ts';
import {
  at,
  clusters,
  contextOf,
  done,
  post,
  posts,
  refusedWith,
  season,
  tree,
  units,
} from './office.ts';

const unitsNamed = (...ids: readonly string[]): readonly Unit[] =>
  ids.flatMap((id) => tree.unit(id) ?? []);

const follow = (
  who: string,
  where: string,
  more: Partial<CommandOf<'unit.follow'>> & { unitIds: readonly string[] },
  known = unitsNamed(...more.unitIds),
) =>
  followUnits(
    contextOf(who, where, season),
    { units: known, posts },
    { type: 'unit.follow', as: `${who}@${where}`, add: [], remove: [], ...more },
  );

describe('who says who follows a unit', () => {
  const cases: readonly (readonly [string, string, string, boolean])[] = [
    ['a cadre of the superior', 'canbo1@xa1', 'truong1', true],
    ['a cadre of the superior, through a unit that only groups', 'canbo1@xa1', 'chidoan', true],
    ['the province', 'tinh1@tinh', 'truong1', true],
    ['the province, for a commune union', 'tinh1@tinh', 'xa1', true],
    ['the administrator', 'quantri@tinh', 'coquan', true],
    ['another superior', 'canbo3@xa2', 'truong1', false],
    ['a superior about itself', 'canbo1@xa1', 'xa1', false],
    ['a secretary about the own unit', 'binh@truong1', 'truong1', false],
    ['the province about itself', 'tinh1@tinh', 'tinh', false],
  ];
  test.each(cases)('%s (%s, %s): %s', (_who, postId, unitId, expected) => {
    const held = posts.find(({ id }) => id === postId);
    expect(held && mayAssign(tree, held, unitId)).toBe(expected);
  });

  test('a cluster belongs to whoever looks after all its units, and to the top', () => {
    const may = (who: string, where: string) => mayAssignCluster(tree, post(who, where), 'cum1');
    expect([may('a', 'xa1'), may('a', 'xa2'), may('a', 'tinh'), may('a', 'truong1')]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    const none = treeAt(units, [{ id: 'cum9', rev: 1, name: 'Cụm trống', followUp: [] }], season);
    expect(mayAssignCluster(none, post('a', 'xa1'), 'cum9')).toBe(false);
  });
});

describe('naming cadres for units', () => {
  test('several units at once: each is noted, each cadre is told once with all names', () => {
    const { changes, audit, notices } = done(
      follow('canbo2', 'xa1', { unitIds: ['truong1', 'truong2'], add: ['canbo1', 'canbo2'] }),
    );
    expect(changes.units.map(({ followedBy }) => followedBy)).toEqual([
      ['canbo1', 'canbo2'],
      ['canbo1', 'canbo2'],
    ]);
    expect(audit.map(({ action, unitId, after }) => [action, unitId, after])).toEqual([
      ['unit.followed', 'truong1', { people: ['canbo1', 'canbo2'] }],
      ['unit.followed', 'truong2', { people: ['canbo1', 'canbo2'] }],
    ]);
    expect(notices).toHaveLength(2);
    expect(notices[0]).toEqual({
      to: { person: 'canbo1' },
      except: 'canbo2',
      body: {
        name: 'follow_changed',
        names: ['Đoàn truong1 Mẫu', 'Đoàn truong2 Mẫu'],
        cluster: false,
        follows: true,
      },
    });
  });

  test('taking off tells the cadre, and what is so already changes and tells nothing', () => {
    const named = unitsNamed('truong1').map((one) => ({ ...one, followedBy: ['canbo1'] }));
    const off = done(follow('canbo2', 'xa1', { unitIds: ['truong1'], remove: ['canbo1'] }, named));
    expect(off.changes.units[0]?.followedBy).toEqual([]);
    expect(off.notices[0]?.body).toMatchObject({ follows: false });
    const same = done(follow('canbo2', 'xa1', { unitIds: ['truong1'], add: ['canbo1'] }, named));
    expect([same.changes.units, same.audit, same.notices]).toEqual([[], [], []]);
  });

  test('only people of the superior that the units share may be named', () => {
    const code = (more: Parameters<typeof follow>[2], who = 'tinh1', where = 'tinh') =>
      refusedWith(follow(who, where, more))?.code;
    expect(code({ unitIds: ['truong1'], add: ['canbo3'] })).toBe('not_of_superior');
    expect(code({ unitIds: ['truong1'], add: ['tinh1'] })).toBe('not_of_superior');
    expect(code({ unitIds: ['truong1', 'coquan'], add: ['canbo1'] })).toBe('not_of_superior');
    expect(code({ unitIds: ['truong1'], add: ['canbo1'] })).toBeUndefined();
    expect(code({ unitIds: ['truong1'], add: ['canbo1'] }, 'canbo3', 'xa2')).toBe('not_allowed');
    expect(code({ unitIds: [], add: ['canbo1'] })).toBe('not_found');
  });
});

describe('the team of a cluster', () => {
  const cluster: Cluster = { id: 'cum1', rev: 1, name: 'Cụm số 1 Mẫu', followUp: ['canbo2'] };
  const order = (add: readonly string[], remove: readonly string[] = []) =>
    followCluster(
      contextOf('tinh1', 'tinh', season),
      { cluster, posts },
      { type: 'cluster.follow', as: 'tinh1@tinh', clusterId: 'cum1', add, remove },
    );

  test('comes from the superiors of its units and from whoever chooses it', () => {
    const { changes, audit } = done(order(['canbo1', 'tinh1'], ['canbo2']));
    expect(changes.cluster.followUp).toEqual(['canbo1', 'tinh1']);
    expect(audit).toHaveLength(1);
    expect(refusedWith(order(['canbo3']))?.code).toBe('not_of_superior');
    expect(refusedWith(order(['binh']))?.code).toBe('not_of_superior');
  });

  test('follows a unit for which nobody is named', () => {
    const team = treeAt(units, [{ ...cluster, followUp: ['canbo2'] }], at('2026-09-14'));
    const [truong1] = unitsNamed('truong1');
    if (!truong1) throw new Error('the office has no truong1');
    expect(followersOf(team, truong1)).toEqual({ people: ['canbo2'], byCluster: true });
    const named = { ...truong1, followedBy: ['canbo1'] };
    expect(followersOf(team, named)).toEqual({ people: ['canbo1'], byCluster: false });
    expect(clusters[0]?.followUp).toEqual([]);
  });
});
