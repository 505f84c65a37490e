/** What a wave will cost, counted by the very ways that delivery goes. */
import { wayTo, type Way } from './message-ways.ts';
import type { Account } from './organisation.ts';
import type { OutsideTemplate } from './outside.ts';

/**
 * Đồng for one consultation message to somebody who has been silent for longer than the free part of the window.
 * Source: price list of Zalo for official accounts, from 2026 on.
 */
export const paidMessagePrice = 55;

/** People by the way they are reached, at channels that have a window. */
export type WaveCost = {
  free: number;
  paid: number;
  templateUser: number;
  templatePhone: number;
  /** Of those who are reached where everybody can be written to. */
  other: number;
  /** They read it when they write again. */
  parked: number;
  /** Đồng for one of them; absent when it is not known. */
  userPrice?: number;
  phonePrice?: number;
  /** Đồng, as far as prices are known. */
  total: number;
  /** Some have a price that nobody knows. */
  more: boolean;
};

type Window = { freeMs: number; openMs: number };

export type Reaching = {
  windowOf(channel: string): Window | undefined;
  /** The one that says it, where there is one and it can be sent. */
  template: OutsideTemplate | undefined;
  /** When they will be written to. */
  at: Date;
};

type Counted = 'free' | 'paid' | 'templateUser' | 'templatePhone' | 'other' | 'parked';

const countedAs = (way: Way<Account>, windowOf: Reaching['windowOf']): Counted | undefined => {
  switch (way.way) {
    case 'free':
      return windowOf(way.account.channel) ? 'free' : 'other';
    case 'other_channel':
      return way.cost === 'paid' ? 'paid' : 'other';
    case 'template_user':
      return 'templateUser';
    case 'template_phone':
      return 'templatePhone';
    case 'unreachable':
      return undefined;
    default:
      return way.way;
  }
};

const priced = (count: number, price: number | undefined): { sum: number; open: boolean } => ({
  sum: count * (price ?? 0),
  open: count > 0 && price === undefined,
});

/** `people`: the accounts of each. Undefined when nobody is reached in a way that costs or waits. */
export const waveCost = (
  people: readonly (readonly Account[])[],
  { windowOf, template, at }: Reaching,
): WaveCost | undefined => {
  const counts: Record<Counted, number> = {
    free: 0,
    paid: 0,
    templateUser: 0,
    templatePhone: 0,
    other: 0,
    parked: 0,
  };
  for (const accounts of people) {
    const way = wayTo({ accounts, windowOf, template: template !== undefined, now: at });
    const counted = countedAs(way, windowOf);
    if (counted) counts[counted] += 1;
  }
  if (counts.paid + counts.templateUser + counts.templatePhone + counts.parked === 0) {
    return undefined;
  }
  const { priceByUser: userPrice, priceByPhone: phonePrice } = template ?? {};
  const sums = [
    priced(counts.paid, paidMessagePrice),
    priced(counts.templateUser, userPrice),
    priced(counts.templatePhone, phonePrice),
  ];
  return {
    ...counts,
    ...(userPrice === undefined ? {} : { userPrice }),
    ...(phonePrice === undefined ? {} : { phonePrice }),
    total: sums.reduce((all, { sum }) => all + sum, 0),
    more: sums.some(({ open }) => open),
  };
};
