/** The tasks of a plan that is being brought in, while the person looks at them. */
import { findFlaws } from '../../src/domain/find-flaws.ts';
import type { Flaw } from '../../src/domain/flaws.ts';
import type { Moved } from '../../src/domain/former-years.ts';
import {
  isSameWork,
  type PlanProposal,
  type ProposedTask,
} from '../../src/domain/plan-proposal.ts';
import type { ItemCode } from '../../src/domain/programme.ts';
import type { Refusal } from '../../src/domain/refusals.ts';
import type { TaskFields } from '../../src/domain/registration.ts';
import { readFields } from '../../src/domain/task-fields.ts';
import type { PlanBoard } from '../../src/domain/views.ts';
import { understood } from '../registering/task-text.ts';

export type Draft = ProposedTask & { id: number };

/** `moved`, `hidden`, `formulas`: what the reading has done to the words, told once. */
export type Brought = {
  drafts: readonly Draft[];
  rest: readonly string[];
  moved: readonly Moved[];
  hidden: number;
  formulas: number;
};

const nothing: Brought = { drafts: [], rest: [], moved: [], hidden: 0, formulas: 0 };

/** Everything that was read, from however many sources, numbered through. */
export const broughtFrom = (
  proposals: readonly { proposal: PlanProposal; formulas?: number }[],
): Brought =>
  proposals.reduce<Brought>(
    (all, { proposal, formulas = 0 }) => ({
      drafts: [
        ...all.drafts,
        ...proposal.tasks.map((task, at) => ({ ...task, id: all.drafts.length + at })),
      ],
      rest: [...all.rest, ...proposal.rest],
      moved: [...all.moved, ...proposal.moved],
      hidden: all.hidden + proposal.hidden,
      formulas: all.formulas + formulas,
    }),
    nothing,
  );

export type Placed = Draft & { item: ItemCode };

export const isPlaced = (draft: Draft): draft is Placed => draft.item !== undefined;

/** Said twice, in the plan or in what was brought: it is taken once. */
export const isDuplicate = (draft: Draft, drafts: readonly Draft[]): boolean =>
  draft.duplicate === true ||
  (isPlaced(draft) &&
    drafts.some(
      (other) =>
        other.id < draft.id &&
        isPlaced(other) &&
        isSameWork(
          { item: other.item, content: other.fields.content },
          { item: draft.item, content: draft.fields.content },
        ),
    ));

/** Why the task cannot be saved as it is. */
export const wrongIn = ({ fields }: Draft, year: number): Refusal | undefined => {
  const read = readFields(fields, year);
  return 'refused' in read ? read.refused : undefined;
};

/** As the program understands it; a time that cannot be leaves the other fields their meaning. */
export const seenAs = (draft: Draft, year: number): TaskFields => {
  const { fields } = draft;
  const isTimeWrong = wrongIn(draft, year)?.params?.field === 'due';
  const seen = understood(isTimeWrong ? { ...fields, due: '' } : fields, year);
  return isTimeWrong ? { ...seen, due: { text: fields.due } } : seen;
};

export const flawsIn = (draft: Draft, year: number): readonly Flaw[] =>
  findFlaws(seenAs(draft, year));

/** The name of a sub-item, as the board shows it. */
export const shortOf = (board: PlanBoard, code: ItemCode): string =>
  board.heads.flatMap(({ items }) => items).find((item) => item.code === code)?.short ?? '';
