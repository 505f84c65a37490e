/**
 * By which way somebody is reached now: delivery goes it, and the plan of a wave counts what it costs. Channels
 * with a window carry a message only while its reader has been heard of lately.
 */
import { addDays, dayOf, formatTime, instantOf } from './dates.ts';
import type { Account } from './organisation.ts';
import type { OutsideKind, OutsideTemplate } from './outside.ts';

/** Milliseconds after somebody was last heard of: without cost, and at all. */
type Window = { freeMs: number; openMs: number };

type WayAccount = Pick<
  Account,
  'id' | 'channel' | 'address' | 'seenAt' | 'unreachableSince' | 'phone'
>;

type Whereabouts<A extends WayAccount = WayAccount> = {
  /** All of one person's, reachable or not. */
  accounts: readonly A[];
  /** Undefined for channels on which everybody can be written to at any time. */
  windowOf(channel: string): Window | undefined;
  /** There is an approved template for what is to be said; channels with a window carry it. */
  template: boolean;
  now: Date;
  /** The vendor has just said so, whatever we believe. */
  closed?: (account: A) => boolean;
};

export type Way<A extends WayAccount = WayAccount> =
  | { way: 'free' | 'paid' | 'template_user'; account: A }
  | { way: 'template_phone'; account: A; phone: string }
  /** An account that was heard of earlier than the one whose window is shut. */
  | { way: 'other_channel'; account: A; cost: 'free' | 'paid' }
  /** Waits at this account until they are heard of. */
  | { way: 'parked'; account: A }
  | { way: 'unreachable' };

const day = 86_400_000;

/** A template by user id wants an interaction within the last year: facts of Zalo's ZBS pages. */
const knownMs = 365 * day;

type Sight<A extends WayAccount> = Omit<Whereabouts<A>, 'accounts'>;

const openness = <A extends WayAccount>(
  account: A,
  { windowOf, now, closed }: Sight<A>,
): 'free' | 'paid' | 'closed' => {
  if (closed?.(account)) return 'closed';
  const window = windowOf(account.channel);
  if (!window) return 'free';
  const silentMs = now.getTime() - account.seenAt.getTime();
  if (silentMs <= window.freeMs) return 'free';
  return silentMs <= window.openMs ? 'paid' : 'closed';
};

const byTemplate = <A extends WayAccount>(account: A, sight: Sight<A>): Way<A> | undefined => {
  const { windowOf, template, now } = sight;
  if (!template || !windowOf(account.channel)) return undefined;
  const { phone, seenAt } = account;
  if (now.getTime() - seenAt.getTime() <= knownMs) return { way: 'template_user', account };
  return phone && { way: 'template_phone', account, phone: phone.number };
};

/**
 * The last account that was heard of, as it is; then a template there; then another account that is open; then
 * waiting until they are heard of again.
 */
export const wayTo = <A extends WayAccount>({ accounts, ...sight }: Whereabouts<A>): Way<A> => {
  const [last, ...others] = accounts
    .filter(({ unreachableSince }) => !unreachableSince)
    .toSorted((a, b) => b.seenAt.getTime() - a.seenAt.getTime());
  if (!last) return { way: 'unreachable' };
  const open = openness(last, sight);
  if (open !== 'closed') return { way: open, account: last };
  const outside = byTemplate(last, sight);
  if (outside) return outside;
  for (const account of others) {
    const cost = openness(account, sight);
    if (cost !== 'closed') return { way: 'other_channel', account, cost };
  }
  return { way: 'parked', account: last };
};

/** The template by which this is said, while Zalo lets it be used. */
export const templateFor = (
  templates: readonly OutsideTemplate[] | undefined,
  kind: OutsideKind | undefined,
): OutsideTemplate | undefined =>
  templates?.find((one) => one.kind === kind && !(one.refusedAt && one.refusedAt >= one.checkedAt));

const opens = '06:00';
const closes = '22:00';

/** When a template may go out: now, or the next morning. Zalo holds them back from 22:00 to 06:00. */
export const templateOpening = (now: Date): Date => {
  const time = formatTime(now);
  if (opens <= time && time < closes) return now;
  const today = dayOf(now);
  return instantOf(time < opens ? today : addDays(today, 1), opens);
};
