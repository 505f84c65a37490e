import type { ThreadPort } from '../../channels/web/ports.ts';
import type { NewId } from '../../domain/ids.ts';
import type { Programme } from '../../domain/programme.ts';
import { plainSeason } from '../../domain/season.ts';
import type { Kind, Kinds, UnitOfWork } from '../../store/contract.ts';
import type { Sample } from './sample-file.ts';
import {
  sampleAccounts,
  sampleClusters,
  samplePersonas,
  samplePersons,
  samplePosts,
  sampleUnits,
} from './sample-people.ts';
import { formerPlans, samplePlans } from './sample-plans.ts';

export type FillDeps = {
  begin(): UnitOfWork;
  threads: ThreadPort;
  programmes: readonly Programme[];
  newId: NewId;
};

/** Fills an empty database that is stamped as a sample. */
export const fillSample = async (sample: Sample, deps: FillDeps): Promise<void> => {
  const { begin, threads, programmes, newId } = deps;
  const programme = programmes.find(
    ({ firstYear, lastYear }) => firstYear <= sample.year && sample.year <= lastYear,
  );
  if (!programme) throw new Error(`no programme covers the sample's year ${sample.year}`);
  const uow = begin();
  const putAll = <K extends Kind>(kind: K, docs: readonly Kinds[K][]): void => {
    for (const doc of docs) uow.put(kind, doc);
  };
  putAll('unit', sampleUnits(sample));
  putAll('cluster', sampleClusters(sample));
  putAll('person', samplePersons(sample));
  putAll('post', samplePosts(sample));
  putAll('account', sampleAccounts(sample));
  putAll('registration', samplePlans(sample, programme, newId));
  putAll('registration', formerPlans(sample, programme, newId));
  uow.put('season', { ...plainSeason, contact: sample.contact });
  await uow.commit();
  for (const persona of samplePersonas(sample)) await threads.addPersona(persona);
};
