import { entries, flows } from '../../../flows/index.ts';
import type { Stage } from '../transcript.ts';
import {
  agencyDesk,
  aloneDesk,
  busyDesk,
  emptyDesk,
  lateUndoDesk,
  longHeadDesk,
  ownUnitDesk,
  raceDesk,
  secondRoundDesk,
  seenTwiceDesk,
  strangerDesk,
  twoPostsDesk,
} from './desks.ts';
import {
  inviteWorld,
  linkedWorld,
  oneRequestWorld,
  telegramOnlyWorld,
  twoSuperiorsWorld,
  zaloOnlyWorld,
} from './invite-world.ts';
import { logWorld } from './log-world.ts';
import {
  receivedWorld,
  reportChangedWorld,
  reportMailDownWorld,
  reportNeverWorld,
  reportNoMailWorld,
  reportSentWorld,
} from './report-up-world.ts';
import { provinceWorld, secretaryWorld, superiorWorld } from './report-world.ts';

export const stage: Stage = {
  flows,
  entries,
  worlds: {
    busy: busyDesk,
    alone: aloneDesk,
    'second-round': secondRoundDesk,
    'late-undo': lateUndoDesk,
    'own-unit': ownUnitDesk,
    race: raceDesk,
    'seen-twice': seenTwiceDesk,
    'two-posts': twoPostsDesk,
    stranger: strangerDesk,
    empty: emptyDesk,
    'long-head': longHeadDesk,
    agency: agencyDesk,
    superior: superiorWorld,
    province: provinceWorld,
    secretary: secretaryWorld,
    'report-never': reportNeverWorld,
    'report-no-mail': reportNoMailWorld,
    'report-mail-down': reportMailDownWorld,
    'report-changed': reportChangedWorld,
    'report-sent': reportSentWorld,
    received: receivedWorld,
    invite: inviteWorld,
    linked: linkedWorld,
    'linked-zalo': zaloOnlyWorld,
    'linked-telegram': telegramOnlyWorld,
    'one-request': oneRequestWorld,
    'two-superiors': twoSuperiorsWorld,
    log: logWorld,
  },
};
