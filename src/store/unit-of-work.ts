import type { Connection } from 'mongoose';
import { noChanges, type Change, type Changes } from './changes.ts';
import { commitChanges, modelOf } from './commit.ts';
import type { Kind, Kinds, UnitOfWork } from './contract.ts';
import type { Models } from './models/models.ts';
import { fromStored, type Stored } from './stored.ts';

type Loaded = Map<string, Promise<Kinds[Kind] | undefined>>;

const read = async <K extends Kind>(
  models: Models,
  kind: K,
  id: string,
): Promise<Kinds[K] | undefined> => {
  const row = await modelOf(models, kind).findById(id).lean().exec();
  // The table of this kind holds nothing but rows of this kind.
  return row ? fromStored(row as unknown as Stored<Kinds[K]>) : undefined;
};

const readOnce = <K extends Kind>(
  models: Models,
  loaded: Loaded,
  kind: K,
  id: string,
): Promise<Kinds[K] | undefined> => {
  const key = `${kind}:${id}`;
  const reading = loaded.get(key) ?? read(models, kind, id);
  loaded.set(key, reading);
  // The key names the kind, so what was kept under it is of that kind.
  return reading as ReturnType<typeof read<K>>;
};

/** Own changes over what a find returned: changed ones replaced, gone ones left out, new ones at the end. */
const overlaid = <Doc extends { id: string }>(
  own: ReadonlyMap<string, Change<Doc>>,
  found: readonly Doc[],
  belongs: (doc: Doc) => boolean,
): readonly Doc[] => {
  const known = new Set(found.map(({ id }) => id));
  const kept = found.flatMap((doc) => {
    const change = own.get(doc.id);
    if (!change) return [doc];
    return change.removed || !belongs(change.doc) ? [] : [change.doc];
  });
  const added = [...own.values()]
    .filter(({ doc, removed }) => !removed && !known.has(doc.id) && belongs(doc))
    .map(({ doc }) => doc);
  return [...kept, ...added];
};

const kindsOf = ({ documents, works }: Changes): ReadonlySet<Kind | 'work'> => {
  const changed = (Object.keys(documents) as Kind[]).filter((kind) => documents[kind].size > 0);
  return new Set(works.size > 0 ? [...changed, 'work'] : changed);
};

/** One turn's reads and writes; see contract.ts. */
export const beginUnitOfWork = (connection: Connection, models: Models): UnitOfWork => {
  const changes = noChanges();
  const loaded: Loaded = new Map();
  let spent = false;

  const open = (): Changes => {
    if (spent) throw new Error('This unit of work is spent: begin another.');
    return changes;
  };
  const ofKind = <K extends Kind>(kind: K): Map<string, Change<Kinds[K]>> => open().documents[kind];
  return {
    async load(kind, id) {
      const change = ofKind(kind).get(id);
      if (change) return change.removed ? undefined : change.doc;
      return readOnce(models, loaded, kind, id);
    },
    put(kind, doc) {
      ofKind(kind).set(doc.id, { doc, removed: false });
    },
    remove(kind, doc) {
      ofKind(kind).set(doc.id, { doc, removed: true });
    },
    overlay: (kind, found, belongs) => overlaid(ofKind(kind), found, belongs),
    audit(entry) {
      open().audit.push(entry);
    },
    enqueue(row) {
      if (!open().outbox.has(row.id)) changes.outbox.set(row.id, row);
    },
    enqueueWork(row) {
      open().works.set(row.id, row);
    },
    saveDialog(dialog) {
      open().dialogs.set(dialog.id, { doc: dialog, removed: false });
    },
    dropDialog(dialog) {
      open().dialogs.set(dialog.id, { doc: dialog, removed: true });
    },
    finishInbox(id, state, errorId) {
      open().inbox.set(id, errorId === undefined ? { id, state } : { id, state, errorId });
    },
    async commit() {
      const all = open();
      spent = true;
      return commitChanges(connection, models, all).then(() => kindsOf(all));
    },
  };
};
