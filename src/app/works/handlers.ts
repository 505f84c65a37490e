import { checkTemplateFor } from './check-template.ts';
import { documentWorks } from './document-works.ts';
import { makePlanForm } from './make-plan-form.ts';
import { makeInvitationCards } from './make-invitation-cards.ts';
import { readOrganisation, writeOrganisation } from './read-organisation.ts';
import { readPlanFile } from './read-plan-file.ts';
import { reportWorks } from './report-works.ts';
import { readSettingsFile, writeSettings } from './settings-works.ts';
import type { WorkHandlers } from './perform.ts';

/** Every long work there is. */
export const workHandlers: WorkHandlers = {
  ...reportWorks,
  ...documentWorks,
  'plan.read_file': readPlanFile,
  'settings.write': writeSettings,
  'settings.read': readSettingsFile,
  'outside.check': checkTemplateFor,
  'organisation.read': readOrganisation,
  'organisation.write': writeOrganisation,
  'organisation.cards': makeInvitationCards,
  'plan.template': makePlanForm,
};
