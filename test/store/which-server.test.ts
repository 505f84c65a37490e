import { expect, test } from '@jest/globals';
import { openTestStore } from './open-test-store.ts';

test('the store tests run on the server that this run is meant for, and say so when it is no real one', async () => {
  const { store, close } = await openTestStore();
  const { setName } = (await store.db.command({ hello: 1 })) as { setName?: string };
  await close();
  const isReal = Boolean(process.env.MONGODB_URI ?? process.env.MONGOD);
  if (!isReal)
    process.stderr.write('store on a real MongoDB not shown: no mongod (embedded only)\n');
  expect(setName).toBeDefined();
});
