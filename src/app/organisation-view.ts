import type { Now } from '../domain/ids.ts';
import { dayOf } from '../domain/dates.ts';
import { treeAt, type UnitTree } from '../domain/tree.ts';
import type { Finds, Kind } from '../store/contract.ts';

/** The unit tree in memory: read by every turn, changed a few times a year. */
export type OrganisationView = {
  tree(): Promise<UnitTree>;
  /** What a commit changed; the tree is read again when it was part of that. */
  forget(changed: ReadonlySet<Kind>): void;
};

/** Another process may have changed the organisation: seen within this time. */
const freshMs = 30_000;

export const createOrganisationView = (finds: Finds, now: Now, realNow: Now): OrganisationView => {
  let kept: { tree: Promise<UnitTree>; readAt: number; day: string } | undefined;
  return {
    tree() {
      const day = dayOf(now());
      const isFresh = kept && kept.day === day && realNow().getTime() - kept.readAt < freshMs;
      if (!kept || !isFresh) {
        const tree = Promise.all([finds.units(), finds.clusters()]).then(([units, clusters]) =>
          treeAt(units, clusters, now()),
        );
        const reading = { tree, readAt: realNow().getTime(), day };
        kept = reading;
        tree.catch(() => {
          if (kept === reading) kept = undefined;
        });
      }
      return kept.tree;
    },
    forget(changed) {
      if (changed.has('unit') || changed.has('cluster')) kept = undefined;
    },
  };
};
