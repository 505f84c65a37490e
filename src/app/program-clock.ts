import type { Store } from '../store/connect.ts';
import { readClockOffset } from './simulator/simulator.ts';

/** What time it is for this database: on a sample the simulator's clock, elsewhere the machine's. */
export const timeOf = async ({ settings }: Pick<Store, 'settings'>, realNow: Date): Promise<Date> =>
  new Date(realNow.getTime() + ((await readClockOffset(settings)) ?? 0));
