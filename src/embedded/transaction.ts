import type { Catalog } from './catalog.ts';
import { createUnit, type Unit } from './unit.ts';

/** A multi-document transaction between its first command and its end. */
export type Transaction = {
  readonly number: number;
  /** Made by the first command that touches data: from then on it sees one snapshot. */
  unit: Unit | undefined;
  /** The socket of its newest command; when that is lost, so is the transaction. */
  owner: object;
  readonly timer: NodeJS.Timeout;
};

/** The unit of work of a transaction, on a snapshot taken at its first use. */
export function unitOf(transaction: Transaction, catalog: Catalog): Unit {
  transaction.unit ??= createUnit(catalog, new Map(catalog.collections));
  return transaction.unit;
}
