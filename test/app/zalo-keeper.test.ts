import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createOfficialAccount } from '../../src/zalo-oa-sdk/official-account.ts';
import { openTestStore, type TestStore } from '../store/open-test-store.ts';
import { startZaloDoubles, type ZaloDoubles } from '../zalo-oa-sdk/doubles.ts';
import {
  livingTokens,
  openKeeper,
  type KeeperBench,
  type KeeperOptions,
} from './zalo-keeper-bench.ts';

const hour = 3_600_000;
const tokenPath = '/v4/oa/access_token';
const dead = { name: 'ZaloError', family: 'oauth', kind: 'grant_dead' };

describe('the keeper of the tokens', () => {
  let stored: TestStore;
  let zalo: ZaloDoubles;
  beforeAll(async () => {
    stored = await openTestStore();
  });
  afterAll(() => stored.close());
  beforeEach(async () => {
    zalo = await startZaloDoubles();
    await stored.store.db.collection('tokens').deleteMany({});
    await stored.store.db.collection('leases').deleteMany({});
  });
  afterEach(() => zalo.close());

  const open = (options?: KeeperOptions): KeeperBench => openKeeper(zalo, stored.store, options);
  const connected = async (options?: KeeperOptions): Promise<KeeperBench> => {
    await openKeeper(zalo, stored.store, options).keeper.connect(livingTokens(zalo));
    return open(options);
  };
  const pass = (ms: number): void => {
    zalo.clock.now = new Date(zalo.clock.now.getTime() + ms);
  };
  const living = (): string => zalo.tokens.current().access;
  const refreshes = (): number => zalo.oauth.requests.length;
  const row = () => stored.store.grants.get(`zalo:${zalo.app.oaId}`);

  test('hands out what is stored, reads it once, and stores nothing that can be read', async () => {
    const { keeper } = await connected();
    expect(await keeper.current()).toBe(living());
    await stored.store.db.collection('tokens').updateOne({}, { $set: { sealed: 'damaged' } });
    expect(await keeper.current()).toBe(living());
    expect(refreshes()).toBe(0);
    expect(JSON.stringify(await row())).not.toMatch(/access-|refresh-/);
  });

  test('refreshes minutes before the end, not earlier, and stores before it hands out', async () => {
    const { keeper } = await connected();
    pass(25 * hour - 6 * 60_000);
    await keeper.current();
    expect(refreshes()).toBe(0);
    pass(2 * 60_000);
    expect(await keeper.current()).toBe(living());
    expect(refreshes()).toBe(1);
    expect(await row()).toMatchObject({ rev: 2, refreshedAt: zalo.clock.now });
    expect(await open().keeper.current()).toBe(living());
    expect(refreshes()).toBe(1);
  });

  test('a token that died is replaced by the newer one of another process, without a refresh', async () => {
    const [a, b] = [await connected(), open()];
    const old = await a.keeper.current();
    await b.keeper.current();
    expect(await b.keeper.refreshed(old)).toBe(living());
    expect(refreshes()).toBe(1);
    expect(await a.keeper.refreshed(old)).toBe(living());
    expect(refreshes()).toBe(1);
  });

  test('many calls at once make one refresh', async () => {
    const { keeper } = await connected();
    const old = await keeper.current();
    const calls = Array.from({ length: 50 }, (_, n) =>
      n % 2 ? keeper.refreshed(old) : keeper.current(),
    );
    const tokens = await Promise.all(calls);
    expect(refreshes()).toBe(1);
    expect(new Set(tokens.filter((one) => one !== old))).toEqual(new Set([living()]));
  });

  test('serves the client of the account through a refresh', async () => {
    const { keeper } = await connected();
    const client = createOfficialAccount(zalo.options, keeper);
    pass(26 * hour);
    expect((await client.account()).oaId).toBe(zalo.app.oaId);
    expect(refreshes()).toBe(1);
  });

  test('keeps the refresh token when Zalo sends no new one', async () => {
    const { keeper } = await connected();
    const { refresh } = zalo.tokens.current();
    zalo.oauth.failNext(tokenPath, {
      status: 200,
      body: JSON.stringify({ access_token: 'new-access', expires_in: 90_000 }),
    });
    pass(25 * hour);
    expect(await keeper.current()).toBe('new-access');
    pass(25 * hour);
    expect(await keeper.current()).toBe(living());
    expect(zalo.tokens.current().refresh).not.toBe(refresh);
  });

  describe('as a job', () => {
    test('refreshes at twenty hours, long before anybody has to wait', async () => {
      const { keeper } = await connected();
      pass(20 * hour - 1);
      expect(await keeper.refreshIfOld()).toEqual({ refreshed: 0, dead: 0 });
      pass(1);
      expect(await keeper.refreshIfOld()).toEqual({ refreshed: 1, dead: 0 });
      expect(await keeper.refreshIfOld()).toEqual({ refreshed: 0, dead: 0 });
      expect(await keeper.current()).toBe(living());
      expect(refreshes()).toBe(1);
    });

    test('passes on what it could not do, and says that there is no grant', async () => {
      const { keeper, passReal } = await connected();
      pass(21 * hour);
      zalo.oauth.failNext(tokenPath, { status: 503 });
      await expect(keeper.refreshIfOld()).rejects.toMatchObject({ kind: 'server' });
      expect(await keeper.current()).toBe(living());
      passReal(10_000);
      zalo.tokens.rotate();
      expect(await keeper.refreshIfOld()).toEqual({ refreshed: 0, dead: 1 });
    });
  });

  describe('without a grant', () => {
    test('says so once, and never asks Zalo', async () => {
      const { keeper, told } = open();
      for (let n = 0; n < 3; n += 1) {
        await expect(keeper.current()).rejects.toMatchObject(dead);
        await expect(keeper.refreshed('x')).rejects.toThrow(
          /not connected yet.*oauth\/zalo\/start/,
        );
      }
      expect(told).toEqual(['not_connected']);
      expect(refreshes()).toBe(0);
      expect(await keeper.state()).toEqual({ is: 'not_connected' });
    });

    test('begins with the first refresh token, once', async () => {
      const firstRefreshToken = zalo.tokens.current().refresh;
      const { keeper, told } = open({ firstRefreshToken });
      expect(await keeper.refreshIfOld()).toEqual({ refreshed: 1, dead: 0 });
      expect(await keeper.current()).toBe(living());
      expect(told).toEqual([]);
      expect(await open({ firstRefreshToken }).keeper.current()).toBe(living());
      expect(refreshes()).toBe(1);
    });

    test('a first token that Zalo refuses is tried once, and leaves the row free', async () => {
      const { keeper, told, passReal } = open({ firstRefreshToken: 'wrong' });
      await expect(keeper.current()).rejects.toThrow(/ZALO_REFRESH_TOKEN/);
      passReal(60_000);
      await expect(keeper.current()).rejects.toMatchObject(dead);
      expect(told).toEqual(['first_refused']);
      expect(refreshes()).toBe(1);
      expect(await row()).toBeUndefined();
    });

    test('a first token is never read while something is stored, even something dead', async () => {
      const { keeper } = await connected();
      zalo.tokens.rotate();
      await expect(keeper.refreshed(await keeper.current())).rejects.toMatchObject(dead);
      const firstRefreshToken = zalo.tokens.current().refresh;
      await expect(open({ firstRefreshToken }).keeper.current()).rejects.toMatchObject(dead);
      expect(refreshes()).toBe(1);
    });
  });

  describe('when Zalo ends the grant', () => {
    test('keeps no token, tells it once, asks no more, and works again after a consent', async () => {
      const { keeper, told, passReal } = await connected();
      const old = await keeper.current();
      zalo.tokens.rotate();
      for (let n = 0; n < 3; n += 1) {
        await expect(keeper.refreshed(old)).rejects.toMatchObject(dead);
        await expect(keeper.current()).rejects.toThrow(/has ended the grant/);
        passReal(10_000);
      }
      expect(refreshes()).toBe(1);
      expect(told).toEqual(['refused']);
      expect(await keeper.state()).toEqual({ is: 'dead', reason: 'refused' });
      expect(await row()).toEqual({
        id: `zalo:${zalo.app.oaId}`,
        rev: 2,
        refreshedAt: zalo.clock.now,
        dead: { at: zalo.clock.now, reason: 'refused' },
      });
      await keeper.connect(livingTokens(zalo));
      expect(await keeper.current()).toBe(living());
      expect(told).toEqual(['refused', 'alive']);
      expect(refreshes()).toBe(1);
    });

    test('sees a consent that another process took, after a few seconds', async () => {
      const [a, b] = [await connected(), open()];
      zalo.tokens.rotate();
      await expect(a.keeper.refreshed(await a.keeper.current())).rejects.toMatchObject(dead);
      await b.keeper.connect(livingTokens(zalo));
      await expect(a.keeper.current()).rejects.toMatchObject(dead);
      a.passReal(6_000);
      expect(await a.keeper.current()).toBe(living());
      expect(a.told).toEqual(['refused', 'alive']);
    });

    test('does not believe it when somebody else has stored a newer pair meanwhile', async () => {
      const first = await connected();
      const old = await first.keeper.current();
      zalo.tokens.rotate();
      const slow = open({
        async wait() {
          await first.keeper.connect(livingTokens(zalo));
        },
      });
      expect(await slow.keeper.refreshed(old)).toBe(living());
      expect(slow.told).toEqual([]);
    });
  });

  describe('a refresh whose answer was lost', () => {
    test('before it took effect is done again later with the same token', async () => {
      const { keeper, passReal } = await connected();
      pass(25 * hour);
      zalo.oauth.failNext(tokenPath, { drop: 'before' });
      await expect(keeper.current()).rejects.toMatchObject({ kind: 'network', mayHaveActed: true });
      await expect(keeper.current()).rejects.toMatchObject({ kind: 'network' });
      expect(refreshes()).toBe(1);
      passReal(6_000);
      expect(await keeper.current()).toBe(living());
      expect(refreshes()).toBe(2);
    });

    test('after it took effect has cost the grant, which shows when it is tried once more', async () => {
      const { keeper, told, passReal } = await connected();
      pass(25 * hour);
      zalo.oauth.failNext(tokenPath, { drop: 'after' });
      await expect(keeper.current()).rejects.toMatchObject({ mayHaveActed: true });
      expect(told).toEqual([]);
      passReal(6_000);
      await expect(keeper.current()).rejects.toMatchObject(dead);
      expect(told).toEqual(['refused']);
      expect(refreshes()).toBe(2);
    });

    test('leaves Zalo alone for longer each time', async () => {
      const { keeper, passReal } = await connected();
      pass(25 * hour);
      zalo.oauth.failNext(tokenPath, { status: 503 }, 99);
      for (let n = 0; n < 100; n += 1) {
        await expect(keeper.current()).rejects.toMatchObject({ kind: 'server' });
        passReal(10_000);
      }
      expect(refreshes()).toBeLessThan(12);
    });
  });

  describe('while the database takes no writes', () => {
    test('tries until it does, and hands out nothing before', async () => {
      await connected();
      let failures = 4;
      const { grants } = stored.store;
      const bench = open({
        grants: {
          async put(one) {
            failures -= 1;
            if (failures >= 0) throw new Error('no database');
            return grants.put(one);
          },
        },
      });
      pass(25 * hour);
      const token = await bench.keeper.current();
      expect(failures).toBe(-1);
      expect(bench.waits).toEqual([100, 200, 400, 800]);
      expect(token).toBe(living());
      expect(await open().keeper.current()).toBe(living());
      expect(refreshes()).toBe(1);
    });

    test('gives up for now, and stores the very same pair when it is asked again', async () => {
      await connected();
      let away = true;
      const { grants } = stored.store;
      const bench = open({
        grants: {
          async put(one) {
            if (away) throw new Error('no database');
            return grants.put(one);
          },
        },
      });
      pass(25 * hour);
      await expect(bench.keeper.current()).rejects.toThrow('no database');
      await expect(bench.keeper.current()).rejects.toThrow('no database');
      away = false;
      expect(await bench.keeper.current()).toBe(living());
      expect(refreshes()).toBe(1);
      expect(bench.log.join('')).not.toMatch(/access-|refresh-\d/);
    });

    test('a write whose answer was lost is found stored', async () => {
      await connected();
      const { grants } = stored.store;
      let lose = true;
      const bench = open({
        grants: {
          async put(one) {
            const done = await grants.put(one);
            if (!lose) return done;
            lose = false;
            throw new Error('the connection broke');
          },
        },
      });
      pass(25 * hour);
      expect(await bench.keeper.current()).toBe(living());
      expect(await row()).toMatchObject({ rev: 2 });
    });
  });

  describe('stored with another secret', () => {
    test('is not touched, and reads again with the right one', async () => {
      await connected();
      const before = await row();
      const other = open({ secret: 'changed', firstRefreshToken: zalo.tokens.current().refresh });
      await expect(other.keeper.current()).rejects.toThrow(/another SECRET_KEY/);
      expect(other.told).toEqual(['unreadable']);
      expect(await row()).toEqual(before);
      expect(refreshes()).toBe(0);
      expect(await open().keeper.current()).toBe(living());
    });

    test('is replaced by a consent', async () => {
      await connected();
      const other = open({ secret: 'changed' });
      await other.keeper.connect(livingTokens(zalo));
      expect(await other.keeper.current()).toBe(living());
    });
  });

  test('says when the refresh token ends soon', async () => {
    const { keeper } = await connected();
    expect(await keeper.state()).toMatchObject({ is: 'connected', endsSoon: false });
    pass(77 * 24 * hour);
    expect(await keeper.state()).toMatchObject({ is: 'connected', endsSoon: true });
  });
});
