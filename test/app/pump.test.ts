import { beforeEach, describe, expect, test } from '@jest/globals';
import { createPump, type Pump } from '../../src/app/working/pump.ts';
import { createGate } from './gate.ts';

type Row = { id: string; channel: string; address: string };
const row = (id: string, address: string): Row => ({ id, channel: 'web', address });

describe('a pump', () => {
  let rows: Row[];
  let ran: string[];
  let done: string[];
  let errors: string[];
  let work: (row: Row) => Promise<'through' | 'later'>;
  let looks: { busy: readonly string[]; underWay: readonly string[] }[];
  let pump: Pump;

  const through = (id: string): void => {
    ran.push(id);
    rows = rows.filter((one) => one.id !== id);
  };

  beforeEach(() => {
    rows = [];
    ran = [];
    done = [];
    errors = [];
    looks = [];
    work = async ({ id }) => {
      through(id);
      return 'through';
    };
    pump = createPump<Row>({
      async due(busy, underWay) {
        looks.push({ busy, underWay });
        return rows;
      },
      work: (one) => work(one),
      width: 4,
      onDone: ({ id }) => void done.push(id),
      onError: (error, id) => void errors.push(`${id}: ${String(error)}`),
    });
  });

  test('works on what is due and reports each row', async () => {
    rows = [row('1', 'a'), row('2', 'b'), row('3', 'a')];
    await pump.look();
    expect(pump.count()).toBe(3);
    await pump.idle();
    expect(ran.toSorted()).toEqual(['1', '2', '3']);
    expect(done.toSorted()).toEqual(['1', '2', '3']);
    expect(pump.count()).toBe(0);
  });

  test('does not take a row twice while it is under way, and says which addresses are busy', async () => {
    const gate = createGate();
    work = async ({ id }) => {
      await gate.opened;
      through(id);
      return 'through';
    };
    rows = [row('1', 'a')];
    await pump.look();
    await pump.look();
    expect(looks).toEqual([
      { busy: [], underWay: [] },
      { busy: ['web:a'], underWay: ['1'] },
    ]);
    gate.open();
    await pump.idle();
    expect(ran).toEqual(['1']);
  });

  test('looks once more, not many times, when it is called during a look', async () => {
    const calls = [pump.look(), pump.look(), pump.look(), pump.look()];
    await Promise.all(calls);
    expect(looks).toHaveLength(2);
    await pump.look();
    expect(looks).toHaveLength(3);
  });

  test('puts back what stands behind a row that was put off, and no other address', async () => {
    work = async ({ id }) => {
      ran.push(id);
      return id === '1' ? 'later' : 'through';
    };
    rows = [row('1', 'a'), row('2', 'a'), row('3', 'b'), row('4', 'a')];
    await pump.look();
    await pump.idle();
    expect(ran.toSorted()).toEqual(['1', '3']);
    work = async ({ id }) => {
      through(id);
      return 'through';
    };
    ran = [];
    rows = [row('1', 'a'), row('2', 'a'), row('4', 'a')];
    await pump.look();
    await pump.idle();
    expect(ran).toEqual(['1', '2', '4']);
  });

  test('puts back what stands behind a row whose work broke, and says which broke', async () => {
    work = async ({ id }) => {
      ran.push(id);
      if (id === '1') throw new Error('no database');
      return 'through';
    };
    rows = [row('1', 'a'), row('2', 'a'), row('3', 'b')];
    await pump.look();
    await pump.idle();
    expect(ran.toSorted()).toEqual(['1', '3']);
    expect(errors).toEqual(['1: Error: no database']);
    expect(done.toSorted()).toEqual(['1', '2', '3']);
    work = async ({ id }) => {
      through(id);
      return 'through';
    };
    ran = [];
    rows = [row('1', 'a'), row('2', 'a')];
    await pump.look();
    await pump.idle();
    expect(ran).toEqual(['1', '2']);
  });

  test('a look that fails tells whoever asked, and the next one works', async () => {
    let away = true;
    const failing = createPump<Row>({
      async due() {
        if (away) throw new Error('no database');
        return [row('1', 'a')];
      },
      work: (one) => work(one),
      width: 1,
      onDone: () => undefined,
      onError: () => undefined,
    });
    await expect(failing.look()).rejects.toThrow('no database');
    away = false;
    await failing.look();
    await failing.idle();
    expect(ran).toEqual(['1']);
  });
});
