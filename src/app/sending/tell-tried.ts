import type { TemplateSent } from '../../channels/channel.ts';
import type { NoticeBody } from '../../domain/notices.ts';
import type { OutsideTrial } from '../../domain/outside.ts';
import type { OutboxRow } from '../../store/contract.ts';
import { openDesk } from '../turns/open-desk.ts';
import { enqueueNotices } from './notify.ts';
import { bodyOf } from './outbox-message.ts';
import type { ReachabilityDeps } from './reachability.ts';

/** How one message by a template, sent for trying, has ended. `said`: the vendor's words. */
export type Tried =
  | { outcome: 'sent'; sent: TemplateSent }
  | { outcome: 'refused' | 'unclear'; said?: string | undefined };

type Body = Extract<NoticeBody, { name: 'template_tried' }>;

/** By user id the vendor does not say whether it has cost anything; what is tried by phone may be free. */
const priceOf = ({ template }: OutsideTrial, { by, billed }: TemplateSent): number | undefined => {
  if (by === 'user') return template.priceByUser;
  return billed === false ? undefined : template.priceByPhone;
};

const bodyFor = (trial: OutsideTrial, tried: Tried): Body => {
  const { kind, templateId } = trial.template;
  const price = 'sent' in tried ? priceOf(trial, tried.sent) : undefined;
  const reason = 'sent' in tried ? undefined : tried.said;
  return {
    name: 'template_tried',
    kind,
    templateId,
    outcome: tried.outcome,
    ...(price === undefined ? {} : { price }),
    ...(reason === undefined ? {} : { reason }),
  };
};

/** Whoever tries a template reads in their chat what became of it; of other rows nobody is told. */
export const createTellTried =
  (deps: ReachabilityDeps) =>
  async (row: OutboxRow, tried: Tried): Promise<void> => {
    const { trial } = bodyOf(row);
    if (!trial) return;
    const at = deps.now();
    const { channel, address } = row;
    const { desk } = await openDesk(deps, { channel, address, at }, deps.begin());
    const notices = [{ to: { account: trial.askedAt }, body: bodyFor(trial, tried) }];
    const { noticeWords: words, outsideWords, nextSeq } = deps;
    await enqueueNotices(desk, { row: { id: row.id, at }, notices, words, outsideWords, nextSeq });
    await desk.uow.commit();
  };
