/** The report to the superior as files, and on its way by e-mail. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chartPng } from '../../documents/chart.ts';
import { fillTemplate } from '../../documents/fill-template.ts';
import { reportChart } from '../../documents/report-chart.ts';
import { reportPaperData } from '../../documents/report-paper.ts';
import { reportSheets } from '../../documents/report-sheets.ts';
import { writeXlsx } from '../../documents/write-xlsx.ts';
import { formatMoment } from '../../domain/dates.ts';
import type { FileRef } from '../../domain/files.ts';
import { percentOf, type ReportContent, type ReportView } from '../../domain/report-up.ts';
import type { ResultOf, WorkOf } from '../../domain/works.ts';
import type { Stationery } from '../../domain/stationery.ts';
import type { AnswerTo } from '../../domain/queries.ts';
import type { Desk } from '../turns/desk.ts';
import { programFolder } from '../program-folder.ts';
import { docxType, fileName, xlsxType } from './file-names.ts';
import type { WorkTools } from './perform.ts';

type Subject = { unitId: string; year: number; all?: boolean };

/** As it is now, for whoever may see it. */
const contentNow = async (
  desk: Desk,
  { unitId, year, all = false }: Subject,
  { answer }: WorkTools,
): Promise<ReportContent | undefined> => {
  // the query's own answer
  const seen = (await answer(desk, {
    type: 'report.up',
    unitId,
    year,
    all,
  })) as AnswerTo<'report.up'>;
  return seen?.content;
};

const frozen = async (
  desk: Desk,
  reportId: string,
  { answer }: WorkTools,
): Promise<ReportView | undefined> => {
  // the query's own answer
  const seen = (await answer(desk, {
    type: 'report.frozen',
    reportId,
  })) as AnswerTo<'report.frozen'>;
  return seen ?? undefined;
};

const makeXlsx = async (
  desk: Desk,
  { reportId, ...subject }: WorkOf<'report.xlsx'>,
  tools: WorkTools,
): Promise<ResultOf<'report.xlsx'>> => {
  const content =
    reportId === undefined
      ? await contentNow(desk, subject, tools)
      : (await frozen(desk, reportId, tools))?.content;
  if (!content) return null;
  const bytes = await writeXlsx(reportSheets(content, tools.say));
  const name = `${fileName('so-lieu-dang-ky', content.year, content.unitName)}.xlsx`;
  return { file: await tools.files.put(bytes, { name, type: xlsxType }) };
};

const makeChart = async (
  desk: Desk,
  subject: WorkOf<'report.chart'>,
  tools: WorkTools,
): Promise<ResultOf<'report.chart'>> => {
  const content = await contentNow(desk, subject, tools);
  if (!content) return null;
  const bytes = await chartPng(reportChart(content, tools.say));
  const name = `${fileName('bieu-do', content.year, content.unitName)}.png`;
  return { image: await tools.files.put(bytes, { name, type: 'image/png' }) };
};

/** What the unit has set for the head of its papers. */
const ownLines = (stationery: Stationery | undefined) => {
  const { superior_line: superiorLine, own_line: ownLine, place } = stationery?.texts ?? {};
  return {
    ...(superiorLine === undefined ? {} : { superiorLine }),
    ...(ownLine === undefined ? {} : { ownLine }),
    ...(place === undefined ? {} : { place }),
  };
};

const makeDocx = async (
  desk: Desk,
  { reportId }: WorkOf<'report.docx'>,
  tools: WorkTools,
): Promise<ResultOf<'report.docx'>> => {
  const report = await frozen(desk, reportId, tools);
  if (!report) return null;
  const { content, signer, number, date } = report;
  const template = readFileSync(join(programFolder(), 'templates', 'bao-cao-dang-ky.docx'));
  const paper = {
    content,
    signer,
    ...(number === undefined ? {} : { number }),
    ...(date === undefined ? {} : { date }),
    ...ownLines(await desk.uow.load('stationery', content.unitId)),
  };
  const filled = fillTemplate(template, reportPaperData(paper, tools.say));
  // an office that edits the template finds the fault in the log
  if ('faults' in filled) throw new Error(`bao-cao-dang-ky.docx: ${JSON.stringify(filled.faults)}`);
  const draft = number === undefined || date === undefined ? '-du-thao' : '';
  const name = `${fileName('bao-cao-dang-ky', content.year, content.unitName)}${draft}.docx`;
  return { file: await tools.files.put(filled.docx, { name, type: docxType }) };
};

const attached = async (refs: readonly FileRef[], { files }: WorkTools) => {
  const found = await Promise.all(refs.map(({ id }) => files.get(id)));
  return found.flatMap((file) => file ?? []);
};

const mailReport = async (
  desk: Desk,
  { reportId }: WorkOf<'report.mail'>,
  tools: WorkTools,
): Promise<ResultOf<'report.mail'>> => {
  const { mail, say } = tools;
  if (!mail) return { failed: 'off' };
  const report = await frozen(desk, reportId, tools);
  if (!report?.files || !report.mine) return { failed: 'refused' };
  const { content, version, at, files } = report;
  const { counts, year, unitName: unit } = content;
  const about = { year, unit, version, at: formatMoment(new Date(at)) };
  const key = version > 1 ? 'report_up.mail.subject_again' : 'report_up.mail.subject';
  const outcome = await mail.send({
    id: `${reportId}.${version}`,
    subject: say(key, about),
    text: [
      say(key, about),
      say('report_up.mail.figures', {
        ...about,
        units: counts.units,
        sent: counts.sent,
        percent: percentOf(counts.sent, counts.units),
        late: counts.late,
        missing: counts.missing,
      }),
      say('report_up.mail.attached'),
    ].join('\n\n'),
    attachments: await attached([files.docx, files.xlsx], tools),
  });
  return 'sent' in outcome ? { sent: true, to: mail.to } : outcome;
};

export const reportWorks = {
  'report.xlsx': makeXlsx,
  'report.chart': makeChart,
  'report.docx': makeDocx,
  'report.mail': mailReport,
};
