import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { codeSecrets, newId } from '../../src/app/identity.ts';
import { inviteAdmin, type InviteAdminDeps } from '../../src/app/invite-admin.ts';
import { openTestStore, type TestStore } from '../store/open-test-store.ts';

const now = new Date('2026-09-14T08:00:00+07:00');

describe('the first administrator', () => {
  let test_: TestStore;
  let deps: InviteAdminDeps;
  beforeEach(async () => {
    test_ = await openTestStore();
    deps = { store: test_.store, now, newId, ...codeSecrets('a secret of this test') };
  });
  afterEach(() => test_.close());

  const units = () => test_.store.finds.units();

  test.each(['', '   '])(
    'of an empty database needs the name of the first unit: "%s"',
    async (name) => {
      expect(await inviteAdmin(deps, name)).toBeUndefined();
      expect(await units()).toEqual([]);
    },
  );

  test('gets a code, and the unit at the top is there', async () => {
    const made = await inviteAdmin(deps, ' Tỉnh đoàn Thử Nghiệm (Mẫu) '.normalize('NFD'));
    expect(made?.unitName).toBe('Tỉnh đoàn Thử Nghiệm (Mẫu)'.normalize('NFC'));
    expect(made?.expiresAt).toEqual(new Date('2026-09-28T08:00:00+07:00'));
    expect(made?.code).toMatch(/^[A-Z0-9]{12}$/);
    const [root] = await units();
    expect(root).toMatchObject({ name: made?.unitName, mayApprove: true, mayRegister: false });
    const stored = await test_.store.finds.invitationByHash(deps.hash(made!.code));
    expect(stored).toMatchObject({ kind: 'post', unitId: root?.id, role: 'admin' });
    expect(JSON.stringify(stored)).not.toContain(made!.code);
    const [entry] = await test_.store.finds.auditOf(undefined, 0, 9);
    expect(entry).toMatchObject({ channel: 'console', action: 'invitation.created', at: now });
  });

  test('is asked for again: another code, the same unit, whatever name is given', async () => {
    const first = await inviteAdmin(deps, 'Tỉnh đoàn Một (Mẫu)');
    const second = await inviteAdmin(deps, 'Tỉnh đoàn Hai (Mẫu)');
    const third = await inviteAdmin(deps, '');
    expect([second?.unitName, third?.unitName]).toEqual([first?.unitName, first?.unitName]);
    expect(await units()).toHaveLength(1);
    expect(new Set([first?.code, second?.code, third?.code]).size).toBe(3);
  });
});
