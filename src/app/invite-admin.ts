import { invitationCodeLength, makeCode, type Chance } from '../domain/codes.ts';
import type { NewId } from '../domain/ids.ts';
import type { Unit } from '../domain/organisation.ts';
import { fold } from '../domain/text.ts';
import { treeAt } from '../domain/tree.ts';
import type { Store } from '../store/connect.ts';

const lastsMs = 14 * 24 * 3_600_000;

export type InviteAdminDeps = {
  store: Pick<Store, 'begin' | 'finds'>;
  now: Date;
  newId: NewId;
  chance: Chance;
  hash(code: string): string;
};

export type AdminInvitation = { code: string; unitName: string; expiresAt: Date };

/** The top of an organisation that has none yet; everything else about it is entered later. */
const newRoot = (name: string, { newId }: InviteAdminDeps): Unit => ({
  id: newId(),
  rev: 0,
  name,
  searchKey: fold(name),
  kind: 'co_quan_doanh_nghiep',
  parents: [],
  clusters: [],
  mayRegister: false,
  mayApprove: true,
  mayIssueDecision: true,
});

/**
 * A code for an administrator, for whoever has the machine in hand: there is nobody yet who could ask in the
 * chat. Undefined when no unit stands yet and no name for the first one is given.
 */
export const inviteAdmin = async (
  deps: InviteAdminDeps,
  rootName: string,
): Promise<AdminInvitation | undefined> => {
  const { store, now, newId, chance, hash } = deps;
  const tree = treeAt(await store.finds.units(), [], now);
  const known = tree.open().find(({ id }) => tree.isRoot(id));
  const name = rootName.normalize('NFC').trim();
  if (!known && !name) return undefined;
  const root = known ?? newRoot(name, deps);
  const code = makeCode(chance, invitationCodeLength);
  const expiresAt = new Date(now.getTime() + lastsMs);
  const uow = store.begin();
  if (!known) uow.put('unit', root);
  uow.put('invitation', {
    id: newId(),
    rev: 0,
    codeHash: hash(code),
    kind: 'post',
    unitId: root.id,
    role: 'admin',
    createdAt: now,
    expiresAt,
  });
  uow.audit({
    at: now,
    channel: 'console',
    action: 'invitation.created',
    unitId: root.id,
    subject: root.id,
    after: { kind: 'post', role: 'admin' },
  });
  await uow.commit();
  return { code, unitName: root.name, expiresAt };
};
