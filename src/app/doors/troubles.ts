import type { SendError } from '../../channels/channel.ts';
import type { Log } from '../log.ts';

/** What keeps whole channels from working: a refused token, a second process that takes the updates. */
export type Troubles = {
  /** After each talk with a vendor: what went wrong, or undefined when it went well. */
  note(channel: string, error: SendError | undefined): void;
  /** For /readyz: only what nobody but the operator can mend; a network comes back by itself. */
  reasons(): readonly string[];
  /** Called once for each new trouble. */
  onNew(tell: (channel: string) => void): void;
  /** The channels that do not work now. */
  standing(): readonly string[];
};

export const createTroubles = (log: Log): Troubles => {
  const standing = new Map<string, string>();
  const listeners: ((channel: string) => void)[] = [];
  return {
    note(channel, error) {
      if (!error) {
        if (standing.delete(channel)) log.info({ channel }, 'channel: works again');
        return;
      }
      if (error.code !== 'config' || standing.get(channel) === error.message) return;
      const isNew = !standing.has(channel);
      standing.set(channel, error.message);
      log.error({ channel, err: error }, 'channel: does not work');
      if (isNew) for (const tell of listeners) tell(channel);
    },
    reasons: () =>
      [...standing].map(([channel, reason]) =>
        reason.startsWith(`${channel}: `) ? reason : `${channel}: ${reason}`,
      ),
    onNew: (tell) => void listeners.push(tell),
    standing: () => [...standing.keys()],
  };
};
