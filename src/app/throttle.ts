import PQueue from 'p-queue';
import type { Channel } from '../channels/channel.ts';

/** Waits until this channel may send to this address again, by the rates of its limits. */
export type Throttle = (channel: Channel, address: string) => Promise<void>;

/** Faster than any worker sends: such a channel needs no gate. */
const unlimited = 1_000;
const forgetAfter = 10_000;

/** Per channel a sliding second, per address a shortest gap. */
export const createThrottle = (): Throttle => {
  const gates = new Map<string, PQueue>();
  const lastSent = new Map<string, number>();

  const gateOf = (name: string, perSecond: number): PQueue => {
    const known = gates.get(name);
    if (known) return known;
    const made = new PQueue({ interval: 1_000, intervalCap: perSecond, strict: true });
    gates.set(name, made);
    return made;
  };

  const keepGap = async (key: string, gap: number): Promise<void> => {
    const since = performance.now() - (lastSent.get(key) ?? -gap);
    if (since < gap) await new Promise((resolve) => setTimeout(resolve, gap - since));
    if (lastSent.size > forgetAfter) lastSent.clear();
    lastSent.set(key, performance.now());
  };

  return async (channel, address) => {
    const { perSecond, addressGap } = channel.limits(address).rate;
    if (addressGap > 0) await keepGap(`${channel.name}:${address}`, addressGap);
    if (perSecond < unlimited) await gateOf(channel.name, perSecond).add(() => undefined);
  };
};
