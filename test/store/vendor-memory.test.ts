import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { GrantRow } from '../../src/store/contract.ts';
import type { Store } from '../../src/store/connect.ts';
import { daysLater, eight } from './documents.ts';
import { openTestStore, type TestStore } from './open-test-store.ts';

let test: TestStore;
let store: Store;
beforeAll(async () => {
  test = await openTestStore();
  store = test.store;
  await store.stampSample();
});
beforeEach(async () => {
  await store.reset();
  await store.db.collection('tokens').deleteMany({});
});
afterAll(() => test.close());

describe('a file that lies at a vendor’s', () => {
  it('is found by our own key, with what the vendor calls it and until when', async () => {
    expect(await store.uploads.find('file:a')).toBeUndefined();
    await store.uploads.keep('file:a', 'h1', daysLater(6));
    await store.uploads.keep('image:a', 'h2', daysLater(7));
    expect(await store.uploads.find('file:a')).toEqual({ handle: 'h1', until: daysLater(6) });
    expect(await store.uploads.find('image:a')).toEqual({ handle: 'h2', until: daysLater(7) });
  });

  it('that was sent anew takes the place of the old', async () => {
    await store.uploads.keep('file:a', 'h1', daysLater(6));
    await store.uploads.keep('file:a', 'h2', daysLater(12));
    expect(await store.uploads.find('file:a')).toEqual({ handle: 'h2', until: daysLater(12) });
  });

  it('is kept once, when several keep it at the same moment', async () => {
    const handles = ['h1', 'h2', 'h3', 'h4'];
    await Promise.all(handles.map((one) => store.uploads.keep('file:a', one, daysLater(6))));
    expect(handles).toContain((await store.uploads.find('file:a'))?.handle);
  });
});

describe('what a vendor has granted', () => {
  const grant = (more: Partial<GrantRow> = {}): GrantRow => ({
    id: 'zalo:oa',
    rev: 0,
    sealed: 'S1',
    refreshedAt: eight,
    ...more,
  });

  it('is kept as it was sealed, and its version grows', async () => {
    expect(await store.grants.get('zalo:oa')).toBeUndefined();
    expect(await store.grants.put(grant())).toBe(true);
    expect(await store.grants.get('zalo:oa')).toEqual(grant({ rev: 1 }));
    expect(await store.grants.put(grant({ rev: 1, sealed: 'S2', refreshedAt: daysLater(1) }))).toBe(
      true,
    );
    expect(await store.grants.get('zalo:oa')).toEqual(
      grant({ rev: 2, sealed: 'S2', refreshedAt: daysLater(1) }),
    );
  });

  it.each([0, 2, 7])('is not overwritten by who has read version %i of it', async (rev) => {
    await store.grants.put(grant());
    expect(await store.grants.put(grant({ rev, sealed: 'stolen' }))).toBe(false);
    expect(await store.grants.get('zalo:oa')).toEqual(grant({ rev: 1 }));
  });

  it('that nobody has kept cannot be renewed', async () => {
    expect(await store.grants.put(grant({ rev: 3 }))).toBe(false);
    expect(await store.grants.get('zalo:oa')).toBeUndefined();
  });

  it.each([0, 1])('is written by one of many at the same moment, from version %i', async (rev) => {
    if (rev > 0) await store.grants.put(grant());
    const won = await Promise.all(
      ['A', 'B', 'C', 'D', 'E'].map((sealed) => store.grants.put(grant({ rev, sealed }))),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
    const sealed = ['A', 'B', 'C', 'D', 'E'][won.indexOf(true)];
    expect(await store.grants.get('zalo:oa')).toMatchObject({ rev: rev + 1, sealed });
  });

  it('that has died keeps nothing secret, and lives again with the next', async () => {
    await store.grants.put(grant());
    const dead = { at: daysLater(1), reason: 'invalid_grant' };
    const { sealed: _gone, ...rest } = grant({ rev: 1 });
    expect(await store.grants.put({ ...rest, dead })).toBe(true);
    expect(await store.grants.get('zalo:oa')).toEqual({ ...rest, rev: 2, dead });
    expect(await store.grants.put(grant({ rev: 2, sealed: 'S3' }))).toBe(true);
    expect(await store.grants.get('zalo:oa')).toEqual(grant({ rev: 3, sealed: 'S3' }));
  });

  it('of one account is not that of another', async () => {
    await store.grants.put(grant());
    await store.grants.put(grant({ id: 'zalo:other', sealed: 'T' }));
    expect(await store.grants.get('zalo:oa')).toMatchObject({ sealed: 'S1' });
    expect(await store.grants.get('zalo:other')).toMatchObject({ sealed: 'T' });
  });
});
