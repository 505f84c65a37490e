/** What the simulator's channel asks of the program. The store and src/app implement these by shape. */
import type { FileRef, RenderedChoice } from '../../dialog/message.ts';
import type { Delivery, SendErrorCode } from '../channel.ts';

export type Like = 'zalo' | 'telegram' | 'web';

/** Who the simulator can play. `role` and `unit` are words for people, empty for a stranger. */
export type Persona = { id: string; name: string; role: string; unit: string; like: Like };

/**
 * One bubble on a phone; `n` counts from 1 within its thread. Times are ISO 8601. `eventId` ties a bubble of
 * `me` to the event it shows ("id", and "id/1" … for the further files of one event).
 */
export type ThreadMessage = {
  n: number;
  at: string;
  editedAt?: string;
  from: 'bot' | 'me';
  eventId?: string;
  text: string;
  choices: readonly RenderedChoice[];
  slot?: string;
  image?: FileRef;
  file?: FileRef;
};

/** Durable threads, so that a restart shows the same phones. */
export type ThreadPort = {
  personas(): Promise<Persona[]>;
  addPersona(persona: Persona): Promise<void>;
  /** With an `eventId` that the thread already holds: adds nothing and resolves to the bubble that is there. */
  append(personaId: string, message: Omit<ThreadMessage, 'n'>): Promise<ThreadMessage>;
  /** Undefined when there is no such message. */
  replace(
    personaId: string,
    n: number,
    change: Omit<ThreadMessage, 'n' | 'at' | 'from' | 'eventId'>,
  ): Promise<ThreadMessage | undefined>;
  after(personaId: string, n: number, limit: number): Promise<ThreadMessage[]>;
};

export type EventState = {
  state: 'new' | 'done' | 'dead';
  errorId?: string;
  /** Numbers of the thread messages that answered this event. */
  messages: number[];
};

/** What stands behind the simulator's own routes; src/app/simulator/simulator.ts implements it. */
export type SimulatorPort = {
  /** Stores the delivery durably before it returns; a known eventId is accepted and changes nothing. */
  accept(delivery: Delivery): Promise<void>;
  /** Resolves when the turn and its replies are through, or after `waitMs`; undefined for an unknown id. */
  eventState(eventId: string, waitMs: number): Promise<EventState | undefined>;
  /** Waits until inbox, due outbox and works are empty. */
  settle(): Promise<Record<string, number>>;
  now(): Date;
  /** Runs every job tick between now and then in order, then delivers what is due. Refuses to go back. */
  moveClock(to: Date): Promise<Date>;
  /** Undefined when no such job exists. */
  runJob(name: string): Promise<Record<string, number> | undefined>;
  outbox(): Promise<unknown[]>;
  audit(): Promise<unknown[]>;
  registration(unitId: string, year: number): Promise<unknown>;
  /** Why a persona, or anybody, is reminded of what on the day of `at`; both may be absent. */
  explainReminders(wish: { persona?: string; at?: Date }): Promise<unknown>;
  reset(scenario: 'fresh' | 'season' | 'year-end'): Promise<void>;
};

/** Failures to come, per persona: the next `times` sends fail with `code`. */
export type Fault = { code: SendErrorCode; times: number };
