import type { Leases } from '../store/contract.ts';
import type { Log } from './log.ts';

export type LeadershipDeps = {
  leases: Leases;
  /** Who this process is. */
  holder: string;
  /** The machine's clock: the simulator's would end a lease at every jump. */
  realNow(): Date;
  onLead(): Promise<void>;
  onYield(): Promise<void>;
  log: Log;
};

/** Whether this process is the worker. Exactly one is, a standby takes over when it falls silent. */
export type Leadership = { start(): Promise<void>; stop(): Promise<void>; leads(): boolean };

const leaseName = 'worker';
const leaseMs = 10_000;
const renewMs = 3_000;

export const createLeadership = (deps: LeadershipDeps): Leadership => {
  const { leases, holder, realNow, log } = deps;
  let leading = false;
  let heldUntil = 0;
  let timer: NodeJS.Timeout | undefined;

  /** While the database cannot be asked, a lease holds until it would have run out. */
  const isHeld = (): Promise<boolean> =>
    leases.hold(leaseName, holder, realNow(), leaseMs).catch((error: unknown) => {
      log.error({ err: error }, 'worker: cannot renew the lease');
      return leading && realNow().getTime() < heldUntil;
    });

  const renew = async (): Promise<void> => {
    const askedAt = realNow().getTime();
    const held = await isHeld();
    if (held) heldUntil = askedAt + leaseMs;
    if (held === leading) return;
    leading = held;
    log.info({ leading }, 'worker: lease');
    await (held ? deps.onLead() : deps.onYield());
  };

  return {
    async start() {
      await renew();
      timer = setInterval(() => {
        renew().catch((error: unknown) => log.error({ err: error }, 'worker: lease'));
      }, renewMs);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      if (!leading) return;
      leading = false;
      await deps.onYield();
      await leases.release(leaseName, holder);
    },
    leads: () => leading,
  };
};
