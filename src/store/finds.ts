import type { Finds, StoredDialog } from './contract.ts';
import type { Models } from './models/models.ts';
import { joiningFinds } from './joining-finds.ts';
import { organisationFinds } from './organisation-finds.ts';
import { registrationFinds } from './registration-finds.ts';
import { reportFinds } from './report-finds.ts';
import { reminderFinds } from './reminder-finds.ts';
import { fromStored, listOf } from './stored.ts';

const logFinds = ({ audit, dialogs }: Models): Pick<Finds, 'auditOf' | 'dialogsOf'> => ({
  async auditOf(unitIds, skip, limit) {
    const rows = await audit
      .find(unitIds ? { unitId: { $in: unitIds } } : {})
      .sort({ at: -1, _id: -1 })
      .skip(skip)
      .limit(limit)
      .lean();
    return rows.map(({ _id, ...entry }) => entry);
  },
  dialogsOf: (owner) =>
    listOf(
      dialogs.find({ owner }).sort({ touchedAt: -1, _id: 1 }).lean(),
      fromStored<StoredDialog>,
    ),
});

/** The named finds of contract.ts; the index of each stands with its table in models/. */
export const createFinds = (models: Models): Finds => ({
  ...organisationFinds(models),
  ...joiningFinds(models),
  ...registrationFinds(models),
  ...reportFinds(models),
  ...logFinds(models),
  ...reminderFinds(models),
});
