import { mayReport, mayReportUp, reportsTo } from '../../domain/access.ts';
import { addDays, dayOf, formatDay } from '../../domain/dates.ts';
import { reportUpBefore } from '../../domain/deadlines.ts';
import type { UnitId } from '../../domain/ids.ts';
import type { Unit } from '../../domain/organisation.ts';
import type { QueryOf } from '../../domain/queries.ts';
import {
  changesBetween,
  isChanged,
  lastSent,
  type Report,
  type ReportContent,
  type ReportsIn,
  type ReportUpView,
  type ReportView,
} from '../../domain/report-up.ts';
import { showReportUp, type ReportSource } from '../../domain/show-report-up.ts';
import { byName } from '../../domain/text.ts';
import { programmeOf, withNames, type Desk } from '../turns/desk.ts';

/** The reports of these units, as this turn has left them. */
export const reportsOf = async (
  { finds, uow }: Desk,
  unitIds: readonly UnitId[],
  year: number,
): Promise<readonly Report[]> =>
  uow.overlay(
    'report',
    await finds.reportsOf(unitIds, year),
    (one) => unitIds.includes(one.unitId) && one.year === year,
  );

const sourceUnits = async (
  desk: Desk,
  units: readonly Unit[],
  year: number,
): Promise<ReportSource['units']> => {
  const { tree, finds, uow } = desk;
  const ids = units.map(({ id }) => id);
  const wanted = new Set(ids);
  const found = await finds.summariesOf(ids, year);
  const belongs = (one: { unitId: UnitId; year: number }): boolean =>
    wanted.has(one.unitId) && one.year === year;
  const plans = uow.overlay('registration', found, belongs);
  const summaries = new Map(plans.map(({ unitId, summary }) => [unitId, summary]));
  return withNames(desk, (nameOf) =>
    units.map(({ id, name, followedBy = [] }) => ({
      unitId: id,
      unitName: name,
      superiorId: tree.superiorOf(id)?.id,
      superiorName: tree.superiorOf(id)?.name,
      clusterName: tree.clusterOf(id)?.name,
      cadres: followedBy.map(nameOf),
      summary: summaries.get(id),
    })),
  );
};

const clustersOf = (desk: Desk, units: readonly Unit[]): Promise<ReportSource['clusters']> => {
  const found = units.flatMap(({ id }) => desk.tree.clusterOf(id) ?? []);
  const clusters = new Map(found.map((cluster) => [cluster.id, cluster]));
  return withNames(desk, (nameOf) =>
    [...clusters.values()].map(({ name, followUp }) => ({ name, cadres: followUp.map(nameOf) })),
  );
};

/** Those that have registering units of their own. */
const superiorsBelow = ({ tree }: Desk, unitId: UnitId): readonly Unit[] =>
  tree
    .subtreeOf(unitId)
    .filter(({ id, mayApprove }) => mayApprove && tree.reviewedBy(id).length > 0);

/** The content of the report as it would be now; undefined for a unit or a year that has none. */
export const reportContentOf = async (
  desk: Desk,
  { unitId, year, all = false }: { unitId: UnitId; year: number; all?: boolean },
): Promise<ReportContent | undefined> => {
  const { tree, now } = desk;
  const unit = tree.unit(unitId);
  const programme = programmeOf(desk, year);
  if (!unit || !programme) return undefined;
  const units = all ? tree.registeringBelow(unitId) : tree.reviewedBy(unitId);
  const superiors = superiorsBelow(desk, unitId).map(({ id, name }) => ({ unitId: id, name }));
  return showReportUp({
    unit,
    superiorName: reportsTo(tree, unitId)?.name,
    year,
    programme,
    now,
    units: await sourceUnits(desk, units, year),
    clusters: await clustersOf(desk, units),
    ...(all ? { superiors } : {}),
  });
};

const sentView = (desk: Desk, report: Report | undefined): Promise<Pick<ReportUpView, 'sent'>> =>
  withNames(desk, (nameOf) => {
    const { sent, id, version, mailedAt } = report ?? {};
    if (!sent || id === undefined || version === undefined) return {};
    return {
      sent: {
        reportId: id,
        version,
        at: sent.at.toISOString(),
        by: nameOf(sent.by.personId),
        ...(mailedAt ? { mailedAt: mailedAt.toISOString() } : {}),
      },
    };
  });

const isPastDue = (desk: Desk, year: number): boolean => {
  const programme = programmeOf(desk, year);
  return programme !== undefined && desk.now >= reportUpBefore(programme, year);
};

const readReportUp = async (
  desk: Desk,
  query: QueryOf<'report.up'>,
): Promise<ReportUpView | null> => {
  const { posts } = desk.asker();
  const { unitId, year, all = false } = query;
  if (!mayReport(desk.tree, posts, unitId)) return null;
  const content = await reportContentOf(desk, query);
  if (!content) return null;
  const own = posts.some((post) => post.unitId === unitId && mayReportUp(desk.tree, post));
  const last = all ? undefined : lastSent(await reportsOf(desk, [unitId], year));
  const changes = last && changesBetween(last.content, content);
  return {
    content,
    canSend: own && !all && content.superiorName !== undefined,
    late: isPastDue(desk, year),
    ...(await sentView(desk, last)),
    ...(changes && isChanged(changes) ? { changes } : {}),
  };
};

/** A report that was sent up is seen by everybody above; one that was not, by its own unit. */
const maySee = (desk: Desk, report: Report): boolean => {
  const { posts } = desk.asker();
  const own = posts.some((post) => post.unitId === report.unitId && mayReportUp(desk.tree, post));
  return own || (report.sent !== undefined && mayReport(desk.tree, posts, report.unitId));
};

const viewOf = (
  report: Report,
  before: Report | undefined,
  nameOf: (id: string) => string,
): Omit<ReportView, 'mine'> => {
  const { id, version, at, content, signer, number, date, files, sent, mailedAt } = report;
  const changes = before && changesBetween(before.content, content);
  return {
    reportId: id,
    version,
    at: at.toISOString(),
    content,
    signer,
    ...(number === undefined ? {} : { number }),
    ...(date === undefined ? {} : { date }),
    ...(files ? { files } : {}),
    ...(sent ? { sentAt: sent.at.toISOString(), sentBy: nameOf(sent.by.personId) } : {}),
    ...(mailedAt ? { mailedAt: mailedAt.toISOString() } : {}),
    ...(changes && isChanged(changes) ? { changes } : {}),
  };
};

const readFrozen = async (
  desk: Desk,
  { reportId }: QueryOf<'report.frozen'>,
): Promise<ReportView | null> => {
  const report = await desk.uow.load('report', reportId);
  if (!report || !maySee(desk, report)) return null;
  const { posts } = desk.asker();
  const mine = posts.some((post) => post.unitId === report.unitId && mayReportUp(desk.tree, post));
  const all = await reportsOf(desk, [report.unitId], report.year);
  const before = all.find(({ version }) => version === report.version - 1);
  return withNames(desk, (nameOf) => ({ ...viewOf(report, before, nameOf), mine }));
};

const receivedRow = (
  { id, name }: Unit,
  reports: readonly Report[],
  due: Date,
): ReportsIn['rows'][number] => {
  const sent = reports.filter((one) => one.unitId === id && one.sent !== undefined);
  const last = lastSent(sent);
  const first = sent.map((one) => one.sent?.at.getTime() ?? 0).sort((a, b) => a - b)[0];
  if (!last?.sent || first === undefined) return { unitId: id, unitName: name };
  return {
    unitId: id,
    unitName: name,
    reportId: last.id,
    version: last.version,
    sentAt: last.sent.at.toISOString(),
    late: first >= due.getTime(),
  };
};

const readReceived = async (
  desk: Desk,
  { unitId, year }: QueryOf<'report.received'>,
): Promise<ReportsIn | null> => {
  const { tree } = desk;
  const unit = tree.unit(unitId);
  const programme = programmeOf(desk, year);
  if (!unit || !programme || !mayReport(tree, desk.asker().posts, unitId)) return null;
  const below = superiorsBelow(desk, unitId).filter(({ id }) => reportsTo(tree, id)?.id === unitId);
  const reports = await reportsOf(
    desk,
    below.map(({ id }) => id),
    year,
  );
  const due = reportUpBefore(programme, year);
  return {
    unitName: unit.name,
    year,
    reportDeadline: { dueBefore: formatDay(due), lastDay: formatDay(addDays(dayOf(due), -1)) },
    rows: byName(below, ({ name }) => name).map((one) => receivedRow(one, reports, due)),
  };
};

export const reportUpQueries = {
  'report.up': readReportUp,
  'report.frozen': readFrozen,
  'report.received': readReceived,
};
