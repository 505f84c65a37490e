import sortedBtree from 'sorted-btree';

/** A sorted map whose `clone()` costs nothing until one of the two copies changes. */
export const SortedTree = sortedBtree.default; // the package is CommonJS: its class is a property of the module
export type SortedTree<K, V> = InstanceType<typeof sortedBtree.default<K, V>>;
