import type { DecideContext } from '../../domain/decide.ts';
import { dayOf, instantOf, addDays } from '../../domain/dates.ts';
import type { NewId } from '../../domain/ids.ts';
import type { Decided } from '../../domain/notices.ts';
import { sendPlan } from '../../domain/plan-decisions.ts';
import { suggestionsFor } from '../../domain/programme-lookup.ts';
import type { Programme, Suggestion } from '../../domain/programme.ts';
import type { Registration } from '../../domain/registration.ts';
import { closeReview } from '../../domain/review-closing.ts';
import { decideTasks } from '../../domain/review-decisions.ts';
import { saveTask } from '../../domain/task-saving.ts';
import { treeAt } from '../../domain/tree.ts';
import { postId, sampleClusters, samplePosts, sampleUnits } from './sample-people.ts';
import type { Sample, SamplePlan } from './sample-file.ts';

type Step = (ctx: DecideContext) => Decided<{ registration: Registration }, unknown>;

const done = (decision: ReturnType<Step>): Registration => {
  if ('refused' in decision) throw new Error(`the sample is wrong: ${decision.refused.code}`);
  return decision.changes.registration;
};

const suggestionOf = (
  programme: Programme,
  code: string,
  sample: Sample,
  plan: SamplePlan,
): Suggestion => {
  const kind = sample.units.find(({ id }) => id === plan.unit)?.kind ?? 'dia_ban';
  const [own] = suggestionsFor(programme, code, kind);
  const suggestion = own ?? programme.suggestions.find(({ item }) => item === code);
  if (!suggestion) throw new Error(`the programme suggests nothing for ${code}`);
  return suggestion;
};

/** So long before its clock the plans of the sample's former year were written. */
const formerDays = 340;

/** Plays the deciders of the domain, as these people would have, in the days before the sample's clock. */
export const samplePlans = (
  sample: Sample,
  programme: Programme,
  newId: NewId,
): readonly Registration[] => {
  const stage = stageOf(sample, programme, newId);
  return sample.plans.map((plan) => playPlan(plan, stage(sample.year, 0)));
};

/** The same for the year before. */
export const formerPlans = (
  sample: Sample,
  programme: Programme,
  newId: NewId,
): readonly Registration[] => {
  const stage = stageOf(sample, programme, newId);
  return sample.former.map((plan) => playPlan(plan, stage(sample.year - 1, formerDays)));
};

const stageOf = (
  sample: Sample,
  programme: Programme,
  newId: NewId,
): ((year: number, daysBefore: number) => Stage) => {
  const begins = new Date(sample.clock);
  const tree = treeAt(sampleUnits(sample), sampleClusters(sample), begins);
  const posts = samplePosts(sample);
  const contextAt =
    (daysBefore: number): Stage['contextOf'] =>
    (personId, unitId, daysAgo) =>
    (step: Step): Registration =>
      done(
        step({
          now: instantOf(addDays(dayOf(begins), -daysBefore - daysAgo), '09:00'),
          newId,
          programme,
          act: { personId, postId: postId(personId, unitId) },
          posts: posts.filter((post) => post.personId === personId),
          tree,
          nameOf: (id) => id,
        }),
      );
  return (year, daysBefore) => ({ sample, programme, year, contextOf: contextAt(daysBefore) });
};

type Stage = {
  sample: Sample;
  programme: Programme;
  year: number;
  contextOf(personId: string, unitId: string, daysAgo: number): (step: Step) => Registration;
};

const playPlan = (plan: SamplePlan, stage: Stage): Registration => {
  const drafted = draft(plan, stage);
  if (plan.state === 'drafting') return drafted;
  const as = postId(plan.by, plan.unit);
  const { year } = stage;
  const sent = stage.contextOf(
    plan.by,
    plan.unit,
    7,
  )((ctx) => sendPlan(ctx, drafted, { type: 'plan.send', as, year }));
  return plan.reviewer ? review(plan, sent, stage) : sent;
};

const draft = (plan: SamplePlan, { sample, programme, year, contextOf }: Stage): Registration => {
  const act = contextOf(plan.by, plan.unit, 10);
  const as = postId(plan.by, plan.unit);
  const drafted = plan.items.reduce<Registration | undefined>((registration, item) => {
    const suggested = suggestionOf(programme, item, sample, plan);
    const { content, owner, evidence } = suggested;
    const due = plan.dues[item] ?? suggested.due;
    const { target = suggested.target } = plan.returns.find((one) => one.item === item) ?? {};
    const fields = { content, target, due, owner, evidence };
    return act((ctx) => saveTask(ctx, registration, { type: 'task.save', as, year, item, fields }));
  }, undefined);
  if (!drafted) throw new Error(`the plan of ${plan.unit} is empty`);
  return drafted;
};

const review = (plan: SamplePlan, sent: Registration, { contextOf }: Stage): Registration => {
  const reviewer = plan.reviewer ?? '';
  const superior = sent.superiorId ?? '';
  const act = contextOf(reviewer, superior, 3);
  const about = { as: postId(reviewer, superior), registrationId: sent.id };
  const decide = (from: Registration, item: string, verdict: object): Registration => {
    const tasks = from.tasks
      .filter((task) => task.item === item)
      .map(({ id, rev }) => ({ id, rev }));
    return act((ctx) =>
      decideTasks(ctx, from, {
        type: 'review.decide',
        ...about,
        tasks,
        verdict: 'approved',
        ...verdict,
      }),
    );
  };
  const items = plan.state === 'reviewing' ? plan.items.slice(0, 2) : plan.items;
  const decided = items.reduce((from, item) => {
    const returned = plan.returns.find((one) => one.item === item);
    const { reason, note } = returned ?? {};
    const verdict = returned
      ? { verdict: 'returned', reason, ...(note ? { note } : {}) }
      : { verdict: 'approved' };
    return decide(from, item, verdict);
  }, sent);
  if (plan.state === 'reviewing') return decided;
  return act((ctx) => closeReview(ctx, decided, { type: 'review.close', ...about }));
};
