import { Schema } from 'mongoose';
import type { IndexDescription } from 'mongodb';

/** What a field of a stored row may be: a constructor, a sub-schema, a list of one of them, or options. */
type Field = StringConstructor | NumberConstructor | BooleanConstructor | DateConstructor;
type Shape = Field | Schema | typeof Schema.Types.Mixed | typeof Schema.Types.ObjectId;

/** Names every field of a row, the optional ones too: a field that the domain gains and the table lacks is an error. */
export type Fields<Row> = { [Key in keyof Required<Row>]: Shape | readonly [Shape] };

/** A collection: its name, the shape of its rows and the indexes that its named queries need. */
export type Table<Row> = {
  collection: string;
  schema: Schema<Row>;
  indexes: readonly IndexDescription[];
};

/** An unknown field throws instead of being dropped; `{}` stays; no `__v`, no virtual `id`. */
const exact = { strict: 'throw', minimize: false, id: false, versionKey: false } as const;

/** Nested values: `json` is stored and returned as it is, dates included. */
export const json = Schema.Types.Mixed;

/** `Fields` has checked every name; mongoose's own inference cannot follow a generic row. */
const asDefinition = <Row>(fields: Fields<Row>) => fields as Record<string, Shape>;

export const part = <Row>(fields: Fields<Row>): Schema =>
  new Schema(asDefinition(fields), { ...exact, _id: false });

export const table = <Row>(
  collection: string,
  fields: Fields<Row>,
  indexes: readonly IndexDescription[] = [],
): Table<Row> => ({
  collection,
  schema: new Schema(asDefinition(fields), exact),
  indexes,
});
