import type { PlanDocument } from '../domain/plan-document.ts';
import type { TaskFields } from '../domain/registration.ts';
import type { TemplateFault } from '../domain/template-fault.ts';
import { fillTemplate } from './fill-template.ts';
import { planData } from './plan-document.ts';
import { wordsOf } from './template-zip.ts';

const sign = 'x7h3k9';

const task: TaskFields = {
  content: sign,
  target: { text: sign, measures: [] },
  due: { text: sign },
  owner: sign,
  partners: sign,
  evidence: sign,
};

const sample: PlanDocument = {
  year: 2027,
  unitName: 'x',
  bodyName: 'x',
  isBranch: false,
  superiorName: 'x',
  superiorLine: 'x',
  ownLine: 'x',
  number: '05',
  symbol: 'x',
  place: 'x',
  date: '2026-10-05',
  today: '2026-10-05',
  draft: false,
  basis: ['x'],
  purpose: ['x'],
  requirements: ['x'],
  arrangements: ['x'],
  recipients: ['x'],
  heads: [
    { number: 1, official: 'x', items: [{ code: '1.1', official: 'x', tasks: [task] }] },
    { number: 2, official: 'x', items: [] },
  ],
  signer: { name: 'x', post: 'secretary' },
};

/** Other sides of what a template may ask: drafts, chi đoàn, deputies, plans entered by the superior. */
const samples: readonly PlanDocument[] = [
  sample,
  {
    ...sample,
    draft: true,
    isBranch: true,
    enteredBy: 'x',
    signer: { name: 'x', post: 'deputy' },
  },
];

/** Fills a template of the plan as it will be filled in earnest, and looks whether the tasks stand in it. */
export const tryPlanTemplate = (template: Uint8Array): readonly TemplateFault[] => {
  for (const one of samples) {
    const filled = fillTemplate(template, planData(one));
    if ('faults' in filled) return filled.faults;
    if (!wordsOf(filled.docx).includes(sign)) return [{ fault: 'no_tasks', tag: '', place: '' }];
  }
  return [];
};
