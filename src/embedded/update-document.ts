import { ObjectId } from 'bson';
import { applyEdit, type Edit, type Placeholders } from './edit.ts';
import { CommandError } from './errors.ts';
import { requiredLeaves, type Filter, type Hit } from './filter.ts';
import { formatKey } from './format.ts';
import { isIdentical } from './identical.ts';
import type { Rename, Update } from './parse-update.ts';
import { fieldOf, isArray, isDoc, type Doc, type Value } from './values.ts';

/** The updated document, or the very same one if the update changes nothing. */
export function updateDocument(doc: Doc, update: Update, hit: Hit): Doc {
  const next =
    update.kind === 'replace' ? replaced(doc, update.doc) : modified(doc, update, hit, false);
  if (!isIdentical(fieldOf(doc, '_id'), fieldOf(next, '_id'))) throw immutableId(update, next);
  return isIdentical(doc, next) ? doc : next;
}

function immutableId(update: Update, next: Doc): CommandError {
  return new CommandError(
    66,
    update.kind === 'replace'
      ? `After applying the update, the (immutable) field '_id' was found to have been altered to ${formatKey({ _id: next._id })}`
      : "Performing an update on the path '_id' would modify the immutable field '_id'",
  );
}

function replaced(doc: Doc, replacement: Doc): Doc {
  const { _id = doc._id, ...rest } = replacement;
  return { _id, ...rest };
}

type Modification = Extract<Update, { kind: 'modify' }>;

function modified(doc: Doc, update: Modification, hit: Hit, inserting: boolean): Doc {
  const placeholders: Placeholders = { hit, arrayFilters: update.arrayFilters };
  const edits = inserting ? [...update.edits, ...update.onInsert] : update.edits;
  const edited = edits.reduce<Value>((now, edit) => applyEdit(now, edit, placeholders), doc);
  const renamed = update.renames.reduce<Value>(
    (now, rename) => applyRename(now, rename, placeholders),
    edited,
  );
  return renamed as Doc; // an edit of a document is a document
}

function applyRename(doc: Value, { from, to }: Rename, placeholders: Placeholders): Value {
  const value = valueAt(doc, from);
  if (value === undefined) return doc;
  valueAt(doc, to.slice(0, -1));
  const edit = (parts: readonly string[], next: Value): Edit => ({
    path: parts.join('.'),
    parts,
    creates: next !== undefined,
    apply: () => next,
  });
  return applyEdit(
    applyEdit(doc, edit(from, undefined), placeholders),
    edit(to, value),
    placeholders,
  );
}

function valueAt(doc: Value, parts: readonly string[]): Value {
  return parts.reduce<Value>((node, part) => {
    if (isArray(node)) {
      throw new CommandError(
        2,
        `The source and target fields of $rename cannot be array elements: '${parts.join('.')}'`,
      );
    }
    return isDoc(node) ? fieldOf(node, part) : undefined;
  }, doc);
}

/** The document that an upsert inserts: what the query pins down, then the update. */
export function upsertDocument(filter: Filter, update: Update): Doc {
  const seed = seedOf(filter, update.kind === 'replace');
  const made =
    update.kind === 'replace' ? { ...seed, ...update.doc } : modified(seed, update, {}, true);
  const seedId = fieldOf(seed, '_id');
  if (seedId !== undefined && !isIdentical(seedId, fieldOf(made, '_id')))
    throw immutableId(update, made);
  const { _id = new ObjectId(), ...rest } = made;
  return { _id, ...rest };
}

function seedOf(filter: Filter, idOnly: boolean): Doc {
  const seen = new Set<string>();
  let seed: Value = {};
  for (const { op, path, parts, operand } of requiredLeaves(filter)) {
    if (op !== '$eq' || (idOnly && path !== '_id')) continue;
    if (
      [...seen].some(
        (other) => other === path || other.startsWith(`${path}.`) || path.startsWith(`${other}.`),
      )
    ) {
      throw new CommandError(
        54,
        `cannot infer query fields to set, path '${path}' is matched twice`,
      );
    }
    seen.add(path);
    const edit: Edit = { path, parts, creates: true, apply: () => operand };
    seed = applyEdit(seed, edit, { hit: {}, arrayFilters: new Map() });
  }
  return seed as Doc; // an edit of a document is a document
}
