import { text } from '../../src/dialog/message.ts';
import type { Intent } from '../../src/dialog/intent.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import type { UnitId } from '../../src/domain/ids.ts';
import type { ItemCode } from '../../src/domain/programme.ts';
import type { PlanYear } from '../../src/domain/views.ts';
import { boardMessage } from './board-text.ts';
import { helpButton, itemIntent } from '../talking/buttons.ts';
import { browse } from '../talking/choose.ts';
import { planPage } from './plan-page.ts';
import { planSubject, type PlanSubject } from '../talking/subject.ts';
import { askUnit, namedPlan, noPlanMessage, outsideMessage } from './which-plan.ts';

type Opened = PlanSubject & { code?: ItemCode; offered?: PlanYear };

const isOutside = (year: number | undefined, offered: PlanYear): boolean =>
  year === undefined ? 'outside' in offered : year < offered.firstYear || year > offered.lastYear;

/** The year in the words, else the one that is offered; undefined when the reader was told why none is. */
const findYear = async (t: Turn, unitId: UnitId): Promise<Opened | undefined> => {
  const { year, ...named } = namedPlan(t.start);
  const offered = await t.read('year', { type: 'plan.year', unitId });
  if (isOutside(year, offered)) {
    return browse(t, outsideMessage(unitId, offered, year));
  }
  if (year !== undefined) return { unitId, year, ...named };
  return 'year' in offered ? { unitId, year: offered.year, ...named, offered } : undefined;
};

/** The plan that the button or the words name; undefined when there is none and the reader was told. */
const findPlan = async (t: Turn): Promise<Opened | undefined> => {
  const named = planSubject(t.start.intent);
  if (named) return named;
  const me = await t.read('who', { type: 'me' });
  const unitId = await askUnit(t, me);
  if (unitId !== undefined) return findYear(t, unitId);
  return browse(t, noPlanMessage(me));
};

const showBoard = async (t: Turn, { offered, ...at }: Opened): Promise<Intent | undefined> => {
  const { unitId, year } = at;
  const board = await t.read('board', { type: 'plan.board', unitId, year });
  if (!board) {
    await t.say('hidden', { lines: [text('plan.hidden', { year })], choices: [helpButton] });
    return undefined;
  }
  return planPage(t, at, boardMessage(board, offered), {
    slot: 'board',
    items: board.heads.flatMap(({ items }) => items),
  });
};

/** The plan of a unit and year at a glance: what is there, what is missing, what comes next. */
export const board: Flow = {
  id: 'board',
  version: 1,
  commands: ['dangky', 'register', 'kehoach', 'plan'],
  intents: ['plan'],
  async run(t) {
    const at = await findPlan(t);
    if (!at) return undefined;
    const { code, unitId, year } = at;
    return code ? itemIntent({ unitId, year, code }) : showBoard(t, at);
  },
};
