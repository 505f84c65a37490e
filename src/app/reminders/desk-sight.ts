import type { PersonId } from '../../domain/ids.ts';
import type { Desk } from '../turns/desk.ts';
import { lookAround, type Sight } from './sight.ts';

/** What reminders are told from, as one turn sees it. */
export const sightOfDesk = (desk: Desk, people?: readonly PersonId[]): Promise<Sight> =>
  lookAround(desk, { now: desk.now, ...(people ? { people } : {}) });
