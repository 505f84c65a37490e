import { SendError, type Receiver } from '../../channels/channel.ts';
import { createZaloChannel, type ZaloChannel } from '../../channels/zalo/channel.ts';
import type { ZaloOptions } from '../../zalo-oa-sdk/options.ts';
import { pause } from '../pause.ts';
import type { ZaloConfig } from '../zalo-config.ts';
import { contactCardPath, contactCardRoutes } from '../zalo/contact-card.ts';
import { openGrant, type OpenGrant } from '../zalo/open-grant.ts';
import type { Door } from './door.ts';
import type { DoorsDeps } from './open-doors.ts';

export type ZaloDoorDeps = Omit<DoorsDeps, 'config' | 'menuOf'> & { config: ZaloConfig };

/**
 * Zalo repeats a delivery for about two hours; what is older was recorded by somebody and is played back. Within
 * that time the event's id keeps it from being taken twice.
 */
const oldestMs = 130 * 60_000;
const lookAgainMs = 60_000;

const clientOf = ({ config, now }: ZaloDoorDeps): ZaloOptions => ({
  now,
  apiRoot: config.apiRoot,
  oauthRoot: config.oauthRoot,
  businessRoot: config.businessRoot,
  ...(config.buttons === 'none' ? {} : { buttonShape: config.buttons }),
  ...(config.proof ? { proofSecret: config.appSecret } : {}),
});

const createChannel = (
  deps: ZaloDoorDeps,
  client: ZaloOptions,
  { tokens, heard }: OpenGrant,
): ZaloChannel => {
  const { config, store, linkTo, base, log } = deps;
  return createZaloChannel({
    appId: config.appId,
    oaId: config.oaId,
    oaSecret: config.oaSecret,
    oldestMs,
    client,
    tokens,
    files: store.files,
    uploads: store.uploads,
    linkTo,
    contactImage: () => base() && `${base()}${contactCardPath}`,
    fileHosts: config.fileHosts,
    perMinute: config.perMinute,
    withoutButtons: config.buttons === 'none',
    development: config.development,
    onReceipt({ about, messageIds }) {
      heard();
      log.debug({ receipt: about, messages: messageIds.length }, 'zalo: receipt');
    },
    onUnknown(event) {
      heard();
      log.info({ event }, 'zalo: not served');
    },
  });
};

/** A Zalo Official Account as compose wires it. The account sends to POST /webhooks/zalo; its console says so. */
export const openZalo = (deps: ZaloDoorDeps): Door => {
  const { config, troubles, log } = deps;
  const client = clientOf(deps);
  const grant = openGrant({ ...deps, client });
  const channel = createChannel(deps, client, grant);

  /** Whether the token is good and whose account it is; what the account may do is said in the log. */
  const greet = async (): Promise<void> => {
    const account = await channel.whoAmI();
    if (account?.oaId !== undefined && account.oaId !== config.oaId) {
      throw new SendError('config', 'zalo: the token belongs to another account than ZALO_OA_ID');
    }
    troubles.note('zalo', undefined);
    const { isVerified, packageName } = account ?? {};
    log.info({ verified: isVerified, package: packageName }, 'zalo: connected');
  };

  /** A probe of the console, unsigned, makes no delivery and is no sign of life. */
  const receiver: Receiver = {
    receive(request) {
      const deliveries = channel.receive(request);
      if (deliveries.length > 0) grant.heard();
      return deliveries;
    },
  };

  return {
    channel,
    receiver,
    async whileLeading(signal) {
      while (!signal.aborted) {
        try {
          await greet();
          return;
        } catch (error) {
          if (error instanceof SendError) troubles.note('zalo', error);
          log.warn({ err: error }, 'zalo: asked again');
          await pause(lookAgainMs, signal);
        }
      }
    },
    link: () => `https://zalo.me/${config.oaId}`,
    routes: [...grant.routes, contactCardRoutes],
    upkeep: grant.upkeep,
    notes: grant.notes,
    fix: grant.fix,
  };
};
