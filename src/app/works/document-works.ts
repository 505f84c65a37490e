import type { FileRef } from '../../domain/files.ts';
import type { UnitId } from '../../domain/ids.ts';
import { planDocument } from '../../domain/plan-document.ts';
import type { ResultOf, WorkOf } from '../../domain/works.ts';
import { fillTemplate } from '../../documents/fill-template.ts';
import { planData } from '../../documents/plan-document.ts';
import { tryPlanTemplate } from '../../documents/try-template.ts';
import type { Desk } from '../turns/desk.ts';
import { planPaperSource, templateFor } from '../papers/plan-papers.ts';
import { starterTemplate } from '../papers/standing-texts.ts';
import { docxType, fileName } from './file-names.ts';
import type { WorkTools } from './perform.ts';

type Files = WorkTools['files'];

/** The template's bytes and name; one whose bytes are lost gives way to the starter. */
const templateOf = async (
  desk: Desk,
  unitId: UnitId,
  files: Files,
): Promise<{ bytes: Uint8Array; name: string }> => {
  const own = await templateFor(desk, unitId);
  return (own && (await files.get(own.template.file.id))) ?? starterTemplate();
};

/** Writes the plan for whoever may see it. */
const writePlan = async (
  desk: Desk,
  { unitId, year }: WorkOf<'document.plan'>,
  { files, answer }: WorkTools,
): Promise<ResultOf<'document.plan'>> => {
  const seen = await answer(desk, { type: 'document.plan', unitId, year });
  const source = await planPaperSource(desk, unitId, year);
  if (seen === null || !source) return null;
  const paper = planDocument(source);
  const { bytes } = await templateOf(desk, unitId, files);
  const filled = fillTemplate(bytes, planData(paper));
  if ('faults' in filled) return filled;
  const name = `${fileName('ke-hoach', paper.year, paper.unitName)}${paper.draft ? '-du-thao' : ''}.docx`;
  return { file: await files.put(filled.docx, { name, type: docxType }) };
};

const giveTemplate = async (
  desk: Desk,
  { unitId }: WorkOf<'document.template'>,
  { files }: WorkTools,
): Promise<ResultOf<'document.template'>> => {
  const { bytes, name } = await templateOf(desk, unitId, files);
  return { file: await files.put(bytes, { name, type: docxType }) };
};

const tryTemplate = async (
  _desk: Desk,
  { file }: WorkOf<'document.try_template'>,
  { files }: WorkTools,
): Promise<ResultOf<'document.try_template'>> => {
  const sent = await files.get(file.id);
  return { faults: tryPlanTemplate(sent?.bytes ?? new Uint8Array()) };
};

/** How a file of each kind that a scan may have begins. */
const beginnings: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46],
  [0xff, 0xd8, 0xff],
  [0x89, 0x50, 0x4e, 0x47],
];

const isScan = (bytes: Uint8Array): boolean =>
  beginnings.some((beginning) => beginning.every((byte, at) => bytes[at] === byte));

const lookAtScans = async (
  _desk: Desk,
  { files: sent }: WorkOf<'document.look_at_scans'>,
  { files }: WorkTools,
): Promise<ResultOf<'document.look_at_scans'>> => {
  const wrong: string[] = [];
  for (const { id, name } of sent satisfies readonly FileRef[]) {
    const file = await files.get(id);
    if (!file || !isScan(file.bytes)) wrong.push(name);
  }
  return { wrong };
};

export const documentWorks = {
  'document.plan': writePlan,
  'document.template': giveTemplate,
  'document.try_template': tryTemplate,
  'document.look_at_scans': lookAtScans,
};
