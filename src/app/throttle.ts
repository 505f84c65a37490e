import PQueue from 'p-queue';
import type { Channel } from '../channels/channel.ts';

/** Waits until this channel may send to this address again, by the rates of its limits. */
export type Throttle = (channel: Channel, address: string) => Promise<void>;

/** Faster than any worker sends: such a channel needs no gate. */
const unlimited = 1_000;
const forgetAfter = 10_000;

/** Per channel a sliding second, per address a gap that short bursts may ignore. */
export const createThrottle = (): Throttle => {
  const gates = new Map<string, PQueue>();
  const spentUntil = new Map<string, number>();

  const gateOf = (name: string, perSecond: number): PQueue => {
    const known = gates.get(name);
    if (known) return known;
    const made = new PQueue({ interval: 1_000, intervalCap: perSecond, strict: true });
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

  return async (channel, address) => {
    const { perSecond, addressGap, burst = 1 } = channel.limits(address).rate;
    if (addressGap > 0) await keepGap(`${channel.name}:${address}`, addressGap, burst);
    if (perSecond < unlimited) await gateOf(channel.name, perSecond).add(() => undefined);
  };
};
