/** A document as it lies in the database: `_id` instead of `id`, everything else as the domain has it. */
export type Stored<Doc extends { id: string }> = Omit<Doc, 'id'> & { _id: string };

/**
 * Fields that no query looks into (a message, a talk, an event's words) are kept as one JSON text: a tenth of
 * the memory and of the wire's work that their many small parts would take.
 */
const packed: readonly string[] = ['message', 'body', 'payload'];

const mapPacked = (doc: object, change: (value: unknown) => unknown): object => {
  if (!packed.some((key) => key in doc)) return doc;
  return Object.fromEntries(
    Object.entries(doc).map(([key, value]: [string, unknown]) => [
      key,
      packed.includes(key) && value !== undefined ? change(value) : value,
    ]),
  );
};

const unpack = (value: unknown): unknown =>
  typeof value === 'string' ? (JSON.parse(value) as unknown) : value;

export const toStored = <Doc extends { id: string }>({ id, ...rest }: Doc): Stored<Doc> =>
  // Packing changes no name and only fields whose type is unknown.
  ({ _id: id, ...mapPacked(rest, (value) => JSON.stringify(value)) }) as unknown as Stored<Doc>;

export const fromStored = <Doc extends { id: string }>({ _id, ...rest }: Stored<Doc>): Doc =>
  // Omit<Doc, 'id'> and an id are a Doc again; the compiler does not follow that for a generic Doc.
  ({ id: _id, ...mapPacked(rest, unpack) }) as unknown as Doc;

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
