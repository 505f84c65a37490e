/** "Is typing…", shown only where an answer takes its time: Telegram keeps it for 5 s or until a message comes. */
export type Typing = {
  /** Somebody wrote and will be answered. */
  expect(address: string): void;
  /** The answer is on its way. */
  answered(address: string): void;
};

/** Most answers are out before that, and a sign that comes after its message would stay for seconds. */
const patienceMs = 400;

export const createTyping = (
  show: (address: string) => Promise<void>,
  waitMs = patienceMs,
): Typing => {
  const waiting = new Map<string, NodeJS.Timeout>();
  const answered = (address: string): void => {
    clearTimeout(waiting.get(address));
    waiting.delete(address);
  };
  return {
    expect(address) {
      answered(address);
      const timer = setTimeout(() => {
        waiting.delete(address);
        void show(address);
      }, waitMs);
      timer.unref();
      waiting.set(address, timer);
    },
    answered,
  };
};
