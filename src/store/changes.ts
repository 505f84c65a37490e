import type { AuditEntry, Kind, Kinds, NewOutboxRow, StoredDialog, WorkRow } from './contract.ts';

/** What a unit of work wants to happen to one document; the last word counts. */
export type Change<Doc> = { doc: Doc; removed: boolean };

type InboxEnd = { id: string; state: 'done' | 'dead'; errorId?: string };

/** All that one turn collected. */
export type Changes = {
  documents: { [K in Kind]: Map<string, Change<Kinds[K]>> };
  dialogs: Map<string, Change<StoredDialog>>;
  audit: AuditEntry[];
  outbox: Map<string, NewOutboxRow>;
  works: Map<string, WorkRow>;
  inbox: Map<string, InboxEnd>;
};

export const noChanges = (): Changes => ({
  documents: {
    unit: new Map(),
    cluster: new Map(),
    person: new Map(),
    post: new Map(),
    account: new Map(),
    invitation: new Map(),
    joinRequest: new Map(),
    registration: new Map(),
    report: new Map(),
    season: new Map(),
    wave: new Map(),
    stationery: new Map(),
  },
  dialogs: new Map(),
  audit: [],
  outbox: new Map(),
  works: new Map(),
  inbox: new Map(),
});

/** What must be written and deleted; a document that was never stored needs no deletion. */
export const sorted = <Doc extends { rev: number }>(
  changes: Iterable<Change<Doc>>,
): { puts: Doc[]; removes: Doc[] } => {
  const all = [...changes];
  return {
    puts: all.filter(({ removed }) => !removed).map(({ doc }) => doc),
    removes: all.filter(({ removed, doc }) => removed && doc.rev > 0).map(({ doc }) => doc),
  };
};
