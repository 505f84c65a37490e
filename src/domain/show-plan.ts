/** What the people of a unit see of their plan. */
import { allows, isSettled, mayEditTask } from './access.ts';
import { deadlineView, milestoneOf } from './deadlines.ts';
import type { TaskId } from './ids.ts';
import { allItems, headOf, itemOf, sectorRuleFor, suggestionsFor } from './programme-lookup.ts';
import type { Head, Item, ItemCode, Suggestion } from './programme.ts';
import type { Task } from './registration.ts';
import { isYearOpen, missingHeads } from './sending-rules.ts';
import { heldBy, reviewSeen, tasksInOrder, viewTask, type PlanSight } from './show-task.ts';
import { standingRound, stateOf } from './state.ts';
import type {
  BoardItem,
  ItemMark,
  ItemView,
  PlanBoard,
  PlanCheck,
  SuggestionView,
  TaskView,
} from './views.ts';

const markOf = (sight: PlanSight, tasks: readonly Task[]): ItemMark => {
  if (tasks.length === 0) return 'empty';
  const states = tasks.map((task) => reviewSeen(sight, task).state);
  if (states.includes('returned')) return 'returned';
  return states.every((state) => state === 'approved') ? 'approved' : 'filled';
};

const boardItem = (sight: PlanSight, item: Item, all: readonly Task[]): BoardItem => {
  const tasks = all.filter((task) => task.item === item.code);
  const subjects = [item.code, ...tasks.map((task) => task.id)];
  const held = subjects.map((subject) => heldBy(sight, subject)).find((one) => 'heldBy' in one);
  return {
    code: item.code,
    short: item.short,
    tasks: tasks.length,
    mark: markOf(sight, tasks),
    ...held,
    unfinished: sight.unfinished?.has(item.code) ?? false,
  };
};

const boardHead = (
  sight: PlanSight,
  { number, short, items }: Head,
  tasks: readonly Task[],
): PlanBoard['heads'][number] => {
  const shown = items.map((item) => boardItem(sight, item, tasks));
  const count = shown.reduce((sum, item) => sum + item.tasks, 0);
  const ready = count >= sight.programme.rules.minTasksPerHead;
  return { number, short, tasks: count, ready, items: shown };
};

const yearTakes = ({ programme, year, now, registration }: PlanSight): boolean =>
  isYearOpen(milestoneOf(programme, year), now, registration);

const mayDo = (sight: PlanSight) => {
  const { roles, registration, now, programme, year } = sight;
  const state = stateOf(registration);
  const early = now < milestoneOf(programme, year).opensAt;
  return {
    canEdit: mayEditTask(state, roles),
    send: allows(state, 'send', roles) && yearTakes(sight),
    // Taken back after the year is closed it could never be sent again.
    canWithdraw: allows(state, 'withdraw', roles) && (early || yearTakes(sight)),
  };
};

const sentWords = ({ registration, nameOf }: PlanSight): Pick<PlanBoard, 'sent'> => {
  const round = registration === undefined ? undefined : standingRound(registration);
  if (registration === undefined || round === undefined) return {};
  const { receipt, number, sentAt, by } = round;
  const { late } = registration;
  const at = sentAt.toISOString();
  return { sent: { receipt, round: number, at, late, by: nameOf(by.personId) } };
};

const enteredWords = ({ registration, nameOf }: PlanSight): Pick<PlanBoard, 'enteredFor'> => {
  const entered = registration?.enteredFor;
  if (!entered) return {};
  return { enteredFor: { by: nameOf(entered.by.personId), at: entered.at.toISOString() } };
};

/** Whom the plan was sent to, as long as it lies there; else whom it would be sent to now. */
const superiorWords = ({ registration, superiorName }: PlanSight): { superiorName?: string } => {
  const round = registration === undefined ? undefined : standingRound(registration);
  const name = round?.closedAt === undefined ? (round?.superiorName ?? superiorName) : superiorName;
  return name === undefined ? {} : { superiorName: name };
};

const claimWords = ({ registration, nameOf }: PlanSight): Pick<PlanBoard, 'claimedBy'> =>
  registration?.claim === undefined ? {} : { claimedBy: nameOf(registration.claim.by.personId) };

/** The whole plan at a glance. */
export const showBoard = (sight: PlanSight): PlanBoard => {
  const { unit, year, programme, registration, now } = sight;
  const tasks = tasksInOrder(sight);
  const heads = programme.heads.map((head) => boardHead(sight, head, tasks));
  const items = heads.flatMap((head) => head.items);
  const headsReady = heads.filter((head) => head.ready).length;
  const { send, ...may } = mayDo(sight);
  return {
    ...(registration === undefined ? {} : { registrationId: registration.id }),
    unitId: unit.id,
    unitName: unit.name,
    year,
    state: stateOf(registration),
    deadline: deadlineView(programme, year, now),
    heads,
    itemsFilled: items.filter((item) => item.tasks > 0).length,
    itemsTotal: items.length,
    headsReady,
    ...may,
    canSend: send && tasks.length > 0 && headsReady === heads.length,
    ...sentWords(sight),
    ...superiorWords(sight),
    ...enteredWords(sight),
    ...claimWords(sight),
    returnedTasks: tasks
      .filter((task) => reviewSeen(sight, task).state === 'returned')
      .map((task) => viewTask(sight, task)),
  };
};

const suggestionView = ({ item: _item, kind: _kind, ...words }: Suggestion): SuggestionView =>
  words;

/** One item with its official words, its tasks and what others do; null for a code that does not exist. */
export const showItem = (sight: PlanSight, code: ItemCode): ItemView | null => {
  const { unit, year, programme, registration, roles } = sight;
  const item = itemOf(programme, code);
  const head = headOf(programme, code);
  if (item === undefined || head === undefined) return null;
  const state = stateOf(registration);
  const tasks = tasksInOrder(sight).filter((task) => task.item === code);
  return {
    unitId: unit.id,
    unitName: unit.name,
    year,
    code,
    head: head.number,
    headShort: head.short,
    short: item.short,
    official: item.official,
    tasks: tasks.map((task) => viewTask(sight, task)),
    suggestions: suggestionsFor(programme, code, unit.kind).map(suggestionView),
    sectorRule: sectorRuleFor(item, unit.kind),
    canEdit: mayEditTask(state, roles),
    state,
    ...heldBy(sight, code),
  };
};

/** One task of the plan; null when it is not there any more. */
export const showTask = (sight: PlanSight, taskId: TaskId): TaskView | null => {
  const task = tasksInOrder(sight).find((one) => one.id === taskId);
  return task === undefined ? null : viewTask(sight, task);
};

const willBeLate = ({ registration, programme, year, now }: PlanSight): boolean =>
  registration?.firstSentAt === undefined
    ? now >= milestoneOf(programme, year).dueBefore
    : registration.late;

/** The last look before sending. What is approved already is settled and draws no more warnings. */
export const showCheck = (sight: PlanSight): PlanCheck => {
  const { unit, year, programme, registration, now } = sight;
  const tasks = tasksInOrder(sight);
  const state = stateOf(registration);
  const vague = tasks
    .filter((task) => !isSettled(state, task))
    .map((task) => viewTask(sight, task))
    .filter(({ flaws }) => flaws.length > 0);
  return {
    year,
    unitName: unit.name,
    ...superiorWords(sight),
    deadline: deadlineView(programme, year, now),
    tasks: tasks.length,
    vague: vague.map(({ id, item, content, flaws }) => ({ id, item, content, flaws })),
    emptyItems: allItems(programme)
      .map((item) => item.code)
      .filter((code) => !tasks.some((task) => task.item === code)),
    missingHeads: missingHeads(programme, tasks),
    late: willBeLate(sight),
    round: (registration?.rounds.length ?? 0) + 1,
  };
};
