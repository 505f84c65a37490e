import { CommandError } from './errors.ts';
import { formatValue } from './format.ts';
import { isDoc, plainNumber, wholeNumber, type Doc, type Value } from './values.ts';

/** Fields that any command may carry: who sends it, in which session, and how sure it must be. */
const common = new Set([
  '$db',
  '$clusterTime',
  '$readPreference',
  'lsid',
  'txnNumber',
  'autocommit',
  'startTransaction',
  'writeConcern',
  'readConcern',
  'maxTimeMS',
  'comment',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
]);

/** Fields that are harmless as long as they ask for nothing. */
const harmless: Readonly<Record<string, (value: Value) => boolean>> = {
  collation: (value) =>
    isDoc(value) && Object.keys(value).length === 1 && value.locale === 'simple',
  let: isEmptyDoc,
  hint: isEmptyDoc,
  tailable: isFalse,
  awaitData: isFalse,
  oplogReplay: isFalse,
  returnKey: isFalse,
  showRecordId: isFalse,
  allowPartialResults: isFalse,
  explain: isFalse,
};

function isEmptyDoc(value: Value): boolean {
  return isDoc(value) && Object.keys(value).length === 0;
}

function isFalse(value: Value): boolean {
  return value === false;
}

/** Refuses every field that the command would otherwise silently ignore. */
export function checkFields(name: string, command: Doc, fields: readonly string[]): void {
  for (const [field, value] of Object.entries(command).slice(1)) {
    if (fields.includes(field) || common.has(field)) continue;
    if (Object.hasOwn(harmless, field) && harmless[field]?.(value)) continue;
    throw new CommandError(
      40415,
      `BSON field '${name}.${field}' is an unknown field or is not supported here.`,
    );
  }
  checkWriteConcern(command.writeConcern);
  checkReadConcern(command.readConcern, command.startTransaction === true);
  checkApi(command);
}

/** The same for one entry of a list, such as the statements of an update. */
export function checkEntryFields(name: string, entry: Doc, fields: readonly string[]): void {
  checkFields(name, { '': 1, ...entry }, fields);
}

function checkWriteConcern(concern: Value): void {
  if (concern === undefined) return;
  if (!isDoc(concern)) throw new CommandError(14, 'writeConcern must be an object');
  const { w } = concern;
  if (w === undefined || w === 'majority' || (wholeNumber(w) ?? 2) <= 1) return;
  throw wholeNumber(w) === undefined
    ? new CommandError(
        79,
        `No write concern mode named '${formatValue(w)}' found in replica set configuration`,
      )
    : new CommandError(100, 'Not enough data-bearing nodes');
}

const readLevels = new Set(['local', 'available', 'majority', 'linearizable']);

/** Every read sees what is committed and answers when that is durable, which fulfils all levels but one. */
function checkReadConcern(concern: Value, starting: boolean): void {
  if (concern === undefined) return;
  if (!isDoc(concern)) throw new CommandError(14, 'readConcern must be an object');
  const { level = 'local', ...rest } = concern;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) {
    throw new CommandError(40415, `BSON field 'readConcern.${unknown}' is not supported here.`);
  }
  if (typeof level === 'string' && readLevels.has(level)) return;
  if (level === 'snapshot' && starting) return; // a transaction has its snapshot anyway
  const code = level === 'snapshot' ? 246 : 9;
  throw new CommandError(code, `read concern ${formatValue(level)} is not supported here`);
}

function checkApi({ apiVersion }: Doc): void {
  if (apiVersion === undefined || apiVersion === '1') return;
  throw new CommandError(322, `API version must be "1", got ${formatValue(apiVersion)}`);
}

/** A count that must be a whole number of zero or more. */
export function countField(command: Doc, field: string): number | undefined {
  const value = command[field];
  if (value === undefined || value === null) return undefined;
  const whole = wholeNumber(value);
  if (whole === undefined)
    throw new CommandError(14, `BSON field '${field}' is the wrong type, expected a whole number`);
  if (whole < 0)
    throw new CommandError(
      51024,
      `BSON field '${field}' value must be >= 0, actual value '${whole}'`,
    );
  return whole;
}

/** A yes or no, absent meaning no. */
export function flagField(command: Doc, field: string): boolean {
  const value = command[field];
  if (value === undefined || value === null) return false;
  if (typeof value === 'boolean') return value;
  const number = plainNumber(value);
  if (number === undefined)
    throw new CommandError(14, `BSON field '${field}' is the wrong type, expected a boolean`);
  return number !== 0;
}

/** The full name of the collection that a command is about. */
export function namespaceOf(db: string, value: Value): string {
  if (typeof value !== 'string') throw new CommandError(73, 'collection name has invalid type');
  if (value === '' || value.includes('\0') || value.startsWith('$') || value.startsWith('.')) {
    throw new CommandError(73, `Invalid namespace specified '${db}.${value}'`);
  }
  if (value.startsWith('system.'))
    throw new CommandError(73, `system collections are not supported here: ${value}`);
  return `${db}.${value}`;
}
