import type { Document } from 'mongodb';

/** A document, a projection, and what is shown of it (or the code of the error). */
export type ProjectionCase = readonly [
  doc: Document,
  projection: Document,
  shown: Document | number,
  query?: Document,
];

/** Expected values: MongoDB's manual, "Project Fields to Return from Query". */
export const projectionTable: readonly ProjectionCase[] = [
  [{ a: 1, b: 2 }, {}, { _id: 1, a: 1, b: 2 }],
  [{ a: 1, b: 2 }, { a: 1 }, { _id: 1, a: 1 }],
  [{ a: 1, b: 2 }, { a: true, _id: 0 }, { a: 1 }],
  [{ a: 1, b: 2 }, { a: 0 }, { _id: 1, b: 2 }],
  [{ a: 1, b: 2 }, { _id: 0 }, { a: 1, b: 2 }],
  [{ a: 1, b: 2 }, { _id: 1 }, { _id: 1 }],
  [{ a: 1, b: 2 }, { a: 0, _id: 0 }, { b: 2 }],
  [
    { a: 1, b: 2 },
    { a: 0, _id: 1 },
    { _id: 1, b: 2 },
  ],
  [
    { b: 2, a: 1 },
    { a: 1, b: 1 },
    { _id: 1, b: 2, a: 1 },
  ],
  [{ a: { b: 1, c: 2 } }, { 'a.b': 1 }, { _id: 1, a: { b: 1 } }],
  [{ a: { b: 1, c: 2 } }, { a: { b: 1 } }, { _id: 1, a: { b: 1 } }],
  [{ a: { b: 1, c: 2 } }, { 'a.b': 0 }, { _id: 1, a: { c: 2 } }],
  [{ a: { b: 1, c: 2, d: 3 } }, { 'a.b': 1, 'a.c': 1 }, { _id: 1, a: { b: 1, c: 2 } }],
  [{ a: 5 }, { 'a.b': 1 }, { _id: 1 }],
  [{ a: 5 }, { 'a.b': 0 }, { _id: 1, a: 5 }],
  [{ a: [{ b: 1, c: 1 }, 7, { c: 2 }] }, { 'a.b': 1 }, { _id: 1, a: [{ b: 1 }, {}] }],
  [{ a: [{ b: 1, c: 1 }, 7, { c: 2 }] }, { 'a.b': 0 }, { _id: 1, a: [{ c: 1 }, 7, { c: 2 }] }],
  [{ a: [[{ b: 1, c: 1 }]] }, { 'a.b': 1 }, { _id: 1, a: [[{ b: 1 }]] }],
  [{ a: null }, { 'a.b': 1 }, { _id: 1 }],
  [{ a: [1, 2, 3], b: 1 }, { a: { $slice: 2 } }, { _id: 1, a: [1, 2], b: 1 }],
  [{ a: [1, 2, 3], b: 1 }, { a: { $slice: -1 } }, { _id: 1, a: [3], b: 1 }],
  [{ a: [1, 2, 3] }, { a: { $slice: [1, 1] } }, { _id: 1, a: [2] }],
  [{ a: [1, 2, 3] }, { a: { $slice: [-2, 5] } }, { _id: 1, a: [2, 3] }],
  [
    { a: [1, 2, 3], b: 1, c: 2 },
    { a: { $slice: 1 }, b: 1 },
    { _id: 1, a: [1], b: 1 },
  ],
  [{ a: 5 }, { a: { $slice: 1 } }, { _id: 1, a: 5 }],
  [
    { a: [1, 2], b: 1 },
    { a: { $slice: 1 }, _id: 0 },
    { a: [1], b: 1 },
  ],
  [
    { a: [{ x: 1 }, { x: 2, y: 1 }, { x: 2, y: 2 }], b: 1 },
    { a: { $elemMatch: { x: 2 } } },
    { _id: 1, a: [{ x: 2, y: 1 }] },
  ],
  [{ a: [{ x: 1 }], b: 1 }, { a: { $elemMatch: { x: 5 } } }, { _id: 1 }],
  [{ a: [1, 5, 9] }, { a: { $elemMatch: { $gt: 4 } } }, { _id: 1, a: [5] }],
  [{ a: [{ x: 1 }, { x: 2 }] }, { 'a.$': 1 }, { _id: 1, a: [{ x: 2 }] }, { 'a.x': 2 }],
  [{ a: [1, 5, 9] }, { 'a.$': 1 }, { _id: 1, a: [5] }, { a: { $gt: 4 } }],
  [{ a: 1, b: 2 }, { a: 1, b: 0 }, 31254],
  [{ a: 1, b: 2 }, { a: 0, b: 1 }, 31253],
  [{ a: 1 }, { a: 1, 'a.b': 1 }, 31249],
  [{ a: 1 }, { 'a.b': 1, a: 1 }, 31250],
];

/** Documents in the order in which a sort puts them. */
export type SortCase = {
  readonly about: string;
  readonly docs: readonly Document[];
  readonly sorts: readonly (readonly [sort: Record<string, 1 | -1>, ids: readonly number[]])[];
};

const date = new Date(0);

/** Expected values: MongoDB's manual, "Comparison/Sort Order". */
export const sortTable: readonly SortCase[] = [
  {
    about: 'types',
    docs: [
      { _id: 1, a: true },
      { _id: 2, a: 'b' },
      { _id: 3, a: 10 },
      { _id: 4, a: null },
      { _id: 5 },
      { _id: 6, a: { x: 1 } },
      { _id: 7, a: date },
      { _id: 8, a: 2.5 },
      { _id: 9, a: 'B' },
      { _id: 10, a: /x/ },
      { _id: 11, a: [] },
    ],
    sorts: [
      [{ a: 1, _id: 1 }, [11, 4, 5, 8, 3, 9, 2, 6, 1, 7, 10]],
      [{ a: -1, _id: 1 }, [10, 7, 1, 6, 2, 9, 3, 8, 4, 5, 11]],
    ],
  },
  {
    about: 'arrays stand by their lowest or highest element',
    docs: [
      { _id: 1, a: [5, 1] },
      { _id: 2, a: 3 },
      { _id: 3, a: [2, 9] },
      { _id: 4, a: [] },
      { _id: 5, a: [null, 7] },
    ],
    sorts: [
      [{ a: 1 }, [4, 5, 1, 3, 2]],
      [{ a: -1 }, [3, 5, 1, 2, 4]],
    ],
  },
  {
    about: 'several fields and paths into arrays',
    docs: [
      { _id: 1, a: 1, b: { c: 2 } },
      { _id: 2, a: 1, b: { c: 1 } },
      { _id: 3, a: 0, b: [{ c: 9 }, { c: 0 }] },
      { _id: 4, a: 1 },
    ],
    sorts: [
      [{ a: 1, 'b.c': 1 }, [3, 4, 2, 1]],
      [{ 'b.c': 1, a: 1 }, [4, 3, 2, 1]],
      [{ 'b.c': -1 }, [3, 1, 2, 4]],
      [{ a: -1, _id: -1 }, [4, 2, 1, 3]],
    ],
  },
  {
    about: 'strings by code point, documents field by field',
    docs: [
      { _id: 1, a: 'Đ' },
      { _id: 2, a: 'a' },
      { _id: 3, a: '😀' },
      { _id: 4, a: '\uffee' },
      { _id: 5, a: 'ab' },
      { _id: 6, a: { x: 1, y: 1 } },
      { _id: 7, a: { x: 1 } },
      { _id: 8, a: { w: 2 } },
      { _id: 9, a: { x: 'a' } },
    ],
    sorts: [[{ a: 1 }, [2, 5, 1, 4, 3, 8, 7, 6, 9]]],
  },
];
