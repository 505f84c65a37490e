/** "Dùng lại năm trước": head by head, and within a head task by task where the person wants to look. */
import {
  blank,
  raw,
  text,
  type Choice,
  type Message,
  type Text,
} from '../../src/dialog/message.ts';
import { within } from '../../src/dialog/nested.ts';
import type { Turn } from '../../src/dialog/turn.ts';
import type { UnitKind } from '../../src/domain/programme.ts';
import type { PlanProposal, ProposedTask } from '../../src/domain/plan-proposal.ts';
import { shorten } from '../../src/domain/text.ts';
import type { PlanBoard } from '../../src/domain/views.ts';
import { broughtFrom, shortOf, type Brought } from './bring-draft.ts';
import { fieldLines, understood } from '../registering/task-text.ts';
import { oneOf } from '../talking/choose.ts';
import { confirmDraft } from '../registering/task-preview.ts';
import type { PlanSubject } from '../talking/subject.ts';

const shownLength = 90;

type Head = { number: number; short: string; tasks: readonly ProposedTask[] };

const headsOf = (board: PlanBoard, { tasks }: PlanProposal): Head[] => {
  const heads = board.heads.map(({ number, short, items }) => {
    const codes = new Set(items.map(({ code }) => code));
    return { number, short, tasks: tasks.filter(({ item }) => item && codes.has(item)) };
  });
  return heads.filter((head) => head.tasks.length > 0);
};

const taskLine = ({ item, fields }: ProposedTask): Text => {
  const { content, target } = fields;
  const words = [content, target].filter((one) => one !== '').join(' · ');
  return raw(`• ${item ?? ''} ${shorten(words, shownLength)}`);
};

const headMessage = ({ number, short, tasks }: Head, year: number): Message => ({
  lines: [
    text('bring.former_head', { number, short, year: year - 1, count: tasks.length }),
    ...tasks.map(taskLine),
  ],
  choices: [
    { label: text('bring.former_all'), answer: 'all', tone: 'primary' },
    { label: text('bring.former_each'), answer: 'each' },
    { label: text('bring.former_skip_head'), answer: 'skip' },
  ],
});

const taskChoices: readonly Choice[] = [
  { label: text('bring.former_take'), answer: 'take', tone: 'primary' },
  { label: text('bring.former_edit'), answer: 'edit' },
  { label: text('bring.former_skip'), answer: 'skip' },
  { label: text('bring.former_rest'), answer: 'all' },
];

const taskMessage = (task: ProposedTask, year: number): Message => ({
  lines: [
    text('bring.former_task', { code: task.item ?? '', year: year - 1 }),
    blank,
    ...fieldLines(understood(task.fields, year)),
    ...(task.duplicate ? [text('bring.duplicate')] : []),
  ],
  choices: taskChoices,
});

type Picking = { board: PlanBoard; round: number; kind: UnitKind };

const edited = async (
  t: Turn,
  task: ProposedTask,
  key: string,
  { board, kind }: Picking,
): Promise<ProposedTask> => {
  const code = task.item ?? '';
  const writing = { code, short: shortOf(board, code), year: board.year, kind };
  const { duplicate: _duplicate, ...rest } = task;
  return { ...rest, fields: await confirmDraft(within(t, key), task.fields, writing) };
};

const pickEach = async (
  t: Turn,
  { number, tasks }: Head,
  picking: Picking,
): Promise<readonly ProposedTask[]> => {
  const taken: ProposedTask[] = [];
  for (const [at, task] of tasks.entries()) {
    const key = `former.${picking.round}.${number}.${at}`;
    const parse = oneOf('take', 'edit', 'skip', 'all');
    const wish = await t.ask(key, taskMessage(task, picking.board.year), parse, {
      accept: ['choice'],
    });
    if (wish === 'all') return [...taken, ...tasks.slice(at)];
    if (wish === 'edit') taken.push(await edited(t, task, key, picking));
    if (wish === 'take') taken.push(task);
  }
  return taken;
};

const pickHead = async (
  t: Turn,
  head: Head,
  picking: Picking,
): Promise<readonly ProposedTask[]> => {
  const key = `former.${picking.round}.${head.number}`;
  const wish = await t.ask(
    key,
    headMessage(head, picking.board.year),
    oneOf('all', 'each', 'skip'),
    {
      accept: ['choice'],
    },
  );
  if (wish === 'all') return head.tasks;
  return wish === 'each' ? pickEach(t, head, picking) : [];
};

/** The tasks that are taken from the year before; undefined when none is. */
export const askFormer = async (
  t: Turn,
  at: PlanSubject,
  { round, kind }: { round: number; kind: UnitKind },
): Promise<Brought | undefined> => {
  const proposal = await t.read(`former.${round}`, { type: 'plan.former_tasks', ...at });
  const board = await t.read(`former_board.${round}`, { type: 'plan.board', ...at });
  if (!proposal || !board) return undefined;
  const taken = proposal.tasks.filter(({ item }) => item === undefined);
  for (const head of headsOf(board, proposal)) {
    taken.push(...(await pickHead(t, head, { board, round, kind })));
  }
  return taken.length === 0
    ? undefined
    : broughtFrom([{ proposal: { ...proposal, tasks: taken } }]);
};
