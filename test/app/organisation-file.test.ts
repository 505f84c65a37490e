import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { codeSecrets, newId } from '../../src/app/identity.ts';
import { importByConsole, type Imported } from '../../src/app/import-by-console.ts';
import { exampleOrganisation } from '../../src/app/papers/organisation-sheets.ts';
import { writeXlsx } from '../../src/documents/write-xlsx.ts';
import { openTestStore, type TestStore } from '../store/open-test-store.ts';

const now = new Date('2026-09-14T08:00:00+07:00');

let test_: TestStore;
beforeAll(async () => {
  test_ = await openTestStore();
  await test_.store.stampSample();
});
beforeEach(() => test_.store.reset());
afterAll(() => test_.close());

const take = async (bytes: Uint8Array, apply = true): Promise<Imported> => {
  const deps = { store: test_.store, now, newId, ...codeSecrets('a secret of this test') };
  const done = await importByConsole(deps, { name: 'nguoi.xlsx', bytes }, apply);
  if ('unreadable' in done) throw new Error(done.unreadable);
  return done;
};

describe('the example in samples/', () => {
  test('is what the program writes', async () => {
    const { store } = test_;
    const sample = await take(readFileSync('samples/nguoi-mau.xlsx'), false);
    const written = await take(await writeXlsx(exampleOrganisation()), false);
    expect(sample).toEqual(written);
    expect(await store.finds.units()).toEqual([]);
  });

  test('is taken up once, with codes of which only hashes are kept', async () => {
    const bytes = readFileSync('samples/nguoi-mau.xlsx');
    const first = await take(bytes);
    expect(first.counts).toMatchObject({ unitsNew: 6, clustersNew: 1, invited: 4 });
    const { finds } = test_.store;
    const units = await finds.units();
    const invitations = await finds.invitationsOfUnits(units.map(({ id }) => id));
    expect([units.length, invitations.length]).toEqual([6, 4]);
    expect(new Set(first.invited.map(({ code }) => code)).size).toBe(4);
    for (const { code } of first.invited) expect(JSON.stringify(invitations)).not.toContain(code);
    const second = await take(bytes);
    expect([second.idle, second.invited]).toEqual([true, []]);
    expect(await finds.units()).toEqual(units);
  });
});

test('400 units with 400 people go into one transaction, in a few seconds', async () => {
  const [units, people] = exampleOrganisation();
  const numbers = Array.from({ length: 400 }, (_, index) => index);
  const name = (index: number) => `Chi đoàn cơ sở ${index} (Mẫu)`;
  const bytes = await writeXlsx([
    {
      ...units!,
      rows: [
        [null, 'Tỉnh đoàn (Mẫu)', null, 'Cơ quan, doanh nghiệp', null, 'Không', 'Có'],
        ...numbers.map((index) => [null, name(index), null, 'Địa bàn', 'Tỉnh đoàn (Mẫu)', 'Có']),
      ],
    },
    {
      ...people!,
      rows: numbers.map((index) => [
        `Nguyễn ${'ABCDEFGHIK'.at(index % 10) ?? ''} Mẫu`,
        name(index),
        null,
        'Bí thư',
      ]),
    },
  ]);
  const done = await take(bytes);
  expect(done.faults).toEqual([]);
  expect(done.counts).toMatchObject({ unitsNew: 401, invited: 400 });
  const { finds } = test_.store;
  const stored = await finds.units();
  expect(stored).toHaveLength(401);
  expect(await finds.invitationsOfUnits(stored.map(({ id }) => id))).toHaveLength(400);
  const audit = await finds.auditOf(undefined, 0, 1_000);
  expect(audit.filter(({ action }) => action === 'unit.added')).toHaveLength(401);
  expect((await take(bytes)).idle).toBe(true);
});

test('a file with one fault changes nothing at all', async () => {
  const [units, people] = exampleOrganisation();
  const rows = [...people!.rows, ['Lê Lạ Mẫu', 'Đoàn Không Có (Mẫu)', null, 'Bí thư', null]];
  const done = await take(await writeXlsx([units!, { ...people!, rows }]));
  expect(done.faults.map(({ code, row }) => [code, row])).toEqual([['unit_unknown', 6]]);
  expect(await test_.store.finds.units()).toEqual([]);
});
