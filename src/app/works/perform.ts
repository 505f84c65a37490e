import type { ResultOf, Work, WorkOf, WorkType } from '../../domain/works.ts';
import type { Files } from '../../store/files.ts';
import type { Desk } from '../desk.ts';
import type { Mailer } from '../mail.ts';
import type { Answer } from '../queries/answer.ts';
import { documentWorks } from './document-works.ts';
import { makePlanForm } from './make-plan-form.ts';
import { makeInvitationCards } from './make-invitation-cards.ts';
import { readOrganisation, writeOrganisation } from './read-organisation.ts';
import { readPlanFile } from './read-plan-file.ts';
import { reportWorks } from './report-works.ts';
import { readSettingsFile, writeSettings } from './settings-works.ts';

/** What works need besides the desk of whoever started them. */
export type WorkTools = {
  files: Files;
  /** Asks as that person: what they may not see is absent. */
  answer: Answer;
  /** Only where mail is configured. */
  mail?: Mailer;
  /** A sentence of locales/ for a paper, in Vietnamese. */
  say(key: string, params?: Readonly<Record<string, string | number>>): string;
};

/**
 * One long work. `desk` is laid out for the asker, to read from; its unit of work is thrown away. A throw is
 * tried again, then the talk ends with an apology.
 */
export type WorkHandler<T extends WorkType> = (
  desk: Desk,
  work: WorkOf<T>,
  tools: WorkTools,
) => Promise<ResultOf<T>>;

export type WorkHandlers = { [T in WorkType]: WorkHandler<T> };

/** Every long work there is. */
export const workHandlers: WorkHandlers = {
  ...reportWorks,
  ...documentWorks,
  'plan.read_file': readPlanFile,
  'settings.write': writeSettings,
  'settings.read': readSettingsFile,
  'organisation.read': readOrganisation,
  'organisation.write': writeOrganisation,
  'organisation.cards': makeInvitationCards,
  'plan.template': makePlanForm,
};

/** Does the work, whichever it is. */
export type Perform = (desk: Desk, work: Work) => Promise<unknown>;

export const createPerform =
  (handlers: WorkHandlers, tools: WorkTools): Perform =>
  (desk, work) => {
    const { type }: { type: string } = work;
    // the handler of a type takes works of that type: TypeScript cannot follow the pair through the table
    const handle = (handlers as Readonly<Record<string, unknown>>)[type] as
      ((desk: Desk, work: Work, tools: WorkTools) => Promise<unknown>) | undefined;
    if (!handle) throw new Error(`nobody knows how to do ${type}`);
    return handle(desk, work, tools);
  };
