/** What people are shown about papers, as JSON: views are kept in dialogs. */
import type { FileRef } from './files.ts';
import type { Iso, UnitId } from './ids.ts';
import type { RegistrationState } from './registration.ts';
import type { PaperText, Signer } from './stationery.ts';

/** The paper of a plan. */
export type PaperView = {
  unitId: UnitId;
  unitName: string;
  year: number;
  state: RegistrationState;
  tasks: number;
  draft: boolean;
  /** "05-KH/ĐTN". */
  number?: string;
  /** dd/mm/yyyy. */
  date?: string;
  /** "KH/ĐTN". */
  symbol: string;
  signer: Signer;
  /** The plan was sent again after its paper was issued. */
  outdated: boolean;
  scans: readonly FileRef[];
  scannedAt?: Iso;
  /** Works for the unit: may change the standing texts. */
  canEdit: boolean;
  /** May enter number, date and scan now. */
  canIssue: boolean;
  superiorName?: string;
};

/** What stands in a unit's papers; `own` when the unit wrote it itself, `source` with its blanks unfilled. */
export type PaperTextsView = {
  unitId: UnitId;
  unitName: string;
  year: number;
  texts: readonly { text: PaperText; words: string; source: string; own: boolean }[];
  signer: Signer;
  ownSigner: boolean;
  canEdit: boolean;
};

/** `own` is the unit's own template, `from` names the unit above whose template holds. */
export type TemplateView = {
  unitId: UnitId;
  unitName: string;
  own?: { name: string; at: Iso };
  from?: string;
};
