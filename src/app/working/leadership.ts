import type { Leases } from '../../store/contract.ts';
import type { Log } from '../log.ts';

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
export type Leadership = {
  start(): Promise<void>;
  /** Asks for the lease now, as the timer does every few seconds. */
  renew(): Promise<void>;
  stop(): Promise<void>;
  leads(): boolean;
};

/** Whoever holds it runs turns, the outbox and the jobs. */
export const workerLease = 'worker';
const leaseMs = 10_000;
const renewMs = 3_000;

/** The lease as this process knows it: while the database cannot be asked, it holds until it would run out. */
const createOwnLease = ({ leases, holder, realNow, log }: LeadershipDeps) => {
  let heldUntil = 0;
  const isCurrent = (): boolean => realNow().getTime() < heldUntil;
  return {
    isCurrent,
    async renew(): Promise<boolean> {
      const now = realNow();
      try {
        const held = await leases.hold(workerLease, holder, now, leaseMs);
        heldUntil = held ? now.getTime() + leaseMs : 0;
        return held;
      } catch (error) {
        log.error({ err: error }, 'worker: cannot renew the lease');
        return isCurrent();
      }
    },
    async release(): Promise<void> {
      if (isCurrent()) await leases.release(workerLease, holder);
    },
  };
};

export const createLeadership = (deps: LeadershipDeps): Leadership => {
  const lease = createOwnLease(deps);
  let leading = false;
  let stopped = false;
  let renewing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const lead = async (): Promise<void> => {
    leading = true;
    try {
      await deps.onLead();
    } catch (error) {
      leading = false;
      throw error;
    }
  };

  const ask = async (): Promise<void> => {
    const held = await lease.renew();
    if (stopped || held === leading) return;
    deps.log.info({ leading: held }, 'worker: lease');
    if (held) return lead();
    leading = false;
    await deps.onYield();
  };

  const renew = (): Promise<void> => {
    renewing ??= ask().finally(() => {
      renewing = undefined;
    });
    return renewing;
  };

  return {
    async start() {
      await renew();
      timer = setInterval(() => {
        renew().catch((error: unknown) => deps.log.error({ err: error }, 'worker: lease'));
      }, renewMs);
      timer.unref();
    },
    renew,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await renewing?.catch(() => undefined);
      const yields = leading;
      leading = false;
      if (yields) await deps.onYield();
      await lease.release();
    },
    leads: () => leading && lease.isCurrent(),
  };
};
