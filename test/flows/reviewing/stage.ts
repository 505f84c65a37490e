import type { Flow } from '../../../src/dialog/turn.ts';
import { text } from '../../../src/dialog/message.ts';
import { invite } from '../../../flows/invite.ts';
import { joinDecide } from '../../../flows/join-decide.ts';
import { laterFlows } from '../../../flows/later.ts';
import { log } from '../../../flows/log.ts';
import { queue } from '../../../flows/queue.ts';
import { reportHead } from '../../../flows/report-head.ts';
import { reportProvince } from '../../../flows/report-province.ts';
import { reportSuperior } from '../../../flows/report-superior.ts';
import { reportTask } from '../../../flows/report-task.ts';
import { reportUnit } from '../../../flows/report-unit.ts';
import { report } from '../../../flows/report.ts';
import { reviewClose } from '../../../flows/review-close.ts';
import { reviewRelease } from '../../../flows/review-release.ts';
import { reviewUndo } from '../../../flows/review-undo.ts';
import { review } from '../../../flows/review.ts';
import type { Stage } from '../transcript.ts';
import {
  agencyDesk,
  busyDesk,
  emptyDesk,
  lateUndoDesk,
  longHeadDesk,
  ownUnitDesk,
  raceDesk,
  secondRoundDesk,
  strangerDesk,
  twoPostsDesk,
} from './desks.ts';
import { inviteWorld, oneRequestWorld, twoSuperiorsWorld } from './invite-world.ts';
import { logWorld } from './log-world.ts';
import { provinceWorld, secretaryWorld, superiorWorld } from './report-world.ts';

/** What people meet who type something else. */
const elsewhere: Flow = {
  id: 'elsewhere',
  version: 1,
  async run(t) {
    await t.say('elsewhere', { lines: [text('input.choose')] });
    return undefined;
  },
};

export const reviewingFlows: readonly Flow[] = [
  queue,
  review,
  reviewUndo,
  reviewClose,
  reviewRelease,
  report,
  reportUnit,
  reportHead,
  reportTask,
  reportSuperior,
  reportProvince,
  invite,
  joinDecide,
  log,
  ...laterFlows,
];

export const stage: Stage = {
  flows: [...reviewingFlows, elsewhere],
  entries: { fallback: 'elsewhere', stranger: 'elsewhere' },
  worlds: {
    busy: busyDesk,
    'second-round': secondRoundDesk,
    'late-undo': lateUndoDesk,
    'own-unit': ownUnitDesk,
    race: raceDesk,
    'two-posts': twoPostsDesk,
    stranger: strangerDesk,
    empty: emptyDesk,
    'long-head': longHeadDesk,
    agency: agencyDesk,
    superior: superiorWorld,
    province: provinceWorld,
    secretary: secretaryWorld,
    invite: inviteWorld,
    'one-request': oneRequestWorld,
    'two-superiors': twoSuperiorsWorld,
    log: logWorld,
  },
};
