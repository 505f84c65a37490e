import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openTestStore, type TestStore } from '../store/open-test-store.ts';
import { startZaloDoubles, type ZaloDoubles } from '../zalo-oa-sdk/doubles.ts';
import { livingTokens, openKeeper } from './zalo-keeper-bench.ts';

const day = 86_400_000;
const secret = 'a-secret-of-the-program';

/** The double takes a refresh token once, and the old access token dies with it. */
describe('several processes that refresh at once', () => {
  let stored: TestStore;
  let zalo: ZaloDoubles;
  beforeEach(async () => {
    stored = await openTestStore();
    zalo = await startZaloDoubles();
    await openKeeper(zalo, stored.store).keeper.connect(livingTokens(zalo));
  });
  afterEach(async () => {
    await zalo.close();
    await stored.close();
  });

  const living = (): string => zalo.tokens.current().access;
  const refreshes = (): number => zalo.oauth.requests.length;
  const pass = (ms: number): void => {
    zalo.clock.now = new Date(zalo.clock.now.getTime() + ms);
  };
  const wait = (ms: number): Promise<void> => pause(Math.min(ms, 20));

  test('over two connections refresh once a round, and both hand out the living token', async () => {
    const stores = [await stored.openAnother(), await stored.openAnother()];
    const benches = stores.map((store) => openKeeper(zalo, store, { wait }));
    for (let round = 1; round <= 40; round += 1) {
      const old = living();
      // By turns the token has run out, is reported dead, is old, or all of it at once.
      if (round % 2) pass(2 * day);
      const asked = benches.flatMap(({ keeper }) => [
        round % 2 ? keeper.current() : keeper.refreshed(old),
        round % 4 === 1 ? keeper.refreshIfOld().then(() => living()) : keeper.refreshed(old),
      ]);
      expect(new Set(await Promise.all(asked))).toEqual(new Set([living()]));
      expect([round, refreshes()]).toEqual([round, round]);
    }
    expect(benches.flatMap(({ told }) => told)).toEqual([]);
  });

  test('on an empty database spend the first token once', async () => {
    await stored.store.db.collection('tokens').deleteMany({});
    const firstRefreshToken = zalo.tokens.current().refresh;
    const stores = [await stored.openAnother(), await stored.openAnother()];
    const asked = stores.map((store) =>
      openKeeper(zalo, store, { wait, firstRefreshToken }).keeper.current(),
    );
    expect(new Set(await Promise.all(asked))).toEqual(new Set([living()]));
    expect(refreshes()).toBe(1);
  });

  test('the one whose lease was taken over in its sleep raises no alarm', async () => {
    const quick = openKeeper(zalo, await stored.openAnother(), { wait });
    const old = await quick.keeper.current();
    const { leases } = stored.store;
    // Wakes up inside the lock only after the other has refreshed and released.
    const sleepy = openKeeper(zalo, stored.store, {
      wait,
      leases: {
        async hold() {
          await quick.keeper.refreshed(old);
          return true;
        },
      },
    });
    expect(await sleepy.keeper.refreshed(old)).toBe(living());
    expect(refreshes()).toBe(1);
    expect(await leases.get('zalo-grant')).toBeUndefined();
  });

  test('one that died with the lease in its hands holds the others up no longer than that lasts', async () => {
    const { leases } = stored.store;
    await leases.hold('zalo-grant', 'dead', new Date(), 300);
    const { keeper, waits } = openKeeper(zalo, stored.store, { wait });
    expect(await keeper.refreshed(living())).toBe(living());
    expect(waits.length).toBeGreaterThan(3);
    expect(refreshes()).toBe(1);
  });

  describe('as real processes', () => {
    const children: ChildProcess[] = [];
    afterEach(async () => {
      for (const child of children.splice(0)) {
        child.stdin?.end();
        await once(child, 'exit');
      }
    });

    const start = async () => {
      const script = join(import.meta.dirname, 'zalo-keeper-child.ts');
      const given = { uri: stored.uri, secret, oauthRoot: zalo.oauth.root, app: zalo.app };
      const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(given)], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      children.push(child);
      const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
      const next = async (): Promise<unknown> => JSON.parse(String((await lines.next()).value));
      expect(await next()).toEqual({ ready: true });
      return async (asked: object): Promise<unknown> => {
        child.stdin.write(`${JSON.stringify({ now: zalo.clock.now, ...asked })}\n`);
        return next();
      };
    };

    test('three of them refresh once a round', async () => {
      const ask = await Promise.all([start(), start(), start()]);
      for (let round = 1; round <= 15; round += 1) {
        const old = living();
        if (round % 2) pass(2 * day);
        const answers = await Promise.all(ask.map((one) => one(round % 2 ? {} : { died: old })));
        expect(answers).toEqual(ask.map(() => ({ token: living() })));
        expect([round, refreshes()]).toEqual([round, round]);
      }
    });
  });
});
