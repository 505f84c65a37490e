/**
 * What is stored of a talk in progress: plain JSON, answers and results by key, never positions in a log. So
 * a deploy, a restart or a crash in between changes nothing of what was said.
 */
import type { Answer, Flow, Start } from './turn.ts';

/** A key with what was heard, read or done under it. Without a value: `undefined`. */
export type Entry = readonly [key: string, value?: unknown];

/** What is kept of an answered question: the answer itself, never what `parse` made of it. */
export type StoredAnswer = Answer & { skipped?: true };

export type Dialog = {
  /** The event that opened it. */
  id: string;
  /** The store's version of it; the runner hands it through. */
  rev: number;
  /** Whose talk it is. */
  owner: string;
  flow: string;
  /** Flow and what it is about, so that a paused talk about the same thing is found again. */
  subject: string;
  version: number;
  start: Start;
  /** Done so far, in the order in which it was done. */
  path: readonly Entry[];
  /** Answers given before an earlier one was reopened; used again when the replay reaches their key. */
  ahead: readonly Entry[];
  /** What is waited for, and the event whose turn sent it. */
  /** `early`: it also takes what was sent before it was delivered. */
  open?: { key: string; at: string; early?: true };
  paused?: true;
  /** ISO 8601. */
  touchedAt: string;
};

export type DialogOpening = {
  id: string;
  flow: Pick<Flow, 'id' | 'version'>;
  owner: string;
  start: Start;
  now: Date;
};

/** Where a talk of this flow, opened so, is found again. */
export const dialogSubject = (flowId: string, { intent }: Start): string =>
  intent?.subject ? `${flowId}:${intent.subject}` : flowId;

/** A fresh talk; the first play has no answer. */
export const openDialog = ({ id, flow, owner, start, now }: DialogOpening): Dialog => ({
  id,
  rev: 0,
  owner,
  flow: flow.id,
  subject: dialogSubject(flow.id, start),
  version: flow.version,
  start,
  path: [],
  ahead: [],
  touchedAt: now.toISOString(),
});

export const isAskKey = (key: string): boolean => key.startsWith('ask:');

/** Done for good: never done a second time, never gone back over. */
export const isExecutedKey = (key: string): boolean =>
  key.startsWith('run:') || key.startsWith('later:');

/** True when something was done, or is being done, that cannot be taken back. */
export const hasExecuted = ({ path, open }: Pick<Dialog, 'path' | 'open'>): boolean =>
  path.some(([key]) => isExecutedKey(key)) || (open !== undefined && isExecutedKey(open.key));

/**
 * The talk with this question open again, or undefined when it was not asked or a command came after it. Later
 * answers wait in `ahead`; later reads and says are dropped. `key` is as the flow wrote it.
 */
export const reopen = (dialog: Dialog, key: string): Dialog | undefined => {
  const asked = `ask:${key}`;
  const at = dialog.path.findIndex(([one]) => one === asked);
  const { open, ...rest } = dialog;
  if (at < 0 || hasExecuted({ path: dialog.path.slice(at), ...(open ? { open } : {}) })) {
    return undefined;
  }
  const later = dialog.path.slice(at + 1).filter(([one]) => isAskKey(one));
  const kept = new Set(later.map(([one]) => one));
  return {
    ...rest,
    path: dialog.path.slice(0, at),
    ahead: [...later, ...dialog.ahead.filter(([one]) => one !== asked && !kept.has(one))],
  };
};

/** The question before the open one, if it may be reopened. */
export const questionBefore = (path: readonly Entry[]): string | undefined => {
  const last = path.findLast(([key]) => isAskKey(key) || isExecutedKey(key))?.[0];
  return last !== undefined && isAskKey(last) ? last.slice('ask:'.length) : undefined;
};
