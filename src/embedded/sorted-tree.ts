import sortedBtree from 'sorted-btree';
import { bulkLoad } from 'sorted-btree/extended/bulkLoad.js';

/** A sorted map whose `clone()` costs nothing until one of the two copies changes. */
export const SortedTree = sortedBtree.default; // the package is CommonJS: its class is a property of the module
export type SortedTree<K, V> = InstanceType<typeof sortedBtree.default<K, V>>;

const NODE_SIZE = 32;

/** A tree made at once of keys that are sorted already and all different. */
export function treeOf<K, V>(
  keys: K[],
  values: V[],
  order: (a: K, b: K) => number,
): SortedTree<K, V> {
  return bulkLoad(keys, values, NODE_SIZE, order);
}
