/** A process of its own with a keeper: for each line of JSON it answers with a line, the token or the error. */
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { openStore } from '../../src/store/connect.ts';
import { createLog } from '../../src/app/log.ts';
import { createSeal } from '../../src/app/seal.ts';
import { createGrantRow } from '../../src/app/zalo/grant-row.ts';
import { createTokenKeeper } from '../../src/app/zalo/token-keeper.ts';
import { createOAuth } from '../../src/zalo-oa-sdk/oauth.ts';

type Started = {
  uri: string;
  secret: string;
  oauthRoot: string;
  app: { appId: string; appSecret: string; oaId: string };
};
type Asked = { now: string; died?: string };

const { uri, secret, oauthRoot, app } = JSON.parse(process.argv[2] ?? '') as Started; // from the test
const store = await openStore({ uri });
let now = new Date(0);
const nothing = (): void => undefined;
const keeper = createTokenKeeper({
  row: createGrantRow({ grants: store.grants, seal: createSeal(secret, 'grants'), oaId: app.oaId }),
  leases: store.leases,
  oauth: createOAuth({ now: () => now, oauthRoot }, app),
  holder: randomUUID(),
  now: () => now,
  realNow: () => new Date(),
  wait: (ms) => pause(ms),
  log: createLog('silent'),
  onDead: nothing,
  onAlive: nothing,
});

const say = (what: object): void => void process.stdout.write(`${JSON.stringify(what)}\n`);
say({ ready: true });
for await (const line of createInterface(process.stdin)) {
  const asked = JSON.parse(line) as Asked; // from the test
  now = new Date(asked.now);
  const work = asked.died === undefined ? keeper.current() : keeper.refreshed(asked.died);
  say(
    await work.then(
      (token) => ({ token }),
      (error: unknown) => ({ error: String(error) }),
    ),
  );
}
await store.close();
