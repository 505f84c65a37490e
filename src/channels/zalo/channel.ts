import { createBusiness } from '../../zalo-oa-sdk/business.ts';
import type { ZaloAccount } from '../../zalo-oa-sdk/official-account-answers.ts';
import { createOfficialAccount } from '../../zalo-oa-sdk/official-account.ts';
import { settingsOf, type TokenSource, type ZaloOptions } from '../../zalo-oa-sdk/options.ts';
import type { Channel, FilePort, Limits, Receiver } from '../channel.ts';
import type { LinkTo } from '../fit.ts';
import { zaloLike, zaloRate, zaloWindow } from '../limits.ts';
import { sending } from './errors.ts';
import { createFetchFile } from './fetch-file.ts';
import { createReceive, type ReceiveDeps } from './receive.ts';
import { createSend } from './sending.ts';
import { createAboutTemplate, createSendTemplate } from './template.ts';
import type { UploadMemory } from './uploads.ts';
import { whoIs } from './who-is.ts';

export type ZaloDeps = Omit<ReceiveDeps, 'now'> & {
  /** Clock, roots, shape of buttons, proof: as the vendor's library takes them. */
  client: ZaloOptions;
  /** Gives the access token, and a newer one when Zalo says that it has died; one refresh at a time. */
  tokens: TokenSource;
  files: FilePort;
  uploads: UploadMemory;
  linkTo: LinkTo;
  /** The picture on the card that asks for a phone number, by https; nobody is asked where there is none. */
  contactImage(): string | undefined;
  /** More domains to fetch people's files from. */
  fileHosts?: readonly string[];
  /** Calls a minute that the account's package allows; default 100. */
  perMinute?: number;
  /** No buttons are tried at all. */
  withoutButtons?: boolean;
  /** Templates by phone reach the account's administrators only. */
  development?: boolean;
};

export type ZaloChannel = Channel &
  Receiver & {
    sendTemplate: NonNullable<Channel['sendTemplate']>;
    /**
     * The account itself: whether the token is good, and what the account may do. Undefined where Zalo has shut
     * that page, as it does with pages of this age: nothing is wrong with the account then.
     */
    whoAmI(): Promise<ZaloAccount | undefined>;
  };

const largestDownload = 20_000_000;
/** Shorter than the lease of a row that is being worked on. */
const downloadMs = 55_000;
/** Then buttons are tried again: the refusal may have had another cause. */
const withoutButtonsMs = 3_600_000;

/** Where Zalo takes no buttons, every choice is numbered, from the next message on. */
const createButtonMemory = (now: () => Date, without: boolean) => {
  let until = without ? Infinity : 0;
  return {
    refused: () => now().getTime() < until,
    noteRefusal(): void {
      if (!without) until = now().getTime() + withoutButtonsMs;
    },
  };
};

const limitsFor = ({ perMinute }: ZaloDeps): Limits => {
  const rate = perMinute === undefined ? zaloLike.rate : zaloRate(perMinute);
  return { ...zaloLike, rate };
};

const withoutCard = ({ contactRequest: _asks, ...rest }: Limits): Limits => rest;

/**
 * A Zalo Official Account as a channel. The address is the person's id at this account. A press arrives as text that
 * anybody can type. Nothing can be edited, no menu set, no "typing" shown.
 */
export const createZaloChannel = (deps: ZaloDeps): ZaloChannel => {
  const { client, tokens, files, uploads, linkTo, contactImage, fileHosts = [] } = deps;
  const { withoutButtons = false, development = false } = deps;
  const { now } = client;
  const { apiRoot, businessRoot, oauthRoot } = settingsOf(client);
  const account = createOfficialAccount(client, tokens);
  const business = createBusiness(client, tokens);
  const buttons = createButtonMemory(now, withoutButtons);
  const limits = limitsFor(deps);
  return {
    name: 'zalo',
    window: zaloWindow,
    ...(development ? { development } : {}),
    limits() {
      const present = contactImage() === undefined ? withoutCard(limits) : limits;
      return buttons.refused() ? { ...present, buttons: 0 } : present;
    },
    receive: createReceive({ ...deps, now }),
    send: createSend({ account, files, uploads, now, linkTo, contactImage, buttons }),
    fetchFile: createFetchFile({
      roots: [apiRoot, businessRoot, oauthRoot],
      moreHosts: fileHosts,
      mostBytes: largestDownload,
      timeoutMs: downloadMs,
    }),
    sendTemplate: createSendTemplate({ account, business, now, development }),
    aboutTemplate: createAboutTemplate({ business, now, development }),
    whoAmI: () => sending(now, () => whoIs(account)),
  };
};
