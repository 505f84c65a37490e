import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { reportText } from '../../flows/reporting/report-up-text.ts';
import { createSpeaker } from '../../src/app/words.ts';
import { chartPng, chartSvg, mostChartRows } from '../../src/documents/chart.ts';
import { fillTemplate } from '../../src/documents/fill-template.ts';
import { readFile } from '../../src/documents/read-file.ts';
import { reportChart } from '../../src/documents/report-chart.ts';
import { reportPaperData, type ReportPaper } from '../../src/documents/report-paper.ts';
import { reportSheets, type Say } from '../../src/documents/report-sheets.ts';
import { writeXlsx } from '../../src/documents/write-xlsx.ts';
import type { ReportContent } from '../../src/domain/report-up.ts';
import { createWords } from '../../src/i18n/words.ts';
import { reportContent, reportedUnit } from '../domain/report-content.ts';

const folder = join(import.meta.dirname, '../..');
const speaker = createSpeaker(createWords(join(folder, 'locales')));
const say: Say = (key, params = {}) => speaker.say({ key, params }, 'vi');
const content = reportContent('xa1');

const messageOf = (about: ReportContent): string =>
  reportText(about)
    .map((line) => speaker.say(line, 'vi'))
    .join('\n');

const sheetsOf = async (about: ReportContent) => {
  const read = await readFile({
    name: 'a.xlsx',
    bytes: await writeXlsx(reportSheets(about, say)),
  });
  if (!('sheets' in read)) throw new Error('the spreadsheet cannot be read');
  return read.sheets;
};

const paperOf = async (paper: ReportPaper): Promise<string> => {
  const template = readFileSync(join(folder, 'templates/bao-cao-dang-ky.docx'));
  const filled = fillTemplate(template, reportPaperData(paper, say));
  if ('faults' in filled) throw new Error(JSON.stringify(filled.faults));
  const read = await readFile({ name: 'a.docx', bytes: filled.docx });
  if (!('blocks' in read)) throw new Error('the paper cannot be read');
  return read.blocks
    .map((block) =>
      'text' in block ? block.text : block.rows.map((row) => row.join('|')).join('\n'),
    )
    .join('\n');
};

const secretary = { name: 'Lê Thị Ký Mẫu', post: 'secretary' } as const;

/** The figures by the words in front of them. */
const numberAfter = (words: string, text: string): number =>
  Number(new RegExp(`${words}\\D*?(\\d+)`, 'u').exec(text)?.[1] ?? NaN);

describe('text, spreadsheet and paper of one report', () => {
  test('tell the same figures', async () => {
    const message = messageOf(content);
    const paper = await paperOf({ content, signer: secretary });
    const [summary] = await sheetsOf(content);
    const figure = (name: string): unknown =>
      summary?.rows.find(({ cells }) => cells[0] === name)?.cells[1] ?? 0;
    const { counts, tasks, heads } = content;

    expect(figure('Số đơn vị')).toBe(counts.units);
    expect(Number(/(\d+) đơn vị: đã gửi/u.exec(message)?.[1])).toBe(counts.units);
    expect(numberAfter('Tổng số Đoàn cơ sở:', paper)).toBe(counts.units);

    expect(figure('Đã gửi')).toBe(counts.sent);
    expect(numberAfter('đã gửi', message)).toBe(counts.sent);
    expect(numberAfter('Đã gửi đăng ký:', paper)).toBe(counts.sent);
    expect(message).toContain('(66,7%)');
    expect(paper).toContain('đạt 66,7%');

    expect(figure('Gửi sau thời hạn')).toBe(counts.late);
    expect(numberAfter('gửi sau thời hạn', message)).toBe(counts.late);
    expect(numberAfter('\\(trước ngày 15/10/2026\\):', paper)).toBe(counts.late);

    expect(figure('Chưa gửi')).toBe(counts.missing);
    expect(numberAfter('; chưa gửi', message)).toBe(counts.missing);
    expect(numberAfter('Chưa gửi:', paper)).toBe(counts.missing);

    expect(figure('Tổng số phần việc đã đăng ký')).toBe(tasks);
    expect(numberAfter('Tổng số phần việc đã đăng ký:', message)).toBe(tasks);
    expect(numberAfter('Tổng số phần việc đã đăng ký:', paper)).toBe(tasks);

    for (const { number, units, tasks: under, approved } of heads) {
      expect(figure(`Nội dung ${number}: số đơn vị đăng ký`)).toBe(units);
      expect(figure(`Nội dung ${number}: số phần việc`)).toBe(under);
      expect(figure(`Nội dung ${number}: số phần việc đã duyệt`)).toBe(approved);
      const told = `${units} đơn vị, ${under} phần việc, đã duyệt ${approved}`;
      expect(message).toContain(`Nội dung ${number}: ${told}`);
      expect(paper).toMatch(
        new RegExp(
          `Nội dung ${number} \\(.*\\): ${units} đơn vị đăng ký ${under} phần việc, đã duyệt ${approved} phần việc`,
          'u',
        ),
      );
    }
    for (const [state, words] of [
      ['approved', 'đã duyệt'],
      ['reviewing', 'đang duyệt'],
      ['sent', 'chờ duyệt'],
      ['returned', 'yêu cầu bổ sung'],
    ] as const) {
      expect(figure(say(`state.${state}`))).toBe(counts.byState[state]);
      expect(message).toContain(`${counts.byState[state]} ${say(`state.${state}`)}`);
      expect(numberAfter(words, paper.slice(paper.indexOf('Kết quả duyệt')))).toBe(
        counts.byState[state],
      );
    }
  });

  test('list every unit with its state, the annex of the paper as the spreadsheet', async () => {
    const paper = await paperOf({ content, signer: secretary });
    const list = (await sheetsOf(content)).find(({ name }) => name === 'Danh sách đơn vị');
    content.units.forEach((unit, at) => {
      const state = say(`state.${unit.state}`);
      const row = list?.rows.find(({ cells }) => cells[1] === unit.unitName)?.cells ?? [];
      expect(row.slice(3, 8)).toEqual([state, unit.tasks, ...unit.byHead]);
      expect(paper).toContain(`${at + 1}|${unit.unitName}|${state}|${unit.byHead.join('|')}|`);
    });
    expect(paper).toContain('20/10/2026 (sau thời hạn)');
  });

  test('over several superiors count each of them', async () => {
    const superiors = [{ unitId: 'x', name: 'Đoàn xã Núi (Mẫu)', counts: content.counts }];
    const sheets = await sheetsOf({ ...content, superiors });
    const found = sheets.find(({ name }) => name === 'Theo cấp duyệt');
    expect(found?.rows.at(-1)?.cells.slice(1, 4)).toEqual(['Đoàn xã Núi (Mẫu)', 6, 4]);
  });
});

describe('the paper', () => {
  test('is a draft until it has a number and a date, and bears the signer’s own title', async () => {
    const draft = await paperOf({ content, signer: { name: 'Lê Văn Phó Mẫu', post: 'deputy' } });
    expect(draft).toContain('DỰ THẢO');
    expect(draft).toContain('PHÓ BÍ THƯ');
    const issued = await paperOf({ content, signer: secretary, number: 5, date: '2026-10-20' });
    expect(issued).not.toContain('DỰ THẢO');
    expect(issued).toContain('Số: 05-BC/ĐTN');
    expect(issued).toContain('ngày 20 tháng 10 năm 2026');
    expect(issued).toContain('TM. BAN THƯỜNG VỤ');
    expect(issued).not.toContain('PHÓ BÍ THƯ');
  });

  test('says that nobody is late or missing where nobody is', async () => {
    const units = [reportedUnit('a', { state: 'approved' })];
    const paper = await paperOf({ content: reportContent('xa1', units), signer: secretary });
    expect(paper.match(/Không có\./gu)).toHaveLength(2);
  });
});

describe('the chart', () => {
  const many = reportContent(
    'xa1',
    Array.from({ length: 20 }, (_, at) => reportedUnit(`u${at}`, { approved: at % 12 })),
  );

  test('shows those furthest behind first, as many as can be read, and counts the others', () => {
    const chart = reportChart(many, say);
    expect(chart.rows[0]?.note).toBe('0%');
    const svg = chartSvg(chart);
    expect(svg.match(/text-anchor="end"/gu)).toHaveLength(mostChartRows);
    expect(svg).toContain('và 4 đơn vị khác');
  });

  test('escapes names, and is a PNG as wide as a phone needs', async () => {
    const odd = reportContent('xa1', [reportedUnit('a', { unitName: 'Đoàn <A&B> "Ỷ" Mẫu' })]);
    const chart = reportChart(odd, say);
    expect(chartSvg(chart)).toContain('Đoàn &lt;A&amp;B&gt; &quot;Ỷ&quot; Mẫu');
    const png = Buffer.from(await chartPng(chart));
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(1_080);
  });
});
