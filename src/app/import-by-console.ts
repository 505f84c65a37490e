import { readFile } from '../documents/read-file.ts';
import type { UnreadableReason } from '../domain/files.ts';
import { carryOut, type CarriedOut } from '../domain/import-carrying.ts';
import type { TableFault } from '../domain/import-faults.ts';
import { readImport } from '../domain/import-rows.ts';
import { isIdle, planImport, type ImportCounts } from '../domain/organisation-import.ts';
import { putImport } from './commands/organisation-commands.ts';
import type { InviteAdminDeps } from './invite-admin.ts';
import { readKnown } from './turns/organisation-known.ts';

export type Imported = {
  faults: readonly TableFault[];
  warnings: readonly TableFault[];
  counts: ImportCounts;
  idle: boolean;
} & Pick<CarriedOut, 'invited' | 'expiresAt'>;

const nothing = { invited: [], expiresAt: '' };

/**
 * A file of units and people for whoever has the machine in hand. Without `apply` it only says what would be;
 * with it all is written in one transaction.
 */
export const importByConsole = async (
  { store, now, newId, chance, hash }: InviteAdminDeps,
  file: { name: string; bytes: Uint8Array },
  apply: boolean,
): Promise<Imported | { unreadable: UnreadableReason }> => {
  const content = await readFile(file);
  if ('unreadable' in content) return { unreadable: content.unreadable };
  if (content.kind !== 'sheets') return { unreadable: 'not_supported' };
  const read = readImport(content.sheets);
  const importer = {
    changeable: 'all' as const,
    parents: 'all' as const,
    mayInvite: () => true,
  };
  const plan = planImport(read.rows, await readKnown(store.finds, now), { now, newId, importer });
  const said = {
    faults: [...read.faults, ...plan.faults],
    warnings: [...read.warnings, ...plan.warnings],
    counts: plan.counts,
    idle: isIdle(plan),
  };
  if (!apply || said.idle || said.faults.length > 0) return { ...said, ...nothing };
  const { changes, audit, invited, expiresAt } = carryOut(plan, {
    now,
    newId,
    secrets: { chance, hash },
  });
  const uow = store.begin();
  putImport(uow, changes);
  for (const note of audit) uow.audit({ ...note, at: now, channel: 'console' });
  await uow.commit();
  return { ...said, invited, expiresAt };
};
