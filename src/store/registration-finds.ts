import type { Registration } from '../domain/registration.ts';
import type { Finds } from './contract.ts';
import type { Models } from './models/models.ts';
import { fromStored, listOf, oneOf, type Stored } from './stored.ts';

type RegistrationFinds = Pick<
  Finds,
  'registrationOf' | 'registrationOfTask' | 'summariesOf' | 'queueOf' | 'yearsOf'
>;

const whole = fromStored<Registration>;

/** Lists need neither texts nor frozen rounds, and these are nearly all of a document. */
const withoutTexts = { tasks: 0, rounds: 0 } as const;
const asSummary = (row: Omit<Stored<Registration>, 'tasks' | 'rounds'>): Registration =>
  whole({ ...row, tasks: [], rounds: [] });

export const registrationFinds = ({ registrations }: Models): RegistrationFinds => ({
  registrationOf: (unitId, year) => oneOf(registrations.findOne({ unitId, year }).lean(), whole),
  registrationOfTask: (taskId) =>
    oneOf(registrations.findOne({ 'tasks.id': taskId }).lean(), whole),
  summariesOf: (unitIds, year) =>
    listOf(
      registrations
        .find({ unitId: { $in: unitIds }, year }, withoutTexts)
        .sort({ unitId: 1 })
        .lean(),
      asSummary,
    ),
  queueOf: (superiorId) =>
    listOf(
      registrations
        .find({ superiorId, 'summary.state': { $in: ['sent', 'reviewing'] } }, withoutTexts)
        .sort({ 'summary.sentAt': 1, _id: 1 })
        .lean(),
      asSummary,
    ),
  async yearsOf(unitIds) {
    const found = await registrations
      .find({ unitId: { $in: unitIds } }, { _id: 0, year: 1 })
      .lean();
    return [...new Set(found.map(({ year }) => year))].sort((a, b) => a - b);
  },
});
