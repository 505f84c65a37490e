/** Units as those who look after them are shown them. */
import type { Iso, UnitId } from './ids.ts';
import type { UnitKind } from './programme.ts';

export type ManagedUnitLine = {
  unitId: UnitId;
  name: string;
  superiorName?: string;
  /** People who hold a post there. */
  members: number;
  /** Invitations that still wait for somebody. */
  invited: number;
};

export type UnitPage = {
  items: readonly ManagedUnitLine[];
  count: number;
  /** From 0. */
  page: number;
  pages: number;
};

export type ManagedUnit = ManagedUnitLine & {
  rev: number;
  kind: UnitKind;
  registers: boolean;
  approves: boolean;
  superiorId?: UnitId;
  clusterName?: string;
  /** Cadres of the superior who follow it. */
  followers: number;
  /** Their names, or posts where names may not go. */
  cadres?: readonly string[];
  below: number;
  /** People of the unit for whom something waits until they write again. */
  unsent?: number;
  /** The reader may rename, move and close it. */
  mayChange: boolean;
  /** The reader may enter its plan: the unit cannot use the program, or asked for it. */
  mayEnter: boolean;
};

/** One superior with registering units of which nobody has joined. */
export type JoinGap = {
  superiorId: UnitId;
  superiorName: string;
  units: number;
  missing: number;
  nudgedAt?: Iso;
};
