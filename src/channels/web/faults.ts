import { SendError } from '../channel.ts';
import type { Fault } from './ports.ts';

/** Failures that a tester ordered; gone with the process. */
export type Faults = {
  set(personaId: string, fault: Fault): void;
  clear(): void;
  /** The failure of the send that is about to happen, if one is due. */
  take(personaId: string): SendError | undefined;
};

export const createFaults = (): Faults => {
  const due = new Map<string, Fault>();
  return {
    set: (personaId, fault) => void due.set(personaId, fault),
    clear: () => due.clear(),
    take(personaId) {
      const fault = due.get(personaId);
      if (!fault || fault.times < 1) return undefined;
      due.set(personaId, { ...fault, times: fault.times - 1 });
      const wait = fault.code === 'throttled' ? { retryAfter: 1 } : {};
      return new SendError(fault.code, `ordered by the tester: ${fault.code}`, wait);
    },
  };
};
