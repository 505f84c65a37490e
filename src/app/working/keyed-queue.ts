/** Runs work side by side, but one after the other for the same key. */
export type KeyedQueue = {
  /** Resolves when this piece is through; the work's own errors are the caller's. */
  add(key: string, work: () => Promise<void>): Promise<void>;
  /** Keys with something running or waiting. */
  busy(): readonly string[];
  idle(): Promise<void>;
};

export const createKeyedQueue = (width: number): KeyedQueue => {
  const tails = new Map<string, Promise<void>>();
  const waiting: (() => void)[] = [];
  let running = 0;

  const slot = async (): Promise<void> => {
    if (running >= width) await new Promise<void>((go) => waiting.push(go));
    else running += 1;
  };
  /** A place goes straight to who waits for it: left free, somebody else might step in between. */
  const free = (): void => {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  };

  return {
    add(key, work) {
      const before = tails.get(key) ?? Promise.resolve();
      const mine = before.then(async () => {
        await slot();
        try {
          await work();
        } finally {
          free();
        }
      });
      const settled = mine.catch(() => undefined);
      tails.set(key, settled);
      void settled.then(() => {
        if (tails.get(key) === settled) tails.delete(key);
      });
      return mine;
    },
    busy: () => [...tails.keys()],
    async idle() {
      while (tails.size > 0) await Promise.all(tails.values());
    },
  };
};
