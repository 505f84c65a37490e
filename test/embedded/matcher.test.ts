import { afterAll, describe, expect, test } from '@jest/globals';
import { matcherTable, refusedFilters } from './matcher-table.ts';
import { tableServers } from './servers.ts';

const servers = await tableServers();
afterAll(() => Promise.all(servers.map((server) => server.stop())));

describe.each(servers)('queries on $name', (server) => {
  test.each(matcherTable)('$about', async ({ docs, finds }) => {
    const rows = server.freshDb().collection<{ _id: number }>('rows');
    await rows.insertMany(docs.map((doc) => ({ ...doc, _id: Number(doc._id) })));
    for (const [filter, ids] of finds) {
      const found = await rows.find(filter).sort({ _id: 1 }).toArray();
      expect([filter, found.map(({ _id }) => _id)]).toEqual([filter, ids]);
      expect([filter, await rows.countDocuments(filter)]).toEqual([filter, ids.length]);
    }
  });

  test.each(refusedFilters)('%j is refused', async (filter, code) => {
    const rows = server.freshDb().collection('rows');
    await rows.insertOne({ a: 1 });
    await expect(rows.find(filter).toArray()).rejects.toMatchObject({ code });
  });
});
