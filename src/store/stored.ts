/** A document as it lies in the database: `_id` instead of `id`, everything else as the domain has it. */
export type Stored<Doc extends { id: string }> = Omit<Doc, 'id'> & { _id: string };

export const toStored = <Doc extends { id: string }>({ id, ...rest }: Doc): Stored<Doc> => ({
  _id: id,
  ...rest,
});

export const fromStored = <Doc extends { id: string }>({ _id, ...rest }: Stored<Doc>): Doc =>
  // Omit<Doc, 'id'> and an id are a Doc again; the compiler does not follow that for a generic Doc.
  ({ id: _id, ...rest }) as unknown as Doc;

/** Runs a query and turns its rows into documents. */
export const listOf = async <Row, Doc>(
  query: PromiseLike<Row[]>,
  asDoc: (row: Row) => Doc,
): Promise<readonly Doc[]> => (await query).map(asDoc);

export const oneOf = async <Row, Doc>(
  query: PromiseLike<Row | null>,
  asDoc: (row: Row) => Doc,
): Promise<Doc | undefined> => {
  const row = await query;
  return row === null ? undefined : asDoc(row);
};
