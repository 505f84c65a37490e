/**
 * Long work outside any transaction: making and reading files, sending mail. A conversation starts it with
 * `Turn.later` and waits for its result. Inputs and results are JSON. A work changes no document, since it may
 * run twice after a crash: the conversation runs a command with its result. What may well go wrong (a damaged
 * file, a faulty template) is part of `out`.
 */
import type { FileRef, UnreadableReason } from './files.ts';
import type { Iso, PostId, ReportId, UnitId } from './ids.ts';
import type { InvitedByFile, OrganisationRead } from './import-carrying.ts';
import type { TemplateCheck } from './outside-templates.ts';
import type { SettingsRead } from './settings.ts';
import type { PlanProposal } from './plan-proposal.ts';
import type { TemplateFault } from './template-fault.ts';
/** `auth`: the server does not take our name; `refused`: not this mail or this recipient. */
export type MailFailure = 'auth' | 'refused' | 'unreachable';

type Works = {
  /** The settings as a file to edit. */
  'settings.write': { in: { as: PostId }; out: { file: FileRef } | null };
  /** Reads such a file and compares it: nothing is changed. */
  'settings.read': { in: { as: PostId; file: FileRef }; out: SettingsRead | null };
  /** Asks the vendor about a template. Null: not for that post to ask. */
  'outside.check': {
    in: { as: PostId; channel: 'zalo'; templateId: string };
    out: TemplateCheck | null;
  };
  /** Reads a file of units and people and compares it with what stands: nothing is changed. */
  'organisation.read': { in: { as: PostId; file: FileRef }; out: OrganisationRead };
  /** Units and people as a file to fill in; with `blank` an example instead. */
  'organisation.write': { in: { as: PostId; blank?: boolean }; out: { file: FileRef } | null };
  /** What goes onto paper: a list, and cards to cut apart. */
  'organisation.cards': {
    in: { invited: readonly InvitedByFile[]; expiresAt: Iso };
    out: { list: FileRef; cards: FileRef };
  };
  /** Reads what somebody sent as a plan. The proposal is null for who may not write that plan. */
  'plan.read_file': {
    in: { files: readonly FileRef[]; unitId: UnitId; year: number };
    out:
      | { proposal: PlanProposal | null; formulas: number }
      | { unreadable: UnreadableReason; name: string };
  };
  /** The form to fill in at a desk; absent for a unit or a year that has none. */
  'plan.template': {
    in: { unitId: UnitId; year: number };
    out: { file: FileRef } | { missing: true };
  };
  /** The plan of a unit and year as a Word file, by the template that holds there; null: not to be seen. */
  'document.plan': {
    in: { unitId: UnitId; year: number };
    out: { file: FileRef } | { faults: readonly TemplateFault[] } | null;
  };
  /** The template that plans of that unit are written by, for editing in Word. */
  'document.template': { in: { unitId: UnitId }; out: { file: FileRef } };
  /** Fills a template that somebody sent with an example: without faults it may be used. */
  'document.try_template': {
    in: { file: FileRef };
    out: { faults: readonly TemplateFault[] };
  };
  /** The figures as a spreadsheet: of a frozen report, else of now. Null: not to be seen. */
  'report.xlsx': {
    in: { unitId: UnitId; year: number; all?: boolean; reportId?: ReportId };
    out: { file: FileRef } | null;
  };
  'report.chart': {
    in: { unitId: UnitId; year: number; all?: boolean };
    out: { image: FileRef } | null;
  };
  /** The paper of a frozen report. */
  'report.docx': { in: { reportId: ReportId }; out: { file: FileRef } | null };
  /** Sends a report that was sent up to the office's mailbox; `off`: there is none. */
  'report.mail': {
    in: { reportId: ReportId };
    out: { sent: true; to: string } | { failed: MailFailure | 'off' };
  };
  /** Looks into files that are said to be scans; `wrong` are the names of those that are something else. */
  'document.look_at_scans': {
    in: { files: readonly FileRef[] };
    out: { wrong: readonly string[] };
  };
};

export type WorkType = keyof Works;

export type WorkOf<T extends WorkType> = { type: T } & (Works[T] extends { in: infer In }
  ? In
  : never);

export type Work = { [T in WorkType]: WorkOf<T> }[WorkType];

export type WorkResult<W extends Work> = W extends { type: infer T extends WorkType }
  ? ResultOf<T>
  : never;

/** What a work of that type brings back. */
export type ResultOf<T extends WorkType> = Works[T] extends { out: infer Out } ? Out : never;
