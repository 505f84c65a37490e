import type { Report } from '../domain/report-up.ts';
import type { Finds } from './contract.ts';
import type { Models } from './models/models.ts';
import { fromStored, listOf } from './stored.ts';

export const reportFinds = ({ reports }: Models): Pick<Finds, 'reportsOf'> => ({
  reportsOf: (unitIds, year) =>
    listOf(
      reports
        .find({ unitId: { $in: unitIds }, year })
        .sort({ unitId: 1, version: 1 })
        .lean(),
      fromStored<Report>,
    ),
});
