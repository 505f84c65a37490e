import type { Store } from '../store/connect.ts';
import { StoreError } from '../store/errors.ts';
import { StartError } from './start-error.ts';

/** Real channels work on this database from now on: it can never become a sample, nor has it been one. */
export const markReal = async (store: Pick<Store, 'stampReal'>): Promise<void> => {
  try {
    await store.stampReal();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    throw new StartError(
      'This database is a sample of the simulator, and a real channel is configured: set another DATA_DIR or MONGODB_URI.',
      { cause: error },
    );
  }
};
