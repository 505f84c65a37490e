/** Freezing a report, sending it up, and noting that it went out by e-mail. */
import { mayReportUp, reportsTo } from './access.ts';
import { note } from './audit-actions.ts';
import type { Command, CommandOf, CommandResult } from './commands.ts';
import { actingPost, refuse, type DecideContext, type Refused } from './decide.ts';
import type { Decided, Notice } from './notices.ts';
import type { Post, Unit } from './organisation.ts';
import {
  latestReport,
  type Report,
  type ReportContent,
  type ReportFiles,
  type ReportSigner,
} from './report-up.ts';

type Done<C extends Command> = Decided<{ report: Report }, CommandResult<C>>;

const reporter = (ctx: DecideContext, as: string): Refused | { post: Post; to: Unit } => {
  const post = actingPost(ctx, as);
  if (post === undefined || !mayReportUp(ctx.tree, post)) return refuse('not_allowed');
  const to = reportsTo(ctx.tree, post.unitId);
  return to === undefined ? refuse('no_superior') : { post, to };
};

/** Whoever leads the unit signs what they freeze; for anybody else's the secretary does. */
const signerFor = (ctx: DecideContext, post: Post, posts: readonly Post[]): ReportSigner => {
  const leads = post.role === 'secretary' || post.role === 'deputy';
  const signs = leads ? post : posts.find(({ role }) => role === 'secretary');
  return {
    name: signs === undefined ? '' : ctx.nameOf(signs.personId),
    post: signs?.role === 'deputy' ? 'deputy' : 'secretary',
  };
};

/** What a freezing is decided on: the figures, the reports of that year so far, the posts of the unit. */
export type FreezeSource = {
  content: ReportContent | undefined;
  reports: readonly Report[];
  posts: readonly Post[];
};

/** One that was not sent yet gives its place to the new freezing. */
const placeOf = (
  ctx: DecideContext,
  reports: readonly Report[],
): Pick<Report, 'id' | 'rev' | 'version'> => {
  const last = latestReport(reports);
  if (last !== undefined && last.sent === undefined) {
    return { id: last.id, rev: last.rev, version: last.version };
  }
  return { id: ctx.newId(), rev: 0, version: (last?.version ?? 0) + 1 };
};

export const freezeReport = (
  ctx: DecideContext,
  { content, reports, posts }: FreezeSource,
  { as, year, number, date }: CommandOf<'report.freeze'>,
): Done<CommandOf<'report.freeze'>> => {
  const found = reporter(ctx, as);
  if ('refused' in found) return found;
  if (content === undefined) return refuse('year_outside', { year });
  const { unitId } = found.post;
  const report: Report = {
    ...placeOf(ctx, reports),
    unitId,
    year,
    at: ctx.now,
    by: ctx.act,
    content,
    signer: signerFor(ctx, found.post, posts),
    ...(number === undefined || date === undefined ? {} : { number, date }),
  };
  const { id, version } = report;
  return {
    changes: { report },
    audit: [note('report.frozen', { subject: id, unitId, after: { year, version } })],
    notices: [],
    result: { reportId: id, version, at: ctx.now.toISOString() },
  };
};

const ownReport = (
  ctx: DecideContext,
  as: string,
  report: Report | undefined,
): Refused | { report: Report; to: Unit } => {
  const found = reporter(ctx, as);
  if ('refused' in found) return found;
  if (report === undefined) return refuse('not_found');
  return report.unitId === found.post.unitId ? { report, to: found.to } : refuse('not_allowed');
};

const noticeOf = (report: Report, to: Unit, files: ReportFiles): Notice => {
  const { content, id: reportId, version, year } = report;
  const { units, sent, missing } = content.counts;
  return {
    to: { reviewersAt: to.id },
    body: {
      name: 'report_sent_up',
      reportId,
      unitName: content.unitName,
      year,
      version,
      units,
      sent,
      missing,
      file: files.docx,
    },
  };
};

/** Sends what was frozen at that moment and nothing else: a freezing that somebody repeated meanwhile is refused. */
export const sendReportUp = (
  ctx: DecideContext,
  report: Report | undefined,
  { as, at, files }: CommandOf<'report.send_up'>,
): Done<CommandOf<'report.send_up'>> => {
  const found = ownReport(ctx, as, report);
  if ('refused' in found) return found;
  const { report: frozen, to } = found;
  if (frozen.sent !== undefined) return refuse('report_sent_already');
  if (frozen.at.toISOString() !== at) return refuse('changed');
  const sent = { at: ctx.now, by: ctx.act, to: to.id };
  const { id, unitId, year, version } = frozen;
  return {
    changes: { report: { ...frozen, files, sent } },
    audit: [note('report.sent_up', { subject: id, unitId, after: { year, version } })],
    notices: [noticeOf(frozen, to, files)],
    result: { version, at: ctx.now.toISOString(), superiorName: to.name },
  };
};

export const noteMailed = (
  ctx: DecideContext,
  report: Report | undefined,
  { as }: CommandOf<'report.mailed'>,
): Done<CommandOf<'report.mailed'>> => {
  const found = ownReport(ctx, as, report);
  if ('refused' in found) return found;
  const { id, unitId, year, version } = found.report;
  return {
    changes: { report: { ...found.report, mailedAt: ctx.now } },
    audit: [note('report.mailed', { subject: id, unitId, after: { year, version } })],
    notices: [],
    result: {},
  };
};
