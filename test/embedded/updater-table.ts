import { Decimal128, Double, Int32, Long, type Document } from 'mongodb';

/** One document, an update, and the document after it (or the code of the error). */
export type UpdateCase = {
  readonly before: Document;
  readonly update: Document;
  readonly after: Document | number;
  /** Found by this query; else by `_id`. */
  readonly query?: Document;
  readonly arrayFilters?: Document[];
};

export type UpdateGroup = { readonly about: string; readonly cases: readonly UpdateCase[] };

const row = (
  before: Document,
  update: Document,
  after: Document | number,
  more: Partial<UpdateCase> = {},
): UpdateCase => ({ before, update, after, ...more });

/** Expected values: MongoDB's manual, reference of update operators. */
export const updaterTable: readonly UpdateGroup[] = [
  {
    about: '$set and $unset',
    cases: [
      row({ a: 1 }, { $set: { a: 2 } }, { a: 2 }),
      row({ a: 1 }, { $set: { b: 2 } }, { a: 1, b: 2 }),
      row({}, { $set: { b: 1, a: 2 } }, { a: 2, b: 1 }),
      row({}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }),
      row({ a: { b: 1, c: 2 } }, { $set: { 'a.b': 9 } }, { a: { b: 9, c: 2 } }),
      row({ a: [1, 2, 3] }, { $set: { 'a.1': 9 } }, { a: [1, 9, 3] }),
      row({ a: [1] }, { $set: { 'a.3': 9 } }, { a: [1, null, null, 9] }),
      row({}, { $set: { 'a.0': 1 } }, { a: { 0: 1 } }),
      row({ a: [{ b: 1 }] }, { $set: { 'a.0.b': 2, 'a.0.c': 3 } }, { a: [{ b: 2, c: 3 }] }),
      row({ a: null }, { $set: { 'a.b': 1 } }, 28),
      row({ a: 5 }, { $set: { 'a.b': 1 } }, 28),
      row({ a: [1] }, { $set: { 'a.b': 1 } }, 28),
      row({ a: 1 }, { $set: { a: null } }, { a: null }),
      row({ a: 1 }, { $set: {} }, { a: 1 }),
      row({ a: 1, b: 2 }, { $unset: { a: '' } }, { b: 2 }),
      row({ a: { b: 1, c: 2 } }, { $unset: { 'a.b': 1 } }, { a: { c: 2 } }),
      row({ a: [1, 2, 3] }, { $unset: { 'a.1': 1 } }, { a: [1, null, 3] }),
      row({ a: [1] }, { $unset: { 'a.5': 1 } }, { a: [1] }),
      row({ a: 1 }, { $unset: { b: 1 } }, { a: 1 }),
      row({ a: 1 }, { $unset: { 'a.b': 1 } }, { a: 1 }),
      row({ a: 1 }, { $set: { b: 1 }, $unset: { a: 1 } }, { b: 1 }),
      row({ a: 1 }, { $set: { __proto: 1, constructor: 2 } }, { a: 1, __proto: 1, constructor: 2 }),
      row({ '10': 1 }, { $set: { '9': 2 } }, { '9': 2, '10': 1 }),
    ],
  },
  {
    about: '$inc and $mul',
    cases: [
      row({ a: 1 }, { $inc: { a: 2 } }, { a: 3 }),
      row({}, { $inc: { a: 2 } }, { a: 2 }),
      row({ a: 1 }, { $inc: { a: -1.5 } }, { a: -0.5 }),
      row({ a: { b: 1 } }, { $inc: { 'a.b': 1 } }, { a: { b: 2 } }),
      row({ a: [1, 2] }, { $inc: { 'a.1': 5 } }, { a: [1, 7] }),
      row({ a: 2147483647 }, { $inc: { a: 1 } }, { a: Long.fromNumber(2147483648) }),
      row({ a: Long.fromNumber(1) }, { $inc: { a: 1 } }, { a: Long.fromNumber(2) }),
      row({ a: new Double(1) }, { $inc: { a: 1 } }, { a: new Double(2) }),
      row({ a: Long.MAX_VALUE }, { $inc: { a: 1 } }, 2),
      row({ a: 'x' }, { $inc: { a: 1 } }, 14),
      row({ a: null }, { $inc: { a: 1 } }, 14),
      row({ a: 1 }, { $inc: { a: 'x' } }, 14),
      row({ a: 3 }, { $mul: { a: 4 } }, { a: 12 }),
      row({ a: 3 }, { $mul: { a: 1.5 } }, { a: 4.5 }),
      row({}, { $mul: { a: 4 } }, { a: 0 }),
      row({}, { $mul: { a: Long.fromNumber(4) } }, { a: Long.fromNumber(0) }),
      row({ a: '3' }, { $mul: { a: 4 } }, 14),
      row({ a: new Int32(65536) }, { $mul: { a: 65536 } }, { a: Long.fromNumber(4294967296) }),
    ],
  },
  {
    about: '$min and $max',
    cases: [
      row({ a: 5 }, { $min: { a: 3 } }, { a: 3 }),
      row({ a: 5 }, { $min: { a: 7 } }, { a: 5 }),
      row({ a: 5 }, { $max: { a: 7 } }, { a: 7 }),
      row({}, { $max: { a: 7 } }, { a: 7 }),
      row({ a: 5 }, { $max: { a: 'x' } }, { a: 'x' }),
      row({ a: 5 }, { $min: { a: null } }, { a: null }),
      row({ a: new Date(1000) }, { $max: { a: new Date(2000) } }, { a: new Date(2000) }),
    ],
  },
  {
    about: '$rename',
    cases: [
      row({ a: 1, b: 2 }, { $rename: { a: 'c' } }, { b: 2, c: 1 }),
      row({ a: 1, b: 2 }, { $rename: { a: 'b' } }, { b: 1 }),
      row({ b: 2 }, { $rename: { a: 'b' } }, { b: 2 }),
      row({ a: { x: 1, y: 2 } }, { $rename: { 'a.x': 'b.z' } }, { a: { y: 2 }, b: { z: 1 } }),
      row({ a: 1 }, { $rename: { a: 'a' } }, 2),
      row({ a: [{ x: 1 }] }, { $rename: { 'a.0.x': 'b' } }, 2),
      row({ a: 1 }, { $rename: { a: 5 } }, 2),
    ],
  },
  {
    about: '$setOnInsert leaves what exists alone',
    cases: [row({ a: 1 }, { $setOnInsert: { a: 2, b: 3 }, $set: { c: 4 } }, { a: 1, c: 4 })],
  },
  {
    about: '$push',
    cases: [
      row({ a: [1] }, { $push: { a: 2 } }, { a: [1, 2] }),
      row({}, { $push: { a: 2 } }, { a: [2] }),
      row({ a: [1] }, { $push: { a: [2, 3] } }, { a: [1, [2, 3]] }),
      row({ a: [1] }, { $push: { a: { $each: [2, 3] } } }, { a: [1, 2, 3] }),
      row({ a: [1] }, { $push: { a: { $each: [] } } }, { a: [1] }),
      row({}, { $push: { a: { $each: [] } } }, { a: [] }),
      row({ a: [1, 2] }, { $push: { a: { $each: [9], $position: 0 } } }, { a: [9, 1, 2] }),
      row({ a: [1, 2, 3] }, { $push: { a: { $each: [9], $position: -1 } } }, { a: [1, 2, 9, 3] }),
      row({ a: [1, 2] }, { $push: { a: { $each: [9], $position: 10 } } }, { a: [1, 2, 9] }),
      row({ a: [1, 2] }, { $push: { a: { $each: [3], $slice: -2 } } }, { a: [2, 3] }),
      row({ a: [1, 2] }, { $push: { a: { $each: [3], $slice: 2 } } }, { a: [1, 2] }),
      row({ a: [1, 2] }, { $push: { a: { $each: [3], $slice: 0 } } }, { a: [] }),
      row({ a: [3, 1] }, { $push: { a: { $each: [2], $sort: 1 } } }, { a: [1, 2, 3] }),
      row({ a: [3, 1] }, { $push: { a: { $each: [2], $sort: -1 } } }, { a: [3, 2, 1] }),
      row(
        {
          a: [
            { s: 1, t: 2 },
            { s: 1, t: 1 },
          ],
        },
        { $push: { a: { $each: [{ s: 0, t: 3 }], $sort: { s: 1, t: -1 } } } },
        {
          a: [
            { s: 0, t: 3 },
            { s: 1, t: 2 },
            { s: 1, t: 1 },
          ],
        },
      ),
      row(
        { a: [5, 3] },
        { $push: { a: { $each: [4, 1], $sort: 1, $slice: 3 } } },
        { a: [1, 3, 4] },
      ),
      row({}, { $push: { a: { $each: [3, 1, 2], $sort: 1, $slice: -2 } } }, { a: [2, 3] }),
      row({ a: 1 }, { $push: { a: 2 } }, 2),
      row({ a: null }, { $push: { a: 2 } }, 2),
      row({ a: [] }, { $push: { a: { $each: 5 } } }, 2),
      row({ a: [] }, { $push: { a: { $each: [1], $foo: 1 } } }, 2),
      row({ a: [{ b: [] }] }, { $push: { 'a.0.b': 1 } }, { a: [{ b: [1] }] }),
    ],
  },
  {
    about: '$addToSet',
    cases: [
      row({ a: [1] }, { $addToSet: { a: 2 } }, { a: [1, 2] }),
      row({ a: [1] }, { $addToSet: { a: 1 } }, { a: [1] }),
      row({ a: [1, 1] }, { $addToSet: { a: 1 } }, { a: [1, 1] }),
      row({}, { $addToSet: { a: 1 } }, { a: [1] }),
      row({ a: [1] }, { $addToSet: { a: { $each: [1, 2, 2, 3] } } }, { a: [1, 2, 3] }),
      row(
        { a: [{ x: 1, y: 2 }] },
        { $addToSet: { a: { y: 2, x: 1 } } },
        {
          a: [
            { x: 1, y: 2 },
            { y: 2, x: 1 },
          ],
        },
      ),
      row({ a: [{ x: 1 }] }, { $addToSet: { a: { x: 1 } } }, { a: [{ x: 1 }] }),
      row({ a: [] }, { $addToSet: { a: [1, 2] } }, { a: [[1, 2]] }),
      row({ a: 1 }, { $addToSet: { a: 1 } }, 2),
    ],
  },
  {
    about: '$pull, $pullAll and $pop',
    cases: [
      row({ a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }),
      row({ a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }),
      row({ a: [1, 5, 9] }, { $pull: { a: { $in: [1, 9] } } }, { a: [5] }),
      row(
        {
          a: [
            { x: 1, y: 1 },
            { x: 1, y: 2 },
          ],
        },
        { $pull: { a: { x: 1, y: 2 } } },
        { a: [{ x: 1, y: 1 }] },
      ),
      row({ a: [{ x: 1, y: 1 }, { x: 2 }] }, { $pull: { a: { x: 1 } } }, { a: [{ x: 2 }] }),
      row(
        { a: [{ x: [1, 2] }, { x: [3] }] },
        { $pull: { a: { x: { $elemMatch: { $gt: 2 } } } } },
        { a: [{ x: [1, 2] }] },
      ),
      row({ a: ['ab', 'cd'] }, { $pull: { a: /^a/ } }, { a: ['cd'] }),
      row({ a: [[1], [2]] }, { $pull: { a: [1] } }, { a: [[2]] }),
      row({ a: [null, 1] }, { $pull: { a: null } }, { a: [1] }),
      row({ a: { b: [1, 2] } }, { $pull: { 'a.b': 2 } }, { a: { b: [1] } }),
      row({}, { $pull: { a: 1 } }, {}),
      row({ a: 1 }, { $pull: { a: 1 } }, 2),
      row({ a: [1, 2, 3, 2] }, { $pullAll: { a: [2, 3] } }, { a: [1] }),
      row({}, { $pullAll: { a: [1] } }, {}),
      row({ a: [1] }, { $pullAll: { a: 1 } }, 2),
      row({ a: [1, 2, 3] }, { $pop: { a: 1 } }, { a: [1, 2] }),
      row({ a: [1, 2, 3] }, { $pop: { a: -1 } }, { a: [2, 3] }),
      row({ a: [] }, { $pop: { a: 1 } }, { a: [] }),
      row({}, { $pop: { a: 1 } }, {}),
      row({ a: 1 }, { $pop: { a: 1 } }, 14),
      row({ a: [1] }, { $pop: { a: 2 } }, 9),
    ],
  },
  {
    about: 'the positional $',
    cases: [
      row({ a: [1, 5, 9] }, { $set: { 'a.$': 0 } }, { a: [1, 0, 9] }, { query: { a: 5 } }),
      row(
        { a: [1, 5, 9] },
        { $set: { 'a.$': 0 } },
        { a: [1, 0, 9] },
        { query: { a: { $gte: 4 } } },
      ),
      row(
        {
          a: [
            { x: 1, n: 0 },
            { x: 2, n: 0 },
          ],
        },
        { $inc: { 'a.$.n': 5 }, $set: { 'a.$.m': 1 } },
        {
          a: [
            { x: 1, n: 0 },
            { x: 2, n: 5, m: 1 },
          ],
        },
        { query: { 'a.x': 2 } },
      ),
      row(
        {
          a: [
            { x: 1, y: 1 },
            { x: 1, y: 2 },
          ],
        },
        { $set: { 'a.$.z': 1 } },
        {
          a: [
            { x: 1, y: 1 },
            { x: 1, y: 2, z: 1 },
          ],
        },
        { query: { a: { $elemMatch: { x: 1, y: 2 } } } },
      ),
      row(
        { a: [{ b: [1] }, { b: [2] }] },
        { $push: { 'a.$.b': 3 } },
        { a: [{ b: [1] }, { b: [2, 3] }] },
        { query: { 'a.b': 2 } },
      ),
      row({ a: [1] }, { $set: { 'a.$': 0 } }, 2),
      row({ a: [1] }, { $set: { $: 0 } }, 2, { query: { a: 1 } }),
    ],
  },
  {
    about: 'the filtered positional $[id] and $[]',
    cases: [
      row({ a: [1, 2] }, { $inc: { 'a.$[]': 10 } }, { a: [11, 12] }),
      row(
        { a: [{ x: 1 }, { x: 2 }] },
        { $set: { 'a.$[].y': 1 } },
        {
          a: [
            { x: 1, y: 1 },
            { x: 2, y: 1 },
          ],
        },
      ),
      row(
        { a: [1, 5, 9] },
        { $set: { 'a.$[big]': 0 } },
        { a: [1, 0, 0] },
        { arrayFilters: [{ big: { $gte: 5 } }] },
      ),
      row(
        { a: [{ x: 1 }, { x: 2 }] },
        { $set: { 'a.$[e].y': 1, 'a.$[e].z': 2 } },
        { a: [{ x: 1 }, { x: 2, y: 1, z: 2 }] },
        { arrayFilters: [{ 'e.x': 2 }] },
      ),
      row(
        { a: [{ b: [1, 2] }, { b: [3] }] },
        { $mul: { 'a.$[].b.$[n]': 10 } },
        { a: [{ b: [1, 20] }, { b: [30] }] },
        { arrayFilters: [{ n: { $gt: 1 } }] },
      ),
      row({ a: [1] }, { $set: { 'a.$[e]': 0 } }, 2),
      row({ a: [1] }, { $set: { b: 0 } }, 9, { arrayFilters: [{ e: 1 }] }),
      row({ a: 1 }, { $set: { 'a.$[]': 0 } }, 2),
      row({}, { $set: { 'a.$[]': 0 } }, 2),
    ],
  },
  {
    about: 'what is refused',
    cases: [
      row({ a: 1 }, { $set: { a: 1 }, $inc: { a: 1 } }, 40),
      row({ a: 1 }, { $set: { 'a.b': 1 }, $unset: { a: 1 } }, 40),
      row({ a: 1 }, { $set: { a: 1, 'a.b': 1 } }, 40),
      row({ a: 1 }, { $foo: { a: 1 } }, 9),
      row({ a: 1 }, { $set: 5 }, 9),
      row({ a: 1 }, { $set: { 'a..b': 1 } }, 56),
      row({ a: 1 }, { $set: { _id: 77 } }, 66),
      row({ a: 1 }, { $unset: { _id: 1 } }, 66),
      row({ a: 1 }, { $currentDate: { a: 'x' } }, 2),
      row(
        { a: Decimal128.fromString('1') },
        { $set: { _id: 1 } },
        { a: Decimal128.fromString('1') },
      ),
    ],
  },
];
