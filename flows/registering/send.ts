import type { Intent } from '../../src/dialog/intent.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import type { MyPost, PlanBoard, PlanCheck } from '../../src/domain/views.ts';
import { boardButton, planIntent } from '../talking/buttons.ts';
import { oneOf } from '../talking/choose.ts';
import { planPage } from './plan-page.ts';
import { askWritingPost } from '../talking/posts.ts';
import { refuse } from '../talking/refused.ts';
import { confirmMessage, missingMessage, receiptMessage } from './send-text.ts';
import { planSubject, type PlanSubject } from '../talking/subject.ts';
import { isWritable, yearClosed } from './writable.ts';

const isWaiting = (state: string): boolean => ['sent', 'reviewing', 'approved'].includes(state);

/** Says once more what goes out, sends it and hands over the receipt. */
const confirmAndSend = async (
  t: Turn,
  board: PlanBoard,
  check: PlanCheck,
  post: MyPost,
): Promise<Intent | undefined> => {
  const { unitId, unitName, year } = board;
  const at = { unitId, year };
  const options = { accept: ['choice'], confirm: true } as const;
  const answer = await t.ask('confirm', confirmMessage(check), oneOf('yes', 'no'), options);
  if (answer === 'no') return planIntent(at);
  const sent = await t.run('send', { type: 'plan.send', as: post.postId, year });
  if ('refused' in sent) return refuse(t, sent.refused, [boardButton(at)]);
  return planPage(t, at, receiptMessage(at, unitName, sent.done));
};

const sendPlan = async (t: Turn, at: PlanSubject): Promise<Intent | undefined> => {
  const { unitId, year } = at;
  const post = await askWritingPost(t, await t.read('who', { type: 'me' }), unitId);
  if (!post) return refuse(t, { code: 'not_allowed' });
  const board = await t.read('board', { type: 'plan.board', unitId, year });
  const check = await t.read('check', { type: 'plan.check', unitId, year });
  if (!board || !check) return refuse(t, { code: 'not_found' });
  // The board says best what has become of a plan that is out of the unit's hands.
  if (isWaiting(board.state)) return planIntent(at);
  if (board.returnedTasks.length > 0) return { ...planIntent(at), action: 'fix' };
  if (!isWritable(board)) return refuse(t, yearClosed(board), [boardButton(at)]);
  if (check.missingHeads.length > 0) return planPage(t, at, missingMessage(board, check));
  if (!board.canSend) return refuse(t, yearClosed(board), [boardButton(at)]);
  return confirmAndSend(t, board, check, post);
};

/** Check → confirm → send → receipt. */
export const send: Flow = {
  id: 'send',
  version: 1,
  intents: ['send'],
  async run(t) {
    const at = planSubject(t.start.intent);
    return at ? sendPlan(t, at) : refuse(t, { code: 'not_found' });
  },
};
