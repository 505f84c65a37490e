import type { CommandOf } from '../../domain/commands.ts';
import { freezeReport, noteMailed, sendReportUp } from '../../domain/report-decisions.ts';
import { programmeOf, type Desk } from '../turns/desk.ts';
import { reportContentOf, reportsOf } from '../queries/report-up-queries.ts';
import { decideWith, postOfAsker, type Decision } from './decide-with.ts';

const freeze = async (desk: Desk, command: CommandOf<'report.freeze'>): Promise<Decision> => {
  const { as, year } = command;
  const unitId = postOfAsker(desk, as)?.unitId;
  const programme = programmeOf(desk, year);
  const source = {
    content: unitId ? await reportContentOf(desk, { unitId, year }) : undefined,
    reports: unitId ? await reportsOf(desk, [unitId], year) : [],
    posts: unitId ? await desk.finds.postsOfUnits([unitId]) : [],
  };
  const { now } = desk;
  const held = source.posts.filter(({ from, to }) => from <= now && (!to || now < to));
  return decideWith(desk, { as, programme }, (ctx) =>
    freezeReport(ctx, { ...source, posts: held }, command),
  );
};

const sendUp = async (desk: Desk, command: CommandOf<'report.send_up'>): Promise<Decision> => {
  const report = await desk.uow.load('report', command.reportId);
  const about = { as: command.as, programme: undefined };
  return decideWith(desk, about, (ctx) => sendReportUp(ctx, report, command));
};

const mailed = async (desk: Desk, command: CommandOf<'report.mailed'>): Promise<Decision> => {
  const report = await desk.uow.load('report', command.reportId);
  const about = { as: command.as, programme: undefined };
  return decideWith(desk, about, (ctx) => noteMailed(ctx, report, command));
};

export const reportCommands = {
  'report.freeze': freeze,
  'report.send_up': sendUp,
  'report.mailed': mailed,
};
