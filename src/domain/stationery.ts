/** What a unit writes its papers with, kept from year to year: changed by commands only. */
import type { FileRef } from './files.ts';
import type { UnitId } from './ids.ts';
import type { Act } from './registration.ts';

/**
 * What may stand differently from what the program would write. One line each, but for the last five, which are
 * paragraphs, one a line; `{năm}` and the like in them are filled in anew every year (paper-words.ts).
 */
export const paperTexts = [
  'superior_line',
  'own_line',
  'place',
  'basis',
  'purpose',
  'requirements',
  'arrangements',
  'recipients',
] as const;
export type PaperText = (typeof paperTexts)[number];

/** Those that an office may write for the units below it; what they write themselves comes first. */
export const belowTexts = [
  'basis',
  'purpose',
  'requirements',
  'arrangements',
  'recipients',
] as const satisfies readonly PaperText[];
export type BelowText = (typeof belowTexts)[number];
export type WordsBelow = Readonly<Partial<Record<BelowText, string>>>;

/** Who signs, as what: a deputy signs under the title of a deputy. */
export type Signer = { name: string; post: 'secretary' | 'deputy' };

/** Nobody is known yet. */
export const plainSigner: Signer = { name: '', post: 'secretary' };

/** Somebody's own Word template, for their unit and those below it. */
export type OwnTemplate = { file: FileRef; at: Date; by: Act };

/** `id` is that of the unit. */
export type Stationery = {
  id: UnitId;
  rev: number;
  texts: Readonly<Partial<Record<PaperText, string>>>;
  signer?: Signer;
  planTemplate?: OwnTemplate;
  /** For the papers of the units below. */
  below?: WordsBelow;
};

export const plainStationery = (id: UnitId): Stationery => ({ id, rev: 0, texts: {} });

const lineLength = 150;
const pageLength = 3_000;

/** Longest texts that are kept. */
export const paperTextLimits: Readonly<Record<PaperText, number>> = {
  superior_line: lineLength,
  own_line: lineLength,
  place: 60,
  basis: pageLength,
  purpose: pageLength,
  requirements: pageLength,
  arrangements: pageLength,
  recipients: 1_000,
};

/** The signed paper as it is sent in: pages of one sending, and bytes of a file. */
export const scanLimits = { files: 20, bytes: 20_000_000 } as const;

export const signerNameLimit = 80;

/** Several paragraphs, one a line. */
export const hasLines = (text: PaperText): boolean => paperTextLimits[text] > lineLength;
