/** How long a flow may keep a turn waiting, in ms, between two steps and while the program works for one. */
export type Patience = { idle: number; busy: number };

export const defaultPatience: Patience = { idle: 2_000, busy: 60_000 };

export type Watch = {
  beat(busy: boolean): void;
  end(): void;
};

/**
 * Calls `expire` when a run gives no sign of life for too long. A loop that never lets the event loop turn is
 * out of its reach.
 */
export const createWatch = ({ idle, busy }: Patience, expire: () => void): Watch => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  return {
    beat: (isBusy) => {
      clearTimeout(timer);
      if (!ended) timer = setTimeout(expire, isBusy ? busy : idle);
    },
    end: () => {
      ended = true;
      clearTimeout(timer);
    },
  };
};
