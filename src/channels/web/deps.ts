import type { WebChannel } from './channel.ts';
import type { Feed } from './feed.ts';
import type { SimulatorPort, ThreadPort } from './ports.ts';

/** What the simulator's routes stand on. `channel` and `feed` must be the ones that know each other. */
export type SimulatorDeps = {
  simulator: SimulatorPort;
  threads: ThreadPort;
  channel: WebChannel;
  feed: Feed;
  newId: () => string;
  /** Between two signs of life on an open event stream; 15 s when absent. */
  heartbeatMs?: number;
};
