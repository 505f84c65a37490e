import PQueue from 'p-queue';
import type { Channel } from '../../channels/channel.ts';

/**
 * Waits until this channel may send to this address again, by the rates of its limits. Of those that wait for
 * one channel, whoever has the lower `priority` goes first.
 */
export type Throttle = (channel: Channel, address: string, priority?: number) => Promise<void>;

/** Faster than any worker sends: such a channel needs no gate. */
const unlimited = 1_000;
const forgetAfter = 10_000;

/** A second is let through in so many pieces, or a wave's thirty sends would make a reply wait for the next. */
const piecesPerSecond = 10;

/** So many sends in so many milliseconds: the rate of the channel, in small pieces. */
const pieceOf = (perSecond: number): { intervalCap: number; interval: number } => {
  const intervalCap = Math.max(1, Math.round(perSecond / piecesPerSecond));
  return { intervalCap, interval: Math.ceil((1_000 * intervalCap) / perSecond) };
};

/** Per channel a sliding piece of a second, per address a gap that short bursts may ignore. */
export const createThrottle = (): Throttle => {
  const gates = new Map<string, PQueue>();
  const spentUntil = new Map<string, number>();

  const gateOf = (name: string, perSecond: number): PQueue => {
    const known = gates.get(name);
    if (known) return known;
    const made = new PQueue({ ...pieceOf(perSecond), strict: true });
    gates.set(name, made);
    return made;
  };

  /** A bucket for each address: every send takes a gap's worth, and time fills it up again. */
  const keepGap = async (key: string, gap: number, burst: number): Promise<void> => {
    if (spentUntil.size > forgetAfter) spentUntil.clear();
    const now = performance.now();
    const from = Math.max(now, spentUntil.get(key) ?? now);
    spentUntil.set(key, from + gap);
    const wait = from - now - (burst - 1) * gap;
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  };

  return async (channel, address, priority = 0) => {
    const { perSecond, addressGap, burst = 1 } = channel.limits(address).rate;
    if (addressGap > 0) await keepGap(`${channel.name}:${address}`, addressGap, burst);
    if (perSecond >= unlimited) return;
    await gateOf(channel.name, perSecond).add(() => undefined, { priority: -priority });
  };
};
