import { join } from 'node:path';
import type { NewId, Now } from '../../domain/ids.ts';
import type { Programme } from '../../domain/programme.ts';
import type { Store } from '../../store/connect.ts';
import { StoreError } from '../../store/errors.ts';
import { createClock, type Clock } from '../clock.ts';
import { fillSample } from './fill-sample.ts';
import { readSample, type Sample } from './sample-file.ts';
import { keepClockOffset, readClockOffset } from './simulator.ts';
import { StartError } from '../start-error.ts';

/** The sample database of the simulator, with the clock that goes with it. */
export type SampleMode = { clock: Clock; refill(scenario: string): Promise<void> };

export type SampleModeDeps = {
  store: Store;
  programmes: readonly Programme[];
  newId: NewId;
  realNow: Now;
  folder: string;
};

/** Where the clock of each scenario stands; the people and plans are the same. */
const clocks: Readonly<Record<string, string>> = {
  season: '2026-10-08T08:00:00+07:00',
  'year-end': '2026-12-01T08:00:00+07:00',
};

const stamp = async (store: Store): Promise<void> => {
  try {
    await store.stampSample();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    throw new StartError(
      'SIMULATOR=on, but this database holds real data: the simulator runs on a sample only. Set SIMULATOR=off, or another DATA_DIR.',
      { cause: error },
    );
  }
};

const fill = async (
  deps: SampleModeDeps,
  sample: Sample,
  clock: Clock,
  scenario: string,
): Promise<void> => {
  const { store, programmes, newId } = deps;
  const { begin, settings, threads } = store;
  clock.set(new Date(clocks[scenario] ?? sample.clock));
  await fillSample(sample, { begin, threads, programmes, newId });
  await keepClockOffset(settings, clock);
};

/** Stamps and fills an empty database; refuses one with real data; takes up a sample where it stopped. */
export const openSampleMode = async (deps: SampleModeDeps): Promise<SampleMode> => {
  const { store, realNow, folder } = deps;
  const sample = readSample(join(folder, 'samples', 'province.json'));
  await stamp(store);
  const offset = await readClockOffset(store.settings);
  const clock = createClock(realNow, offset);
  if (offset === undefined) await fill(deps, sample, clock, 'fresh');
  return {
    clock,
    async refill(scenario) {
      await store.reset();
      await fill(deps, sample, clock, scenario);
    },
  };
};
