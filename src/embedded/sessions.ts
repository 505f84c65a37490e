import type { Change, Storage } from './storage.ts';
import { sessionKey } from './storage-keys.ts';
import type { Transaction } from './transaction.ts';
import { encode, fieldOf, isDoc, wholeNumber, type Doc } from './values.ts';

/** What the newest transaction number of a session led to, so that a repeat acts once. */
export type Outcome =
  | { readonly kind: 'reply'; readonly reply: Doc; readonly batch: number }
  | { readonly kind: 'committed'; readonly batch: number }
  | { readonly kind: 'aborted' };

/** A logical session of a client. */
export type Session = {
  readonly key: string;
  lastUsed: number;
  /** The newest number seen; -1 before the first. */
  number: number;
  outcome: Outcome | undefined;
  transaction: Transaction | undefined;
  /** A record of it is on disk. */
  stored: boolean;
};

export type Sessions = {
  open(key: string, now: number): Session;
  find(key: string): Session | undefined;
  /** Takes over a record read at the start. */
  restore(key: string, record: Doc, now: number): void;
  forget(session: Session): void;
  all(): Session[];
};

export function createSessions(storage: Storage): Sessions {
  const sessions = new Map<string, Session>();

  function open(key: string, now: number): Session {
    const known = sessions.get(key);
    if (known !== undefined) {
      known.lastUsed = now;
      return known;
    }
    const session: Session = {
      key,
      lastUsed: now,
      number: -1,
      outcome: undefined,
      transaction: undefined,
      stored: false,
    };
    sessions.set(key, session);
    return session;
  }

  return {
    open,
    find: (key) => sessions.get(key),
    restore(key, record, now) {
      const session = open(key, now);
      const reply = fieldOf(record, 'reply');
      session.number = wholeNumber(record.number) ?? -1;
      session.outcome = isDoc(reply)
        ? { kind: 'reply', reply, batch: 0 }
        : { kind: 'committed', batch: 0 };
      session.stored = true;
    },
    forget(session) {
      sessions.delete(session.key);
      if (session.stored) storage.append([{ key: sessionKey(session.key), value: undefined }]);
    },
    all: () => [...sessions.values()],
  };
}

/** The durable record of a session's newest act; it goes into the same batch as the act itself. */
export function sessionRecord(session: Session, number: number, reply: Doc | undefined): Change {
  session.stored = true;
  return { key: sessionKey(session.key), value: encode({ number, reply }) };
}
