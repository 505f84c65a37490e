import { afterAll, describe, expect, test } from '@jest/globals';
import { DeletedTextRun, Document, InsertedTextRun, Packer, Paragraph, TextRun } from 'docx';
import { writeXlsx } from 'hucre/xlsx';
import { readFile } from '../../src/documents/read-file.ts';
import { zipOf } from './zip-of.ts';

const read = (bytes: Uint8Array, name = 'ke-hoach') => readFile({ name, bytes });

const word = async (...children: Paragraph[]): Promise<Uint8Array> =>
  new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })));

const types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';
const relations = (target: string, kind: string) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/></Relationships>`;

/** A workbook of one sheet with this XML between its rows. */
const workbook = (rows: string): Uint8Array =>
  zipOf([
    { name: '[Content_Types].xml', content: types },
    { name: '_rels/.rels', content: relations('xl/workbook.xml', 'officeDocument') },
    {
      name: 'xl/workbook.xml',
      content:
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations('worksheets/sheet1.xml', 'worksheet'),
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`,
    },
  ]);

const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

describe('what cannot be read is a value with its reason, and the program lives on', () => {
  const before = process.memoryUsage().rss;
  afterAll(() => {
    expect(process.memoryUsage().rss - before).toBeLessThan(600_000_000);
  });

  test('an empty file, and one cut off in the middle', async () => {
    const whole = await word(new Paragraph('1.1 Rà soát'));
    expect(await read(new Uint8Array())).toEqual({ unreadable: 'damaged' });
    expect(await read(whole.slice(0, whole.length / 2))).toEqual({ unreadable: 'damaged' });
    expect(await read(workbook('<row r="1"><c r="A1"><v>1</v>'))).not.toHaveProperty(
      'kind',
      'text',
    );
  });

  test('an old .doc or .xls', async () => {
    const bytes = new Uint8Array(2_000);
    bytes.set(ole);
    expect(await read(bytes, 'ke-hoach.doc')).toEqual({ unreadable: 'old_format' });
  });

  test('a workbook with a password', async () => {
    const encryption = { password: 'bi-mat', spinCount: 1_000 };
    const bytes = await writeXlsx({ sheets: [{ name: 'A', rows: [['x']] }], encryption });
    expect(await read(bytes)).toEqual({ unreadable: 'encrypted' });
  });

  test('a picture, a PDF, bytes without sense, a zip of something else', async () => {
    const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]);
    const paper = new TextEncoder().encode('%PDF-1.7\n1 0 obj');
    const noise = Uint8Array.from({ length: 3_000 }, (_, at) => (at * 7 + 129) % 256);
    for (const bytes of [picture, paper, noise, zipOf([{ name: 'a.txt', content: 'a' }])]) {
      expect(await read(bytes, 'ke-hoach.docx')).toEqual({ unreadable: 'not_supported' });
    }
  });

  test('more than ten megabytes', async () => {
    expect(await read(new Uint8Array(10_000_001))).toEqual({ unreadable: 'too_big' });
  });

  test('a few kilobytes that unpack to a hundred megabytes, whatever size they claim', async () => {
    const content = Buffer.alloc(100_000_000, 32);
    for (const claims of [100_000_000, 10]) {
      const bomb = zipOf([
        { name: 'word/document.xml', content, claims },
        { name: '[Content_Types].xml', content: types },
      ]);
      expect(bomb.length).toBeLessThan(200_000);
      expect(await read(bomb)).toEqual({ unreadable: 'too_big' });
    }
  });

  test('a sheet whose second cell is its very last one', async () => {
    const rows =
      '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
    expect(await read(workbook(rows))).toEqual({ unreadable: 'too_many_cells' });
  });

  test('six thousand rows', async () => {
    const rows = Array.from(
      { length: 6_000 },
      (_, at) => `<row r="${at + 1}"><c><v>1</v></c></row>`,
    );
    expect(await read(workbook(rows.join('')))).toEqual({ unreadable: 'too_many_cells' });
  });

  test('entities that would grow to gigabytes grow to nothing', async () => {
    const bomb =
      '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>';
    const body = `<?xml version="1.0"?>${bomb}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>`;
    const bytes = zipOf([
      { name: '[Content_Types].xml', content: types },
      { name: '_rels/.rels', content: relations('word/document.xml', 'officeDocument') },
      { name: 'word/document.xml', content: body },
    ]);
    const result = await read(bytes);
    expect(JSON.stringify(result).length).toBeLessThan(500);
  });
});

test('tracked changes are read as if they had been accepted', async () => {
  const author = { author: 'Mẫu', date: '2026-09-01T00:00:00Z' };
  const bytes = await word(
    new Paragraph({
      children: [
        new TextRun('Mở '),
        new DeletedTextRun({ id: 1, ...author, text: '01 lớp' }),
        new InsertedTextRun({ id: 2, ...author, text: '02 lớp' }),
      ],
    }),
  );
  expect(await read(bytes)).toEqual({ kind: 'text', blocks: [{ text: 'Mở 02 lớp' }] });
});

test('a formula gives the result that the file shows, and says that it was one', async () => {
  const rows =
    '<row r="1"><c r="A1"><v>2</v></c><c r="B1"><f>A1*50</f><v>100</v></c><c r="C1"><f>A1</f></c></row>';
  expect(await read(workbook(rows))).toEqual({
    kind: 'sheets',
    sheets: [{ name: 'A', rows: [{ row: 1, cells: [2, 100], formulas: [1, 2] }] }],
  });
});

test('text saved by Notepad in UTF-16 is read, other encodings are not guessed at', async () => {
  const words = '1.1 Rà soát đoàn viên';
  const utf16 = new Uint8Array(
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(words, 'utf16le')]),
  );
  expect(await read(utf16)).toEqual({ kind: 'text', blocks: [{ text: words }] });
  expect(await read(new Uint8Array([0x52, 0xe0, 0x20, 0x73]))).toEqual({
    unreadable: 'not_supported',
  });
});
