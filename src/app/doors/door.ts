import type { FastifyPluginAsync } from 'fastify';
import type { Channel, Delivery, Receiver } from '../../channels/channel.ts';
import type { JobCounts } from '../jobs.ts';

/** Stores what came, durably, and wakes the worker. */
export type Take = (delivery: Delivery) => Promise<void>;

/** A vendor's channel with its way in: what compose.ts wires to the core, whichever vendor it is. */
export type Door = {
  channel: Channel;
  /** Where its vendor calls: POST /webhooks/<name of the channel>. */
  receiver?: Receiver;
  /**
   * Runs while this process leads: greets the vendor, asks for what is new. Resolves soon after the signal
   * fires, and never rejects.
   */
  whileLeading(signal: AbortSignal, take: Take): Promise<void>;
  /** Where people find the bot; with a code, a link that brings it along. Undefined while nobody knows. */
  link(code: string | undefined): string | undefined;
  /** Further pages that its vendor or its administrator calls. */
  routes?: readonly FastifyPluginAsync[];
  /** What has to be done now and then, whether anybody talks or not; as a job's counts. */
  upkeep?(): Promise<JobCounts>;
  /** Where whoever looks after the program puts it right, while there is such a place. */
  fix?(): string | undefined;
  /** For /readyz: what an operator should look at, though everything works. */
  notes?(): readonly string[] | Promise<readonly string[]>;
};
