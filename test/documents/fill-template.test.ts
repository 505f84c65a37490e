import { describe, expect, test } from '@jest/globals';
import PizZip from 'pizzip';
import { fillTemplate } from '../../src/documents/fill-template.ts';
import { linesOf, wordFile, wordTable } from './word.ts';

const data = {
  'tên đơn vị': 'Đoàn trường THPT Mẫu',
  năm: 2027,
  'có nháp': true,
  rỗng: '',
  'cấp trên': { tên: 'Đoàn phường Mẫu' },
  'phần việc': [
    { 'nội dung': 'Một', 'chỉ tiêu': '02 lớp' },
    { 'nội dung': 'Hai', 'chỉ tiêu': '' },
  ],
};

const filled = (template: Uint8Array): readonly string[] => {
  const result = fillTemplate(template, data);
  if ('faults' in result) throw new Error(JSON.stringify(result.faults));
  return linesOf(result.docx);
};

const faultsIn = (template: Uint8Array) => {
  const result = fillTemplate(template, data);
  return 'faults' in result ? result.faults : [];
};

describe('a template', () => {
  test('takes words, numbers, loops, conditions and dotted names', async () => {
    const template = await wordFile([
      '{tên đơn vị} năm {năm}, gửi {cấp trên.tên}{rỗng}',
      '{#có nháp}DỰ THẢO{/có nháp}{^có nháp}SẠCH{/có nháp}',
      '{#phần việc}',
      '- {nội dung}: {chỉ tiêu} ({tên đơn vị})',
      '{/phần việc}',
    ]);
    expect(filled(template)).toEqual([
      'Đoàn trường THPT Mẫu năm 2027, gửi Đoàn phường Mẫu',
      'DỰ THẢO',
      '- Một: 02 lớp (Đoàn trường THPT Mẫu)',
      '- Hai:  (Đoàn trường THPT Mẫu)',
    ]);
  });

  test('understands tags as Word and phones write them', async () => {
    const template = await wordFile([
      `{${'tên đơn vị'.normalize('NFD')}}`,
      '{ Tên đơn vị }',
      '{tên\u00a0đơn  vị}',
    ]);
    expect(filled(template)).toEqual(Array(3).fill('Đoàn trường THPT Mẫu'));
  });

  test('keeps line breaks and special letters of the data', async () => {
    const result = fillTemplate(await wordFile(['{x}']), { x: 'A & <B>\n"C"' });
    expect('docx' in result && linesOf(result.docx)).toEqual(['A & <B> / "C"']);
  });

  test.each([
    [
      'an open tag',
      ['Kính gửi {tên đơn vị, năm'],
      'unclosed_tag',
      'tên',
      'Kính gửi {tên đơn vị, năm',
    ],
    ['a stray brace', ['Đầu', 'Năm năm} nay'], 'unopened_tag', 'năm', 'Năm năm} nay'],
    ['two braces', ['Năm {{năm}}'], 'double_tag', '{{năm}', 'Năm {{năm}}'],
    [
      'an unknown name',
      ['Một', 'Của {cơ quan lạ} đây'],
      'unknown_tag',
      'cơ quan lạ',
      'Của {cơ quan lạ} đây',
    ],
    [
      'an unknown name in a loop',
      ['{#phần việc}{hạn}{/phần việc}'],
      'unknown_tag',
      'hạn',
      '{#phần việc}{hạn}{/phần việc}',
    ],
    ['nothing in braces', ['Trống {} đây'], 'empty_tag', '', 'Trống {} đây'],
    ['an open loop', ['Đầu', '{#phần việc}', 'x'], 'unclosed_loop', 'phần việc', '{#phần việc}'],
    [
      'a loop that only ends',
      ['x', '{/phần việc} y'],
      'unopened_loop',
      'phần việc',
      '{/phần việc} y',
    ],
    [
      'crossed loops',
      ['{#phần việc}{#có nháp}', '{/phần việc}{/có nháp}'],
      'crossed_loop',
      'có nháp',
      '{#phần việc}{#có nháp}',
    ],
    ['raw XML', ['{@năm}'], 'forbidden_tag', 'năm', '{@năm}'],
    ['a way into the program', ['{constructor}'], 'unknown_tag', 'constructor', '{constructor}'],
    [
      'a dotted way into the program',
      ['{cấp trên.constructor.name}'],
      'unknown_tag',
      'cấp trên.constructor.name',
      '{cấp trên.constructor.name}',
    ],
  ])('with %s is refused with its place', async (_case, lines, fault, tag, place) => {
    expect(faultsIn(await wordFile(lines))).toContainEqual({ fault, tag, place });
  });

  test('is checked in its header too', async () => {
    const faults = faultsIn(await wordFile(['{năm}'], 'Trang {trang lạ}'));
    expect(faults).toEqual([{ fault: 'unknown_tag', tag: 'trang lạ', place: 'Trang {trang lạ}' }]);
  });

  test('with a loop half in a table is refused', async () => {
    const faults = faultsIn(await wordTable(['{#phần việc}{nội dung}', 'x', '{chỉ tiêu}']));
    expect(faults.map(({ fault }) => fault)).toEqual(['unclosed_loop']);
  });

  test('may loop over the rows of a table', async () => {
    const template = await wordTable(['{#phần việc}{nội dung}', '{chỉ tiêu}{/phần việc}']);
    expect(filled(template)).toEqual(['Một', '02 lớp', 'Hai']);
  });

  test('lists every fault at once', async () => {
    const faults = faultsIn(await wordFile(['{một}', '{hai}', '{một}']));
    expect(faults.map(({ tag }) => tag)).toEqual(['một', 'hai']);
  });

  test.each([
    ['empty', new Uint8Array()],
    ['words', new TextEncoder().encode('Kính gửi')],
    ['another zip', new PizZip().file('a.txt', 'a').generate({ type: 'uint8array' })],
    [
      'a zip that only looks like it',
      new PizZip().file('word/document.xml', '<w:p>').generate({ type: 'uint8array' }),
    ],
  ])('that is no Word file is refused: %s', (_case, bytes) => {
    expect(faultsIn(bytes).map(({ fault }) => fault)).toEqual(['not_docx']);
  });

  test('that unpacks to more than fits is refused before it is unpacked', async () => {
    const zip = new PizZip(await wordFile(['{năm}']));
    zip.file('word/media/bomb.bin', new Uint8Array(60_000_000));
    const bomb = zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
    expect(bomb.length).toBeLessThan(200_000);
    expect(faultsIn(bomb)).toEqual([{ fault: 'too_big', tag: '', place: '' }]);
  });

  test('whose header lies about its size is refused too', async () => {
    const zip = new PizZip(await wordFile(['{năm}']));
    zip.file('word/media/bomb.bin', new Uint8Array(60_000_000));
    const bomb = zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
    const view = new DataView(bomb.buffer, bomb.byteOffset);
    for (let at = 0; at + 4 < bomb.length; at += 1) {
      const signature = view.getUint32(at, true);
      if (signature === 0x02014b50 && view.getUint32(at + 24, true) === 60_000_000)
        view.setUint32(at + 24, 10, true);
      if (signature === 0x04034b50 && view.getUint32(at + 22, true) === 60_000_000)
        view.setUint32(at + 22, 10, true);
    }
    expect(faultsIn(bomb).map(({ fault }) => fault)).toEqual(['too_big']);
  });
});
