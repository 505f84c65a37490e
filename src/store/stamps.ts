import type { ByteStore } from './bytes.ts';
import { StoreError } from './errors.ts';
import type { Models } from './models/models.ts';

/** Raised with every change that an older program would misread. */
const schemaVersion = 1;

/** Where in `settings` a database says what it is. */
const stampNames = { schema: 'schema', sample: 'sample', real: 'real' } as const;
const stamps = Object.values(stampNames);

/** Throws when a newer program wrote this database; stamps a fresh one. */
export const checkVersion = async ({ settings }: Models): Promise<void> => {
  const stamp = await settings.findById(stampNames.schema).lean();
  if (!stamp) {
    await settings.updateOne(
      { _id: stampNames.schema },
      { $setOnInsert: { value: schemaVersion } },
      { upsert: true },
    );
    return;
  }
  if (typeof stamp.value !== 'number' || stamp.value > schemaVersion)
    throw new StoreError(
      'newer_version',
      `This database is of version ${String(stamp.value)}, this program knows ${schemaVersion}.`,
    );
};

export type Sample = {
  isSample(): Promise<boolean>;
  /**
   * Marks an empty database as made for trying. Throws `not_empty` on one that already holds people or units, or
   * that a real channel has worked on.
   */
  stampSample(): Promise<void>;
  /** Marks a database as one that real channels work on, for good. Throws `is_sample` on a sample. */
  stampReal(): Promise<void>;
  /**
   * Empties a sample: everything of ours but its stamps, the leases, which belong to running processes, and what
   * vendors have granted: a refresh token works once, so that nothing would bring it back. Throws `not_sample` on any other database.
   */
  reset(): Promise<void>;
};

const holdsSomething = async ({ settings, units, people, accounts }: Models): Promise<boolean> => {
  const some = await Promise.all([
    settings.findById(stampNames.real).lean(),
    units.findOne({}, { _id: 1 }).lean(),
    people.findOne({}, { _id: 1 }).lean(),
    accounts.findOne({}, { _id: 1 }).lean(),
  ]);
  return some.some((row) => row !== null);
};

/** A model, of whatever rows. */
type Emptied = { deleteMany(filter: object): PromiseLike<unknown> };

export const createSample = (models: Models, bytes: ByteStore): Sample => {
  const { settings, leases: _leases, tokens: _tokens, ...others } = models;
  const isSample = async (): Promise<boolean> =>
    (await settings.findById(stampNames.sample).lean())?.value === true;

  return {
    isSample,
    async stampSample() {
      if (await isSample()) return;
      if (await holdsSomething(models))
        throw new StoreError('not_empty', 'This database holds data: it cannot become a sample.');
      await settings.replaceOne({ _id: stampNames.sample }, { value: true }, { upsert: true });
    },
    async stampReal() {
      if (await isSample())
        throw new StoreError('is_sample', 'This database is a sample: real channels never use it.');
      await settings.replaceOne({ _id: stampNames.real }, { value: true }, { upsert: true });
    },
    async reset() {
      if (!(await isSample()))
        throw new StoreError('not_sample', 'Only a sample database may be reset.');
      await settings.deleteMany({ _id: { $nin: [...stamps] } });
      const emptied = Object.values(others).map(async (model: Emptied) => model.deleteMany({}));
      await Promise.all(emptied);
      await bytes.clear();
    },
  };
};
