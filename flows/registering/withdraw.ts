import { text, type Message } from '../../src/dialog/message.ts';
import type { Intent } from '../../src/dialog/intent.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import type { PlanBoard } from '../../src/domain/views.ts';
import { boardButton, planIntent } from '../talking/buttons.ts';
import { oneOf } from '../talking/choose.ts';
import { askWritingPost } from '../talking/posts.ts';
import { refuse } from '../talking/refused.ts';
import { planSubject, type PlanSubject } from '../talking/subject.ts';

const confirmMessage = ({ unitName, year, sent }: PlanBoard): Message => ({
  lines: [
    text('plan.withdraw_confirm', { unit: unitName, year, round: sent?.round ?? 1 }),
    text('plan.withdraw_kept'),
  ],
  choices: [
    { label: text('plan.withdraw_yes'), answer: 'yes', tone: 'danger' },
    { label: text('plan.withdraw_no'), answer: 'no' },
  ],
});

const withdrawPlan = async (t: Turn, at: PlanSubject): Promise<Intent | undefined> => {
  const { unitId, year } = at;
  const post = await askWritingPost(t, await t.read('me', { type: 'me' }), unitId);
  if (!post) return refuse(t, { code: 'not_allowed' });
  const board = await t.read('board', { type: 'plan.board', unitId, year });
  if (!board) return refuse(t, { code: 'not_found' });
  if (board.canWithdraw) {
    const options = { accept: ['choice'], confirm: true } as const;
    const answer = await t.ask('confirm', confirmMessage(board), oneOf('yes', 'no'), options);
    if (answer === 'no') return planIntent(at);
  }
  const taken = await t.run('withdraw', { type: 'plan.withdraw', as: post.postId, year });
  if ('refused' in taken) return refuse(t, taken.refused, [boardButton(at)]);
  await t.say('withdrawn', { lines: [text('plan.withdrawn', { year, unit: board.unitName })] });
  return planIntent(at);
};

/** Takes a sent plan back, until the superior begins to review it. */
export const withdraw: Flow = {
  id: 'withdraw',
  version: 1,
  intents: ['withdraw'],
  async run(t) {
    const at = planSubject(t.start.intent);
    return at ? withdrawPlan(t, at) : refuse(t, { code: 'not_found' });
  },
};
