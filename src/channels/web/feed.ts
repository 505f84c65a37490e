import type { ThreadMessage } from './ports.ts';

/** `reset`: the threads were emptied, forget what you show. */
export type FeedEvent = { message: ThreadMessage } | { reset: true };
type Listener = (event: FeedEvent) => void;

/** Tells open pages of this process what changed on a phone. Best effort: the thread is the truth. */
export type Feed = {
  publish: (personaId: string, message: ThreadMessage) => void;
  publishReset(): void;
  /** Returns the way to stop. */
  subscribe(personaId: string, listener: Listener): () => void;
};

export const createFeed = (): Feed => {
  const listeners = new Map<string, Set<Listener>>();
  return {
    publish(personaId, message) {
      for (const tell of listeners.get(personaId) ?? []) tell({ message });
    },
    publishReset() {
      for (const tell of [...listeners.values()].flatMap((some) => [...some]))
        tell({ reset: true });
    },
    subscribe(personaId, listener) {
      const some = listeners.get(personaId) ?? new Set();
      listeners.set(personaId, some.add(listener));
      return () => {
        some.delete(listener);
        if (some.size === 0 && listeners.get(personaId) === some) listeners.delete(personaId);
      };
    },
  };
};
