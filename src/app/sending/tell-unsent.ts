import type { Account } from '../../domain/organisation.ts';
import type { Notice } from '../../domain/notices.ts';
import type { Desk } from '../turns/desk.ts';
import { openDesk } from '../turns/open-desk.ts';
import { enqueueNotices } from './notify.ts';
import type { ReachabilityDeps } from './reachability.ts';

/** Only Zalo is ever shut: a phone of the simulator that is plays one. */
const played = (channel: string): string => (channel === 'web' ? 'zalo' : channel);

/** One for each superior, whatever posts they hold below it. */
const noticesOf = ({ tree, asker }: Desk, channel: string): readonly Notice[] => {
  const notices = new Map<string, Notice>();
  for (const { unitId, role, personId } of asker().posts) {
    const superior = tree.superiorOf(unitId);
    const unitName = tree.unit(unitId)?.name;
    if (!superior || !unitName || notices.has(superior.id)) continue;
    const body = { name: 'member_unsent', unitName, role, channel } as const;
    notices.set(superior.id, { to: { reviewersAt: superior.id }, body, except: personId });
  }
  return [...notices.values()];
};

/** Those above read that something waits for somebody who writes no more: once for each silence of theirs. */
export const createTellUnsent =
  (deps: ReachabilityDeps) =>
  async ({ id, channel, address, seenAt }: Account): Promise<void> => {
    const at = deps.now();
    const { desk } = await openDesk(deps, { channel, address, at }, deps.begin());
    const row = { id: `${id}/unsent:${seenAt.getTime()}`, at };
    const { noticeWords: words, outsideWords, nextSeq } = deps;
    const notices = noticesOf(desk, played(channel));
    await enqueueNotices(desk, { row, notices, words, outsideWords, nextSeq });
    await desk.uow.commit();
  };
