/** The words about a plan's paper, and the buttons that lead around it. */
import type { Intent } from '../../src/dialog/intent.ts';
import { blank, text, type Choice, type Message, type Text } from '../../src/dialog/message.ts';
import type { TemplateFault } from '../../src/domain/template-fault.ts';
import type { PaperView } from '../../src/domain/document-views.ts';
import type { ReviewSheet } from '../../src/domain/views.ts';
import { boardButton, opens } from '../talking/buttons.ts';
import type { PlanSubject } from '../talking/subject.ts';
import { moment, roleText } from '../talking/words.ts';

export const documentIntent = (
  { unitId, year }: PlanSubject,
  action: `document${string}` = 'document',
): Intent => ({ action, subject: unitId, rev: year });

export const documentButton = (at: PlanSubject): Choice =>
  opens('document.open', documentIntent(at));

/** For those who review: the paper, once the unit has issued it or sent a scan. */
export const paperButton = (sheet: ReviewSheet): Choice[] =>
  sheet.paper ? [documentButton(sheet)] : [];

/** A plan that is being written again is a draft once more, whatever number its paper had. */
const stateLine = ({ number, date, draft, canIssue }: PaperView): Text => {
  if (number === undefined || date === undefined) {
    return text(canIssue ? 'document.draft' : 'document.draft_unsent');
  }
  return text(draft ? 'document.issued_rewriting' : 'document.issued', { number, date });
};

const signerLine = ({ signer }: PaperView): Text =>
  signer.name === ''
    ? text('document.signer_unknown')
    : text('document.signer', { name: signer.name, post: roleText(signer.post) });

const scanLine = ({ scans, scannedAt }: PaperView): Text =>
  scans.length === 0 || scannedAt === undefined
    ? text('document.no_scans')
    : text('document.scans', { count: scans.length, at: moment(scannedAt) });

type Step = 'make' | 'number' | 'scan';

/** What comes next on the way from a draft to a paper that everybody can look at. */
const nextStep = ({ canEdit, canIssue, number, scans }: PaperView): Step | undefined => {
  if (!canIssue) return canEdit || scans.length === 0 ? 'make' : undefined;
  if (number === undefined) return 'number';
  return scans.length === 0 ? 'scan' : undefined;
};

const steps = (paper: PaperView): Choice[] => {
  const next = nextStep(paper);
  const step = (key: string, name: Step): Choice =>
    opens(key, documentIntent(paper, `document_${name}`), next === name ? { tone: 'primary' } : {});
  return [
    step('document.make', 'make'),
    ...(paper.canIssue
      ? [
          step(paper.number === undefined ? 'document.number' : 'document.number_again', 'number'),
          step(paper.scans.length === 0 ? 'document.scan' : 'document.scan_again', 'scan'),
        ]
      : []),
  ];
};

const lookButton = (paper: PaperView): Choice =>
  opens(
    'document.look',
    documentIntent(paper, 'document_look'),
    paper.canEdit ? {} : { tone: 'primary' },
  );

const unitButton = ({ unitId, year }: PaperView): Choice =>
  opens('document.to_unit', { action: 'report_unit', subject: unitId, rev: year });

/** Where the paper stands and what there is to do; those above only look. */
export const paperMessage = (paper: PaperView): Message => {
  const { unitName: unit, year, canEdit, outdated, scans } = paper;
  return {
    lines: [
      text('document.title', { year, unit }),
      stateLine(paper),
      ...(outdated ? [text('document.outdated')] : []),
      ...(canEdit ? [signerLine(paper)] : []),
      scanLine(paper),
      ...(canEdit ? [blank, text(paper.canIssue ? 'document.hint' : 'document.hint_unsent')] : []),
    ],
    choices: [
      ...steps(paper),
      ...(scans.length > 0 ? [lookButton(paper)] : []),
      ...(canEdit ? [opens('document.texts', documentIntent(paper, 'document_texts'))] : []),
      canEdit ? boardButton(paper) : unitButton(paper),
    ],
  };
};

/** What is wrong with a template, fault by fault, each with its place. */
export const faultLines = (faults: readonly TemplateFault[]): Text[] => {
  const most = 8;
  return [
    ...faults.slice(0, most).map(({ fault, tag, place }) =>
      text(`document.fault.${fault}`, {
        tag,
        place: place === '' ? text('document.no_place') : text('document.place', { place }),
      }),
    ),
    ...(faults.length > most
      ? [text('document.more_faults', { count: faults.length - most })]
      : []),
  ];
};
