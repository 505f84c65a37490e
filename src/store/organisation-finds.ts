import type { Account, Cluster, Person, Post, Unit } from '../domain/organisation.ts';
import { seasonId, type Season } from '../domain/season.ts';
import type { Finds } from './contract.ts';
import type { Models } from './models/models.ts';
import { fromStored, listOf, oneOf } from './stored.ts';

type OrganisationFinds = Pick<
  Finds,
  | 'units'
  | 'season'
  | 'clusters'
  | 'postsOfPerson'
  | 'postsOfUnits'
  | 'accountsOfPersons'
  | 'persons'
>;

export const organisationFinds = (models: Models): OrganisationFinds => ({
  season: () => oneOf(models.seasons.findById(seasonId).lean(), fromStored<Season>),
  units: () => listOf(models.units.find().sort({ _id: 1 }).lean(), fromStored<Unit>),
  clusters: () => listOf(models.clusters.find().sort({ _id: 1 }).lean(), fromStored<Cluster>),
  postsOfPerson: (personId) =>
    listOf(models.posts.find({ personId }).sort({ from: 1, _id: 1 }).lean(), fromStored<Post>),
  postsOfUnits: (unitIds) =>
    listOf(
      models.posts
        .find({ unitId: { $in: unitIds } })
        .sort({ unitId: 1, from: 1, _id: 1 })
        .lean(),
      fromStored<Post>,
    ),
  accountsOfPersons: (personIds) =>
    listOf(
      models.accounts
        .find({ personId: { $in: personIds } })
        .sort({ _id: 1 })
        .lean(),
      fromStored<Account>,
    ),
  persons: (ids) =>
    listOf(
      models.people
        .find({ _id: { $in: ids } })
        .sort({ _id: 1 })
        .lean(),
      fromStored<Person>,
    ),
});
