/** The organisation as it stands at one instant: who is below whom, who reviews whom. */
import { heldAt } from './dated.ts';
import type { Cluster, Unit } from './organisation.ts';
import type { UnitId } from './ids.ts';

export type UnitTree = {
  /** Closed units too: their name stays known. */
  unit(id: UnitId): Unit | undefined;
  /** Known and not closed. */
  isOpen(id: UnitId): boolean;
  /** Units that are not closed, in the order given. */
  open(): readonly Unit[];
  parentOf(id: UnitId): Unit | undefined;
  /** From the parent up to the root. */
  ancestorsOf(id: UnitId): readonly Unit[];
  /** Nearest ancestor that may approve. */
  superiorOf(id: UnitId): Unit | undefined;
  /** Registering units whose superior is exactly this one. */
  reviewedBy(id: UnitId): readonly Unit[];
  /** Registering units anywhere below; the same as `reviewedBy` where nobody below approves. */
  registeringBelow(id: UnitId): readonly Unit[];
  /** The unit itself first, then everything below that is not closed. */
  subtreeOf(id: UnitId): readonly Unit[];
  isBelow(id: UnitId, ancestor: UnitId): boolean;
  clusterOf(id: UnitId): Cluster | undefined;
  isRoot(id: UnitId): boolean;
  /** Has approving units below, or is the root: sees the tree superior by superior. */
  oversees(id: UnitId): boolean;
};

const once = <V>(make: (id: UnitId) => V): ((id: UnitId) => V) => {
  const known = new Map<UnitId, V>();
  return (id) => {
    const kept = known.get(id);
    if (kept !== undefined) return kept;
    const made = make(id);
    known.set(id, made);
    return made;
  };
};

type Links = {
  byId: ReadonlyMap<UnitId, Unit>;
  parent: ReadonlyMap<UnitId, Unit>;
  children: ReadonlyMap<UnitId, readonly Unit[]>;
};

const linksAt = (units: readonly Unit[], at: Date): Links => {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const parent = new Map<UnitId, Unit>();
  const children = new Map<UnitId, Unit[]>();
  for (const unit of units) {
    const above = byId.get(heldAt(unit.parents, at)?.unitId ?? '');
    if (above === undefined || above.id === unit.id) continue;
    parent.set(unit.id, above);
    const siblings = children.get(above.id);
    if (siblings === undefined) children.set(above.id, [unit]);
    else siblings.push(unit);
  }
  return { byId, parent, children };
};

/** Bad data may hold a circle: each unit is met once. */
const climb = (links: Links, id: UnitId): readonly Unit[] => {
  const met = new Set<UnitId>([id]);
  const above: Unit[] = [];
  let next = links.parent.get(id);
  while (next !== undefined && !met.has(next.id)) {
    met.add(next.id);
    above.push(next);
    next = links.parent.get(next.id);
  }
  return above;
};

const descend = (links: Links, id: UnitId): readonly Unit[] => {
  const met = new Set<UnitId>();
  const found: Unit[] = [];
  const visit = (unit: Unit): void => {
    if (met.has(unit.id)) return;
    met.add(unit.id);
    found.push(unit);
    for (const child of links.children.get(unit.id) ?? []) visit(child);
  };
  const top = links.byId.get(id);
  if (top !== undefined) visit(top);
  return found;
};

/** Built once and used for many questions: each answer is worked out when first asked. */
export const treeAt = (
  units: readonly Unit[],
  clusters: readonly Cluster[],
  at: Date,
): UnitTree => {
  const links = linksAt(units, at);
  const stands = (one: Unit): boolean => one.closedAt === undefined || at < one.closedAt;
  const clusterById = new Map(clusters.map((cluster) => [cluster.id, cluster]));
  const unit = (id: UnitId) => links.byId.get(id);
  const ancestorsOf = once((id) => climb(links, id));
  const subtreeOf = once((id) => descend(links, id).filter(stands));
  const superiorOf = (id: UnitId) =>
    ancestorsOf(id).find((above) => above.mayApprove && stands(above));
  const registeringBelow = once((id) =>
    subtreeOf(id).filter((below) => below.id !== id && below.mayRegister),
  );
  const isRoot = (id: UnitId) => links.byId.has(id) && !links.parent.has(id);

  return {
    unit,
    isOpen: (id) => {
      const one = unit(id);
      return one !== undefined && stands(one);
    },
    open: () => units.filter(stands),
    parentOf: (id) => links.parent.get(id),
    ancestorsOf,
    superiorOf,
    reviewedBy: once((id) => registeringBelow(id).filter((one) => superiorOf(one.id)?.id === id)),
    registeringBelow,
    subtreeOf,
    isBelow: (id, ancestor) => ancestorsOf(id).some((above) => above.id === ancestor),
    clusterOf: (id) => clusterById.get(heldAt(unit(id)?.clusters ?? [], at)?.clusterId ?? ''),
    isRoot,
    oversees: (id) =>
      isRoot(id) || subtreeOf(id).some((below) => below.id !== id && below.mayApprove),
  };
};
