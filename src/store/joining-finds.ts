import type { Invitation, JoinRequest } from '../domain/organisation.ts';
import type { Finds } from './contract.ts';
import type { Models } from './models/models.ts';
import { fromStored, listOf, oneOf } from './stored.ts';

type JoiningFinds = Pick<
  Finds,
  'invitationByHash' | 'invitationsOfUnits' | 'joinRequestsAt' | 'joinRequestOf'
>;

/** `decided` absent, in a form that an index on `decided.at` answers. */
const undecided = { 'decided.at': null };

export const joiningFinds = (models: Models): JoiningFinds => ({
  invitationByHash: (codeHash) =>
    oneOf(models.invitations.findOne({ codeHash }).lean(), fromStored<Invitation>),
  invitationsOfUnits: (unitIds) =>
    listOf(
      models.invitations
        .find({ unitId: { $in: unitIds } })
        .sort({ unitId: 1, createdAt: 1, _id: 1 })
        .lean(),
      fromStored<Invitation>,
    ),
  joinRequestsAt: (superiorId) =>
    listOf(
      models.requests
        .find({ superiorId, ...undecided })
        .sort({ at: 1, _id: 1 })
        .lean(),
      fromStored<JoinRequest>,
    ),
  joinRequestOf: (personId) =>
    oneOf(models.requests.findOne({ personId, ...undecided }).lean(), fromStored<JoinRequest>),
});
