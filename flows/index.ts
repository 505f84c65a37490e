/** Every conversation there is. Whoever adds one adds it here, with a transcript under test/flows/transcripts. */
import type { Flow } from '../src/dialog/turn.ts';
import { accountAdd, accountRemove } from './accounts.ts';
import { behalf, behalfAsk } from './behalf.ts';
import { assignChanges } from './assign-change.ts';
import { assign, followed } from './assign.ts';
import { board } from './board.ts';
import { documentNumber } from './document-number.ts';
import { documentScan } from './document-scan.ts';
import { documentTemplate } from './document-template.ts';
import { documentTexts } from './document-texts.ts';
import { clusterFlows } from './clusters.ts';
import { document, documentLook, documentMake } from './document.ts';
import { bringBack } from './bring-back.ts';
import { bring } from './bring.ts';
import { fallback } from './fallback.ts';
import { fix } from './fix.ts';
import { help } from './help.ts';
import { handover } from './handover.ts';
import { invite } from './invite.ts';
import { item } from './item.ts';
import { joinDecide } from './join-decide.ts';
import { join } from './join.ts';
import { language } from './language.ts';
import { laterFlows } from './later.ts';
import { log } from './log.ts';
import { official } from './official.ts';
import { privacy } from './privacy.ts';
import { queue } from './queue.ts';
import { remindWave, wavePause, waveResume } from './remind-wave.ts';
import { remind } from './remind.ts';
import { reportChart, reportXlsx } from './report-files.ts';
import { reportHead } from './report-head.ts';
import { reportMail } from './report-mail.ts';
import { reportMake } from './report-make.ts';
import { reportOpen } from './report-open.ts';
import { reportProvince } from './report-province.ts';
import { reportReceived } from './report-received.ts';
import { reportSuperior } from './report-superior.ts';
import { reportTask } from './report-task.ts';
import { reportUnit } from './report-unit.ts';
import { reportUpFlow } from './report-up.ts';
import { report } from './report.ts';
import { reviewClose } from './review-close.ts';
import { reviewRelease } from './review-release.ts';
import { reviewUndo } from './review-undo.ts';
import { review } from './review.ts';
import { send } from './send.ts';
import { snooze } from './snooze.ts';
import { taskDelete, taskRestore } from './task-delete.ts';
import { taskEdit } from './task-edit.ts';
import { taskSaved } from './task-saved.ts';
import { taskView } from './task-view.ts';
import { task } from './task.ts';
import { settingsFile, settingsImport } from './settings-file.ts';
import { setting, settings, settingYear } from './settings.ts';
import { unitAdd } from './unit-add.ts';
import { unitChanges } from './unit-change.ts';
import { unitsFile, unitsList } from './units-file.ts';
import { unitNudge, unitsGap, unitsMissing } from './units-missing.ts';
import { unit, units } from './units.ts';
import { withdraw } from './withdraw.ts';

export const flows: readonly Flow[] = [
  join,
  board,
  item,
  official,
  task,
  taskSaved,
  taskView,
  taskEdit,
  taskDelete,
  taskRestore,
  bring,
  bringBack,
  send,
  withdraw,
  fix,
  document,
  documentMake,
  documentLook,
  documentNumber,
  documentScan,
  documentTexts,
  documentTemplate,
  queue,
  review,
  reviewUndo,
  reviewClose,
  reviewRelease,
  report,
  reportProvince,
  reportSuperior,
  reportUnit,
  reportHead,
  reportTask,
  reportXlsx,
  reportChart,
  reportUpFlow,
  reportMake,
  reportMail,
  reportOpen,
  reportReceived,
  remind,
  remindWave,
  wavePause,
  waveResume,
  snooze,
  invite,
  joinDecide,
  log,
  help,
  language,
  privacy,
  accountAdd,
  accountRemove,
  units,
  unit,
  unitAdd,
  ...unitChanges,
  unitsFile,
  unitsList,
  unitsMissing,
  unitsGap,
  unitNudge,
  behalf,
  behalfAsk,
  settings,
  setting,
  settingYear,
  settingsFile,
  settingsImport,
  assign,
  followed,
  ...assignChanges,
  ...clusterFlows,
  handover,
  ...laterFlows,
  fallback,
];

/** Who meets what nothing else answers: members, and those who have not joined. */
export const entries = { fallback: 'fallback', stranger: 'join' } as const;
