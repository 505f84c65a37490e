/** Every conversation there is. Whoever adds one adds it here, with a transcript under test/flows/transcripts. */
import type { Flow } from '../src/dialog/turn.ts';
import { accountAdd, accountRemove } from './joining/accounts.ts';
import { behalf, behalfAsk } from './office/behalf.ts';
import { assignChanges } from './office/assign-change.ts';
import { assign, followed } from './office/assign.ts';
import { board } from './registering/board.ts';
import { documentNumber } from './documents/document-number.ts';
import { documentScan } from './documents/document-scan.ts';
import { documentBelow } from './documents/document-below.ts';
import { documentTemplate } from './documents/document-template.ts';
import { documentTexts } from './documents/document-texts.ts';
import { clusterFlows } from './office/clusters.ts';
import { document, documentLook, documentMake } from './documents/document.ts';
import { bringBack } from './bringing/bring-back.ts';
import { bring } from './bringing/bring.ts';
import { fallback } from './helping/fallback.ts';
import { fix } from './registering/fix.ts';
import { help } from './helping/help.ts';
import { handover } from './office/handover.ts';
import { invite } from './joining/invite.ts';
import { item } from './registering/item.ts';
import { joinDecide } from './joining/join-decide.ts';
import { join } from './joining/join.ts';
import { language } from './helping/language.ts';
import { laterFlows } from './helping/later.ts';
import { log } from './helping/log.ts';
import { official } from './registering/official.ts';
import { phone, phoneDrop, phoneShared } from './joining/phone.ts';
import { privacy } from './joining/privacy.ts';
import { queue } from './reviewing/queue.ts';
import { remindWave, wavePause, waveResume } from './reminding/remind-wave.ts';
import { remind } from './reminding/remind.ts';
import { reportChart, reportXlsx } from './reporting/report-files.ts';
import { reportHead } from './reporting/report-head.ts';
import { reportMail } from './reporting/report-mail.ts';
import { reportMake } from './reporting/report-make.ts';
import { reportOpen } from './reporting/report-open.ts';
import { reportProvince } from './reporting/report-province.ts';
import { reportReceived } from './reporting/report-received.ts';
import { reportSuperior } from './reporting/report-superior.ts';
import { reportTask } from './reporting/report-task.ts';
import { reportUnit } from './reporting/report-unit.ts';
import { reportUpFlow } from './reporting/report-up.ts';
import { report } from './reporting/report.ts';
import { reviewClose } from './reviewing/review-close.ts';
import { reviewRelease } from './reviewing/review-release.ts';
import { reviewUndo } from './reviewing/review-undo.ts';
import { review } from './reviewing/review.ts';
import { send } from './registering/send.ts';
import { snooze } from './reminding/snooze.ts';
import { taskDelete, taskRestore } from './registering/task-delete.ts';
import { taskEdit } from './registering/task-edit.ts';
import { taskSaved } from './registering/task-saved.ts';
import { taskView } from './registering/task-view.ts';
import { task } from './registering/task.ts';
import { outsideFlows } from './office/outside.ts';
import { settingsFile, settingsImport } from './office/settings-file.ts';
import { setting, settings, settingYear } from './office/settings.ts';
import { unitAdd } from './office/unit-add.ts';
import { unitChanges } from './office/unit-change.ts';
import { unitsFile, unitsList } from './office/units-file.ts';
import { unitNudge, unitsGap, unitsMissing } from './office/units-missing.ts';
import { unit, units } from './office/units.ts';
import { withdraw } from './registering/withdraw.ts';

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
  documentBelow,
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
  phone,
  phoneShared,
  phoneDrop,
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
  ...outsideFlows,
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
