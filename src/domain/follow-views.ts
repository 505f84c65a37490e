/** Who follows whom, as those who say so and those who follow are shown it. */
import type { ClusterId, PersonId, UnitId } from './ids.ts';
import type { PostRole } from './organisation.ts';
import type { RegistrationState } from './registration.ts';

/** `cadres`: names, or posts where names may not go. */
export type FollowedUnit = {
  unitId: UnitId;
  name: string;
  superiorId: UnitId;
  clusterId?: ClusterId;
  clusterName?: string;
  cadres: readonly string[];
  /** Nobody is named for it: these are the team of its cluster. */
  byCluster: boolean;
};

export type FollowedCluster = {
  clusterId: ClusterId;
  name: string;
  units: number;
  cadres: readonly string[];
};

export type FollowBoard = {
  units: readonly FollowedUnit[];
  clusters: readonly FollowedCluster[];
};

/** Somebody who may be named. */
export type Follower = {
  personId: PersonId;
  name: string;
  role: PostRole;
  unitName: string;
  /** Units that the person was named for. */
  units: number;
  /** Named for all that is asked about. */
  follows: boolean;
};

/** A unit that the reader follows. */
export type MyFollowed = { unitId: UnitId; name: string; state: RegistrationState };
