import { createHash } from 'node:crypto';
import type { ZaloEvent } from '../../zalo-oa-sdk/event-types.ts';
import { eventKeyOf, isProbe, parseEvent } from '../../zalo-oa-sdk/parse-event.ts';
import { verifySignature } from '../../zalo-oa-sdk/signature.ts';
import { Malformed, Unauthorized, type Delivery, type Receiver } from '../channel.ts';
import { readEvent, type Receipt } from './inbound.ts';

export type ReceiveDeps = {
  appId: string;
  /** Events of other accounts of the same app are left alone: people have other ids there. */
  oaId: string | undefined;
  /** The "OA secret key" of the app's webhook page. */
  oaSecret: string;
  now: () => Date;
  /** An event that is older is left alone as played back. Zalo tries for two hours; whoever keeps ids needs none. */
  oldestMs: number | undefined;
  onReceipt(receipt: Receipt): void;
  /** Something came that the bot does not serve: its name, never its content. */
  onUnknown(name: string): void;
};

type Request = Parameters<Receiver['receive']>[0];

const mostProbeBytes = 64;
const longestName = 60;

/** Before the signature is known to be good, only the engine's own parser touches the body. */
const parsed = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
  } catch {
    return undefined;
  }
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const timestampIn = (value: unknown): string => {
  const timestamp = isObject(value) ? value.timestamp : undefined;
  return typeof timestamp === 'string' || typeof timestamp === 'number' ? String(timestamp) : '';
};

/** The header is described, the body's own timestamp is seen: either may be what was signed. */
const checkSignature = (
  { appId, oaSecret }: ReceiveDeps,
  { headers, body }: Request,
  inBody: string,
): void => {
  const signature = headers['x-zevent-signature'] ?? '';
  const timestamps = [headers['x-zevent-timestamp'], inBody].filter((one) => one !== undefined);
  const isSigned = timestamps.some((timestamp) =>
    verifySignature({ appId, body, timestamp, signature, oaSecret }),
  );
  if (!isSigned) throw new Unauthorized('the signature of the webhook is wrong');
};

/** Zalo itself repeats nothing so late. */
const isTooOld = ({ oldestMs, now }: ReceiveDeps, { at }: ZaloEvent): boolean =>
  oldestMs !== undefined && at !== undefined && now().getTime() - at.getTime() > oldestMs;

/** A repeat has the same bytes; an event without an id and a moment has nothing else to be told apart by. */
const idOf = (event: ZaloEvent, body: Uint8Array): string => {
  const named = 'messageId' in event && event.messageId !== undefined;
  if (named || event.timestamp !== undefined) return eventKeyOf(event);
  return `${event.name}:${createHash('sha256').update(body).digest('base64url')}`;
};

const inGeneral = (name: string): string => name.replace(/[^\w :.-]/gu, '?').slice(0, longestName);

const dispatch = (deps: ReceiveDeps, event: ZaloEvent, body: Uint8Array): Delivery[] => {
  const { oaId } = deps;
  const read = readEvent(event);
  if (read === 'ignored') return [];
  if (oaId !== undefined && event.oaId !== undefined && event.oaId !== oaId) {
    deps.onUnknown(inGeneral(`${event.name} of another account`));
  } else if ('said' in read) return [{ eventId: idOf(event, body), ...read.said }];
  else if ('receipt' in read) deps.onReceipt(read.receipt);
  else deps.onUnknown(inGeneral(read.unknown));
  return [];
};

/** Zalo's webhook: https://developers.zalo.me, "Webhook" of the Official Account API. */
export const createReceive =
  (deps: ReceiveDeps): Receiver['receive'] =>
  (request) => {
    const { body } = request;
    // The console tries an address that is being saved, without a signature.
    if (body.byteLength <= mostProbeBytes && isProbe(body)) return [];
    const value = parsed(body);
    if (value === undefined) throw new Malformed('the request is not JSON');
    checkSignature(deps, request, timestampIn(value));
    const event = isObject(value) ? parseEvent(body) : undefined;
    if (!event) throw new Malformed('the request is no event');
    if (!isTooOld(deps, event)) return dispatch(deps, event, body);
    // Genuine, and played back: answered as Zalo wants it, named, and not taken.
    deps.onUnknown(inGeneral(`${event.name} of long ago`));
    return [];
  };
