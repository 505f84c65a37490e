/** Units as people change them one by one; a whole list comes by file (organisation-import.ts). */
import { managedUnits, mayManageUnits } from './access.ts';
import { note } from './audit-actions.ts';
import type { CommandOf, CommandResult } from './commands.ts';
import { changedFrom, heldAt } from './dated.ts';
import { dayOf, formatDay, instantOf, isDay } from './dates.ts';
import { actingPost, refuse, type DecideContext, type Refused } from './decide.ts';
import type { PostId, UnitId } from './ids.ts';
import type { Decided } from './notices.ts';
import type { Post, Unit } from './organisation.ts';
import { clean, fold } from './text.ts';

type Of<Result> = Decided<{ unit: Unit }, Result>;

const longestName = 150;

const nameFrom = (typed: string): Refused | { name: string } => {
  const name = clean(typed);
  if ((name.match(/\p{L}/gu)?.length ?? 0) < 2) return refuse('missing_field', { field: 'name' });
  return name.length > longestName
    ? refuse('too_long', { field: 'unit', max: longestName })
    : { name };
};

const manager = (ctx: DecideContext, as: PostId): Post | undefined => {
  const post = actingPost(ctx, as);
  return post && mayManageUnits(ctx.tree, post) ? post : undefined;
};

/** Below which units this post may put others: its own and those that it manages. */
const mayStandBelow = (ctx: DecideContext, post: Post, parentId: UnitId): boolean => {
  const managed = managedUnits(ctx.tree, post);
  return managed === 'all' || post.unitId === parentId || managed.includes(parentId);
};

/** Two units of one name below one superior could not be told apart. */
const nameTaken = (
  ctx: DecideContext,
  name: string,
  parentId: UnitId | undefined,
  except?: UnitId,
): Refused | undefined => {
  const twin = ctx.tree
    .open()
    .find(
      (one) =>
        one.id !== except &&
        fold(one.name) === fold(name) &&
        ctx.tree.parentOf(one.id)?.id === parentId,
    );
  return twin ? refuse('unit_exists', { name: twin.name }) : undefined;
};

/** The unit as the person saw it, if they may change it. */
const changing = (
  ctx: DecideContext,
  { as, unitId, rev }: { as: PostId; unitId: UnitId; rev: number },
): Refused | { unit: Unit; post: Post } => {
  const post = manager(ctx, as);
  const unit = ctx.tree.unit(unitId);
  if (!post) return refuse('not_allowed');
  if (!unit || !ctx.tree.isOpen(unitId)) return refuse('not_found');
  const managed = managedUnits(ctx.tree, post);
  if (managed !== 'all' && !managed.includes(unitId)) return refuse('not_allowed');
  return unit.rev === rev ? { unit, post } : refuse('unit_changed', { name: unit.name });
};

/** A new unit below one that the post may put units under. */
export const addUnit = (
  ctx: DecideContext,
  command: CommandOf<'unit.add'>,
): Of<CommandResult<CommandOf<'unit.add'>>> => {
  const post = manager(ctx, command.as);
  const { parentId, kind, registers, approves } = command;
  if (!post) return refuse('not_allowed');
  if (!ctx.tree.isOpen(parentId)) return refuse('not_found');
  if (!mayStandBelow(ctx, post, parentId)) return refuse('not_allowed');
  const read = nameFrom(command.name);
  if ('refused' in read) return read;
  const { name } = read;
  const taken = nameTaken(ctx, name, parentId);
  if (taken) return taken;
  const unit: Unit = {
    id: ctx.newId(),
    rev: 0,
    name,
    searchKey: fold(name),
    kind,
    parents: [{ unitId: parentId, from: instantOf(dayOf(ctx.now)) }],
    clusters: [],
    mayRegister: registers,
    mayApprove: approves,
    mayIssueDecision: approves,
  };
  return {
    changes: { unit },
    audit: [note('unit.added', { subject: unit.id, unitId: unit.id, after: { name } })],
    notices: [],
    result: { unitId: unit.id, name },
  };
};

/** The same unit under another name. */
export const renameUnit = (
  ctx: DecideContext,
  command: CommandOf<'unit.rename'>,
): Of<CommandResult<CommandOf<'unit.rename'>>> => {
  const found = changing(ctx, command);
  if ('refused' in found) return found;
  const read = nameFrom(command.name);
  if ('refused' in read) return read;
  const { unit } = found;
  const { name } = read;
  const taken = nameTaken(ctx, name, ctx.tree.parentOf(unit.id)?.id, unit.id);
  if (taken) return taken;
  const line = { subject: unit.id, unitId: unit.id, before: { name: unit.name }, after: { name } };
  return {
    changes: { unit: { ...unit, name, searchKey: fold(name) } },
    audit: name === unit.name ? [] : [note('unit.changed', line)],
    notices: [],
    result: { name },
  };
};

type Move = CommandOf<'unit.move'>;

/** Whether the unit may stand there. */
const newParent = (
  ctx: DecideContext,
  { unit, post }: { unit: Unit; post: Post },
  { parentId, from }: Move,
): Refused | { parent: Unit } => {
  const { tree } = ctx;
  if (!isDay(from)) return refuse('invalid_field', { field: 'day' });
  const parent = tree.isOpen(parentId) ? tree.unit(parentId) : undefined;
  if (!parent) return refuse('not_found');
  if (!mayStandBelow(ctx, post, parentId)) return refuse('not_allowed');
  if (parentId === unit.id || tree.isBelow(parentId, unit.id)) return refuse('unit_circle');
  return nameTaken(ctx, unit.name, parentId, unit.id) ?? { parent };
};

/** From that day the unit stands below another one; what was before stays known. */
export const moveUnit = (
  ctx: DecideContext,
  command: CommandOf<'unit.move'>,
): Of<CommandResult<CommandOf<'unit.move'>>> => {
  const found = changing(ctx, command);
  if ('refused' in found) return found;
  const { unit } = found;
  const { parentId, from } = command;
  const place = newParent(ctx, found, command);
  if ('refused' in place) return place;
  const { parent } = place;
  const at = instantOf(from);
  const before = ctx.tree.unit(heldAt(unit.parents, ctx.now)?.unitId ?? '')?.name ?? '';
  const after = { superior: parent.name, from: formatDay(from) };
  return {
    changes: { unit: { ...unit, parents: changedFrom(unit.parents, at, { unitId: parentId }) } },
    audit: [
      note('unit.changed', {
        subject: unit.id,
        unitId: unit.id,
        before: { superior: before },
        after,
      }),
    ],
    notices: [],
    result: { name: unit.name, superiorName: parent.name },
  };
};

/** From that day the unit is no more; its years stay. Units below it must have gone elsewhere first. */
export const closeUnit = (
  ctx: DecideContext,
  command: CommandOf<'unit.close'>,
): Of<CommandResult<CommandOf<'unit.close'>>> => {
  const found = changing(ctx, command);
  if ('refused' in found) return found;
  const { unit } = found;
  if (!isDay(command.on)) return refuse('invalid_field', { field: 'day' });
  const below = ctx.tree.subtreeOf(unit.id).length - 1;
  if (below > 0) return refuse('units_below', { count: below });
  const closedAt = instantOf(command.on);
  const after = { from: formatDay(closedAt) };
  return {
    changes: { unit: { ...unit, closedAt } },
    audit: [note('unit.closed', { subject: unit.id, unitId: unit.id, after })],
    notices: [],
    result: { name: unit.name },
  };
};

const day = 24 * 3_600_000;

/** Asks the people of a superior to bring its units in; once a day. `missing` are units without anybody. */
export const nudgeSuperior = (
  ctx: DecideContext,
  missing: number,
  command: CommandOf<'unit.nudge'>,
): Of<CommandResult<CommandOf<'unit.nudge'>>> => {
  const post = manager(ctx, command.as);
  const unit = ctx.tree.unit(command.unitId);
  if (!post) return refuse('not_allowed');
  if (!unit || !ctx.tree.isOpen(unit.id)) return refuse('not_found');
  if (!mayStandBelow(ctx, post, unit.id)) return refuse('not_allowed');
  const { id, name, joinNudgedAt } = unit;
  const isRecent = joinNudgedAt && ctx.now.getTime() - joinNudgedAt.getTime() < day;
  if (isRecent) return refuse('nudged_today', { name });
  return {
    changes: { unit: { ...unit, joinNudgedAt: ctx.now } },
    audit: [note('unit.nudged', { subject: id, unitId: id, after: { count: missing } })],
    notices: [
      { to: { reviewersAt: id }, body: { name: 'join_nudge', unitName: name, count: missing } },
    ],
    result: { name, missing },
  };
};
