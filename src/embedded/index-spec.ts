import type { Filter } from './filter.ts';
import type { Doc } from './values.ts';

/** One field of an index or of a sort, in its direction. */
export type OrderedField = {
  readonly path: string;
  readonly parts: readonly string[];
  readonly direction: 1 | -1;
};

/** An index as declared, and what was read out of the declaration. */
export type IndexSpec = {
  readonly name: string;
  /** As the client sent it and `listIndexes` gives it back. */
  readonly declared: Doc;
  readonly key: Doc;
  readonly fields: readonly OrderedField[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partial: Filter | undefined;
  readonly expireAfterSeconds: number | undefined;
};
