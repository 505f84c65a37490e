/** Number, date and scan of a plan's paper, and what a unit writes its papers with. */
import { allows, isWorker, mayRegisterFor } from './access.ts';
import { note } from './audit-actions.ts';
import type { CommandOf, CommandResult } from './commands.ts';
import { dayOf, isDay } from './dates.ts';
import { actingPost, firstRefusal, refuse, type DecideContext, type Refused } from './decide.ts';
import type { FileRef } from './files.ts';
import type { Decided } from './notices.ts';
import type { Post } from './organisation.ts';
import { paperNumber, planSymbolOf } from './paper-words.ts';
import type { PlanPaper, Registration } from './registration.ts';
import { standingRound, stateOf } from './state.ts';
import { scanLimits, type Signer } from './stationery.ts';

type Plan = Registration | undefined;
type OnPlan<Result> = Decided<{ registration: Registration }, Result>;

/** A paper is issued by the unit itself, and only for a plan that was sent. */
const notIssuer = (ctx: DecideContext, as: string, plan: Plan): Refused | undefined => {
  const post = actingPost(ctx, as);
  if (post === undefined) return refuse('not_allowed');
  if (plan === undefined) return refuse('not_sent');
  if (plan.unitId !== post.unitId || !mayRegisterFor(ctx.tree, [post], plan.unitId)) {
    return refuse('not_allowed');
  }
  return allows(stateOf(plan), 'document', ['registrar']) ? undefined : refuse('not_sent');
};

const noPaper: PlanPaper = { scans: [] };

/** A paper about year N is dated in N or the year before, and not after today. */
const isPaperDay = (date: string, year: number, now: Date): boolean =>
  isDay(date) && date <= dayOf(now) && [year - 1, year].includes(Number(date.slice(0, 4)));

const issuedAs = ({ number, date }: PlanPaper) =>
  number === undefined ? {} : { number: paperNumber(number), ...(date ? { date } : {}) };

/** `signer` is who would sign now: the paper keeps that name, whoever comes after. */
export const issuePaper = (
  ctx: DecideContext,
  plan: Plan,
  { as, year, number, date }: CommandOf<'document.issue'>,
  signer: Signer,
): OnPlan<CommandResult<CommandOf<'document.issue'>>> => {
  const refused = firstRefusal(
    () => notIssuer(ctx, as, plan),
    () =>
      Number.isInteger(number) && number > 0 && number < 10_000
        ? undefined
        : refuse('invalid_field', { field: 'number' }),
    () =>
      isPaperDay(date, year, ctx.now) ? undefined : refuse('invalid_field', { field: 'date' }),
  );
  if (refused !== undefined) return refused;
  if (plan === undefined) return refuse('not_found');
  const before = plan.document ?? noPaper;
  const round = standingRound(plan)?.number;
  const after = {
    ...before,
    number,
    date,
    signer,
    ...(round === undefined ? {} : { round }),
    issuedBy: ctx.act,
  };
  const symbol = planSymbolOf(ctx.tree.unit(plan.unitId)?.name ?? '');
  return {
    changes: { registration: { ...plan, document: after } },
    audit: [
      note('document.issued', {
        subject: plan.id,
        unitId: plan.unitId,
        before: issuedAs(before),
        after: issuedAs(after),
      }),
    ],
    notices: [],
    result: { number: `${paperNumber(number)}-${symbol}` },
  };
};

const notScans = (files: readonly FileRef[]): Refused | undefined => {
  if (files.length === 0) return refuse('missing_field', { field: 'scans' });
  const fits =
    files.length <= scanLimits.files && files.every(({ size }) => size <= scanLimits.bytes);
  return fits ? undefined : refuse('invalid_field', { field: 'scans' });
};

const fileNotes = (files: readonly FileRef[]) => ({
  files: files.map(({ id, name }) => ({ id, name })),
});

/** What was there before stays findable by the audit log. */
export const keepScans = (
  ctx: DecideContext,
  plan: Plan,
  { as, files }: CommandOf<'document.scan'>,
): OnPlan<CommandResult<CommandOf<'document.scan'>>> => {
  const refused = firstRefusal(
    () => notIssuer(ctx, as, plan),
    () => notScans(files),
  );
  if (refused !== undefined) return refused;
  if (plan === undefined) return refuse('not_found');
  const before = plan.document ?? noPaper;
  const after = { ...before, scans: files, scannedAt: ctx.now, scannedBy: ctx.act };
  return {
    changes: { registration: { ...plan, document: after } },
    audit: [
      note('document.scanned', {
        subject: plan.id,
        unitId: plan.unitId,
        ...(before.scans.length > 0 ? { before: fileNotes(before.scans) } : {}),
        after: fileNotes(files),
      }),
    ],
    notices: [],
    result: { files: files.length },
  };
};

/** Whoever works for a unit looks after what it writes its papers with. */
export const stationeryPost = (ctx: DecideContext, as: string): Refused | Post => {
  const post = actingPost(ctx, as);
  const works = post !== undefined && isWorker(post) && ctx.tree.isOpen(post.unitId);
  return works ? post : refuse('not_allowed');
};
