import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import PizZip from 'pizzip';
import { fillTemplate } from '../../src/documents/fill-template.ts';
import { planData } from '../../src/documents/plan-document.ts';
import type { PlanDocument } from '../../src/domain/plan-document.ts';
import { planTemplate } from '../../templates/build/plan-template.ts';
import { linesOf, partOf } from './word.ts';

const committed = readFileSync(join(import.meta.dirname, '../../templates/ke-hoach-dang-ky.docx'));

const document = (more: Partial<PlanDocument> = {}): PlanDocument => ({
  year: 2027,
  unitName: 'Đoàn trường THPT Mẫu',
  bodyName: 'Đoàn trường THPT Mẫu',
  isBranch: false,
  superiorName: 'Đoàn phường Mẫu',
  superiorLine: 'ĐOÀN PHƯỜNG MẪU',
  ownLine: 'BCH ĐOÀN TRƯỜNG THPT MẪU',
  number: '05',
  symbol: 'KH/ĐTN',
  place: 'Sao Mai',
  date: '2026-02-05',
  today: '2026-10-01',
  draft: false,
  basis: ['Căn cứ một', 'Căn cứ hai'],
  purpose: ['Mục đích một.'],
  requirements: ['Yêu cầu một.', 'Yêu cầu hai.'],
  arrangements: ['Tổ chức.'],
  recipients: ['Cấp trên', 'Lưu'],
  heads: [
    {
      number: 1,
      official: 'Nội dung một',
      items: [
        {
          code: '1.2',
          official: 'Tiểu mục 1.2',
          tasks: [
            {
              content: 'Mở lớp & thi <đua>.',
              target: { text: '02 lớp', measures: [] },
              due: { text: 'Quý I' },
              owner: 'Bí thư',
              partners: 'Đoàn phường',
              evidence: 'Ảnh;',
            },
            {
              content: 'Việc hai',
              target: { text: '', measures: [] },
              due: { text: '' },
              owner: '',
            },
          ],
        },
      ],
    },
    { number: 2, official: 'Nội dung hai', items: [] },
  ],
  signer: { name: 'Trần Văn Ký Mẫu', post: 'secretary' },
  ...more,
});

const write = (more: Partial<PlanDocument> = {}): Uint8Array => {
  const filled = fillTemplate(committed, planData(document(more)));
  if ('faults' in filled) throw new Error(JSON.stringify(filled.faults));
  return filled.docx;
};

describe('the starter template', () => {
  test('is what its script builds', async () => {
    const built = await planTemplate();
    const names = (docx: Uint8Array) =>
      Object.keys(new PizZip(docx).files).filter((name) => name.startsWith('word/'));
    expect(names(committed)).toEqual(names(built));
    for (const part of ['word/document.xml', 'word/styles.xml', 'word/header1.xml']) {
      expect(partOf(committed, part)).toBe(partOf(built, part));
    }
  });

  test('has the sheet, the margins and the page number of official papers', () => {
    const xml = partOf(write());
    // millimetres in twentieths of a point: 210 × 297, 20, 20, 30, 20
    expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/u);
    expect(xml).toMatch(/<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701"/u);
    expect(xml).toContain('<w:titlePg/>');
    expect(partOf(write(), 'word/header1.xml')).toMatch(/w:jc w:val="center".*PAGE/su);
    expect(partOf(write(), 'word/header2.xml')).not.toContain('PAGE');
  });

  test('is in Times New Roman throughout, the type of paper in 16 and bold', () => {
    const xml = partOf(write());
    const fonts = new Set([...xml.matchAll(/w:ascii="([^"]+)"/gu)].map(([, font]) => font));
    expect([...fonts]).toEqual(['Times New Roman']);
    expect(xml).toMatch(
      /<w:b\/><w:bCs\/>(?:(?!<w:t).)*<w:sz w:val="32"\/>(?:(?!<w:t).)*<w:t[^>]*>KẾ HOẠCH/u,
    );
  });
});

describe('a plan on paper', () => {
  test('has every part in its place', () => {
    expect(linesOf(write())).toEqual([
      'ĐOÀN PHƯỜNG MẪU',
      'BCH ĐOÀN TRƯỜNG THPT MẪU',
      '***',
      'ĐOÀN TNCS HỒ CHÍ MINH',
      'Số: 05-KH/ĐTN',
      'Sao Mai, ngày 05 tháng 02 năm 2026',
      'KẾ HOẠCH',
      'Đăng ký xây dựng Đoàn cơ sở “3 chủ động” năm 2027',
      '-------',
      'Căn cứ một;',
      'Căn cứ hai,',
      'Ban Chấp hành Đoàn trường THPT Mẫu đăng ký xây dựng Đoàn cơ sở “3 chủ động” năm 2027, với nội dung cụ thể như sau:',
      'I. MỤC ĐÍCH, YÊU CẦU',
      '1. Mục đích',
      'Mục đích một.',
      '2. Yêu cầu',
      'Yêu cầu một.',
      'Yêu cầu hai.',
      'II. NỘI DUNG ĐĂNG KÝ',
      '1. Nội dung một',
      '1.2. Tiểu mục 1.2',
      'a) Mở lớp & thi <đua>.',
      '- Chỉ tiêu: 02 lớp.',
      '- Thời gian thực hiện: Quý I.',
      '- Phụ trách: Bí thư; phối hợp: Đoàn phường.',
      '- Minh chứng: Ảnh.',
      'b) Việc hai.',
      '2. Nội dung hai',
      '(Chưa đăng ký phần việc.)',
      'III. TỔ CHỨC THỰC HIỆN',
      'Tổ chức.',
      'Nơi nhận:',
      '- Cấp trên;',
      '- Lưu.',
      'TM. BAN CHẤP HÀNH',
      'BÍ THƯ',
      'Trần Văn Ký Mẫu',
    ]);
  });

  test('is boxed as a draft while it has no number and no date', () => {
    const { date: _date, ...undated } = document();
    const filled = fillTemplate(committed, planData({ ...undated, number: '', draft: true }));
    const docx = 'docx' in filled ? filled.docx : new Uint8Array();
    expect(linesOf(docx).slice(3, 7)).toEqual([
      'ĐOÀN TNCS HỒ CHÍ MINH',
      'Số:       -KH/ĐTN',
      ' DỰ THẢO ',
      'Sao Mai, ngày        tháng        năm 2026',
    ]);
    expect(partOf(docx)).toMatch(/<w:bdr w:val="single"/u);
    expect(linesOf(write())).not.toContain(' DỰ THẢO ');
  });

  test('of a chi đoàn cơ sở speaks and is signed in its name', () => {
    const lines = linesOf(
      write({
        isBranch: true,
        bodyName: 'Chi đoàn cơ sở Mẫu',
        ownLine: 'CHI ĐOÀN CƠ SỞ MẪU',
        symbol: 'KH/CĐCS',
      }),
    );
    expect(lines).toContain('Số: 05-KH/CĐCS');
    expect(lines).toContain('TM. CHI ĐOÀN');
    expect(lines).not.toContain('TM. BAN CHẤP HÀNH');
    expect(lines.find((line) => line.includes('cụ thể như sau'))).toMatch(
      /^Chi đoàn cơ sở Mẫu đăng ký/u,
    );
  });

  test('signed by a deputy says so', () => {
    const lines = linesOf(write({ signer: { name: 'Lê Phó Mẫu', post: 'deputy' } }));
    expect(lines.slice(-3)).toEqual(['TM. BAN CHẤP HÀNH', 'PHÓ BÍ THƯ', 'Lê Phó Mẫu']);
  });

  test('that a superior entered says by whom', () => {
    expect(linesOf(write({ enteredBy: 'Đoàn phường Mẫu' })).at(-1)).toBe(
      'Bản đăng ký do Đoàn phường Mẫu nhập thay đơn vị.',
    );
  });

  test('opens as one well-formed XML text whatever was typed', () => {
    const docx = write({ purpose: ['<w:p>&amp; "\u0001" ]]>'], place: '{năm}' });
    const lines = linesOf(docx);
    expect(lines).toContain('<w:p>&amp; "" ]]>');
    expect(lines).toContain('{năm}, ngày 05 tháng 02 năm 2026');
  });
});
