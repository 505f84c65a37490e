import { describe, expect, test } from '@jest/globals';
import { treeAt } from '../../src/domain/tree.ts';
import { at, clusters, tree, unit, units } from './office.ts';

const ids = (list: readonly { id: string }[]): string[] => list.map((one) => one.id);

describe('the unit tree', () => {
  test('the superior is the nearest ancestor that may approve, in both shapes', () => {
    expect(tree.superiorOf('truong1')?.id).toBe('xa1');
    expect(tree.superiorOf('chidoan')?.id).toBe('xa1');
    expect(tree.superiorOf('dactrieu')?.id).toBe('tinh');
    expect(tree.superiorOf('xa1')?.id).toBe('tinh');
    expect(tree.superiorOf('tinh')).toBeUndefined();
  });

  test('a superior reviews its own units, the province also sees those of the communes', () => {
    expect(ids(tree.reviewedBy('xa1'))).toEqual(['truong1', 'truong2', 'chidoan']);
    expect(ids(tree.registeringBelow('xa1'))).toEqual(['truong1', 'truong2', 'chidoan']);
    expect(ids(tree.reviewedBy('tinh'))).toEqual(['dactrieu']);
    expect(ids(tree.registeringBelow('tinh'))).toEqual([
      'truong1',
      'truong2',
      'chidoan',
      'coquan',
      'dactrieu',
    ]);
  });

  test('only the root and units with approving units below oversee', () => {
    expect(tree.oversees('tinh')).toBe(true);
    expect(tree.oversees('xa1')).toBe(false);
    expect(tree.oversees('truong1')).toBe(false);
    expect(tree.isRoot('tinh')).toBe(true);
    expect(tree.isRoot('xa1')).toBe(false);
    expect(tree.isRoot('unknown')).toBe(false);
  });

  test('a subtree begins with its unit and holds everything below', () => {
    expect(ids(tree.subtreeOf('xa1'))).toEqual(['xa1', 'truong1', 'truong2', 'khoi', 'chidoan']);
    expect(tree.subtreeOf('unknown')).toEqual([]);
    expect(tree.isBelow('chidoan', 'tinh')).toBe(true);
    expect(tree.isBelow('chidoan', 'xa2')).toBe(false);
    expect(tree.isBelow('xa1', 'xa1')).toBe(false);
  });

  test('a parent holds from its first instant and no longer at its last', () => {
    const moved = unit('truong', undefined, {
      parents: [
        { unitId: 'xa1', from: at('2025-07-01'), to: at('2026-10-01', '00:00') },
        { unitId: 'xa2', from: at('2026-10-01', '00:00') },
      ],
      mayRegister: true,
    });
    const superiorAt = (now: Date) => treeAt([...units, moved], [], now).superiorOf('truong')?.id;
    expect(superiorAt(new Date(at('2026-10-01', '00:00').getTime() - 1))).toBe('xa1');
    expect(superiorAt(at('2026-10-01', '00:00'))).toBe('xa2');
    expect(superiorAt(at('2025-06-30'))).toBeUndefined();
  });

  test('a unit whose last parent ended stands alone from that instant', () => {
    const left = unit('truong', undefined, {
      parents: [{ unitId: 'xa1', from: at('2025-07-01'), to: at('2026-10-01', '00:00') }],
    });
    const rootAt = (now: Date) => treeAt([...units, left], [], now).isRoot('truong');
    expect(rootAt(new Date(at('2026-10-01', '00:00').getTime() - 1))).toBe(false);
    expect(rootAt(at('2026-10-01', '00:00'))).toBe(true);
  });

  test('the cluster is the one of that day', () => {
    expect(tree.clusterOf('truong1')?.name).toBe('Cụm số 1 Mẫu');
    expect(tree.clusterOf('truong2')).toBeUndefined();
    expect(treeAt(units, clusters, at('2025-06-30')).clusterOf('truong1')).toBeUndefined();
  });

  test('a closed unit keeps its name, is in no list and is nobody’s superior', () => {
    const closed = units.map((one) =>
      one.id === 'xa1' || one.id === 'truong2' ? { ...one, closedAt: at('2026-09-01') } : one,
    );
    const now = treeAt(closed, clusters, at('2026-09-14'));
    expect(now.unit('xa1')?.name).toBe('Đoàn xa1 Mẫu');
    expect(now.isOpen('xa1')).toBe(false);
    expect(ids(now.open())).not.toContain('xa1');
    expect(now.superiorOf('truong1')?.id).toBe('tinh');
    expect(ids(now.reviewedBy('tinh'))).toEqual(['truong1', 'chidoan', 'dactrieu']);
    expect(treeAt(closed, clusters, at('2026-08-31')).isOpen('xa1')).toBe(true);
  });

  test('a circle and a parent that does not exist are tolerated', () => {
    const odd = treeAt(
      [
        unit('a', 'b', { mayApprove: true }),
        unit('b', 'a', { mayRegister: true }),
        unit('c', 'nowhere', { mayRegister: true }),
        unit('d', 'd'),
      ],
      [],
      at('2026-09-14'),
    );
    expect(odd.superiorOf('b')?.id).toBe('a');
    expect(ids(odd.subtreeOf('a'))).toEqual(['a', 'b']);
    expect(ids(odd.ancestorsOf('a'))).toEqual(['b']);
    expect(odd.isRoot('c')).toBe(true);
    expect(odd.isRoot('d')).toBe(true);
    expect(odd.oversees('a')).toBe(false);
  });

  test('600 units answer every question of a report at once', () => {
    const communes = Array.from({ length: 100 }, (_, n) =>
      unit(`x${n}`, 'p', { mayApprove: true }),
    );
    const bases = Array.from({ length: 500 }, (_, n) =>
      unit(`b${n}`, `x${n % 100}`, { mayRegister: true }),
    );
    const large = treeAt([unit('p', undefined), ...communes, ...bases], [], at('2026-09-14'));
    expect(large.registeringBelow('p')).toHaveLength(500);
    const reviewed = communes.reduce((sum, one) => sum + large.reviewedBy(one.id).length, 0);
    expect(reviewed).toBe(500);
  });
});
