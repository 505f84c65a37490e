import { text, type Message, type Text } from '../../src/dialog/message.ts';
import type { Intent } from '../../src/dialog/intent.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import type { CommandResult, CommandOf } from '../../src/domain/commands.ts';
import type { MyPost, PlanBoard } from '../../src/domain/views.ts';
import { collect } from './bring-collect.ts';
import type { Brought, Draft, Placed } from './bring-draft.ts';
import { preview, type Look } from './bring-preview.ts';
import { takable } from './bring-text.ts';
import { countLine } from '../registering/board-text.ts';
import { boardButton, opens, planIntent, sendIntent } from '../talking/buttons.ts';
import { planPage } from '../registering/plan-page.ts';
import { askWritingPost } from '../talking/posts.ts';
import { refuse, refusedMessage } from '../talking/refused.ts';
import { planSubject, type PlanSubject } from '../talking/subject.ts';
import { whyLocked } from '../registering/writable.ts';

type Taken = CommandResult<CommandOf<'plan.take_over'>>;

/** What was not taken stays on the screen, to be put right. */
const leftAfter = (drafts: readonly Draft[], asked: readonly Placed[], taken: Taken): Draft[] => {
  const refused = new Set(taken.refused.map(({ index }) => asked[index]?.id));
  const tried = new Set(asked.map(({ id }) => id));
  return drafts.filter(({ id, duplicate }) =>
    tried.has(id) ? refused.has(id) : duplicate !== true,
  );
};

const takenLines = ({ added, duplicates }: Taken, year: number): Text[] => [
  text('bring.taken', { count: added, year }),
  ...(duplicates.length > 0 ? [text('bring.taken_twice', { count: duplicates.length })] : []),
];

const doneMessage = (at: PlanSubject, taken: readonly Taken[], board: PlanBoard): Message => {
  const batches = taken.filter(({ added }) => added > 0);
  const sum = (count: (one: Taken) => number) => taken.reduce((all, one) => all + count(one), 0);
  const all = {
    added: sum(({ added }) => added),
    duplicates: taken.flatMap((one) => one.duplicates),
  };
  return {
    lines: [
      ...takenLines({ ...all, batch: '', refused: [] }, at.year),
      countLine(board),
      ...(batches.length > 0 ? [text('bring.fix_later')] : []),
    ],
    choices: [
      boardButton(at, 'primary'),
      ...(board.canSend ? [opens('plan.send', sendIntent(board))] : []),
      ...batches.slice(-1).map(({ batch }) =>
        opens('bring.take_back', {
          action: 'bring_back',
          subject: `${at.unitId}/${batch}`,
          rev: at.year,
        }),
      ),
    ],
  };
};

const finish = async (
  t: Turn,
  at: PlanSubject,
  taken: readonly Taken[],
): Promise<Intent | undefined> => {
  const board = await t.read('after', { type: 'plan.board', ...at });
  return board ? planPage(t, at, doneMessage(at, taken, board)) : planIntent(at);
};

/** Takes over, shows what is left, until nothing is. */
const takeOver = async (
  t: Turn,
  at: PlanSubject,
  look: Look & { post: MyPost },
  begun: Brought,
): Promise<Intent | undefined> => {
  const taken: Taken[] = [];
  let brought = begun;
  let lead: readonly Text[] = [];
  for (;;) {
    const drafts = await preview(t, look, brought, lead);
    if (!drafts) return taken.length > 0 ? finish(t, at, taken) : planIntent(at);
    const asked = takable(drafts, at.year);
    const outcome = await t.run(`take.${look.next()}`, {
      type: 'plan.take_over',
      as: look.post.postId,
      year: at.year,
      tasks: asked.map(({ item, fields }) => ({ item, fields })),
      mode: 'add',
    });
    if ('refused' in outcome) {
      brought = { ...brought, drafts };
      lead = refusedMessage(outcome.refused).lines;
      continue;
    }
    taken.push(outcome.done);
    const left = leftAfter(drafts, asked, outcome.done);
    if (left.length === 0) return finish(t, at, taken);
    const [first] = outcome.done.refused;
    brought = { ...brought, drafts: left, moved: [], hidden: 0, formulas: 0 };
    lead = [
      ...takenLines(outcome.done, at.year),
      text('bring.left', { count: left.length }),
      ...(first ? refusedMessage(first.refusal).lines : []),
    ];
  }
};

const bringPlan = async (t: Turn, at: PlanSubject): Promise<Intent | undefined> => {
  const post = await askWritingPost(t, await t.read('me', { type: 'me' }), at.unitId);
  if (!post) return refuse(t, { code: 'not_allowed' });
  const locked = await whyLocked(t, at);
  if (locked) return refuse(t, locked, [boardButton(at)]);
  const brought = await collect(t, at, { words: t.start.intent?.words, kind: post.kind });
  if (brought === 'stop') return planIntent(at);
  const board = await t.read('board', { type: 'plan.board', ...at });
  if (!board) return refuse(t, { code: 'not_found' });
  let asked = 0;
  const next = () => (asked += 1);
  return takeOver(t, at, { board, kind: post.kind, next, post }, brought);
};

/** "Nhập cả kế hoạch": paste, file, last year or a form; look through it; take it over. */
export const bring: Flow = {
  id: 'bring',
  version: 1,
  intents: ['bring'],
  resumable: true,
  async run(t) {
    const at = planSubject(t.start.intent);
    return at ? bringPlan(t, at) : refuse(t, { code: 'not_found' });
  },
};
