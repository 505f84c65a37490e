/** The starter template of "Báo cáo tình hình đăng ký", which a superior sends to those above it. */
import {
  AlignmentType,
  PageBreak,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import {
  body,
  centred,
  empty,
  heading,
  headingOf,
  loop,
  officialForm,
  run,
  signature,
} from './official-form.ts';

const subheading = (text: string) => body([run(text, { bold: true })], { keepNext: true });

const title = [
  centred([run('BÁO CÁO', { size: 16, bold: true })], { spacing: { before: 240 } }),
  centred([
    run('Tình hình đăng ký, triển khai xây dựng Đoàn cơ sở “3 chủ động” năm {năm}', { bold: true }),
  ]),
  centred([run('-------')], { spacing: { after: 120 } }),
];

const opening = [
  body([
    run(
      'Thực hiện Hướng dẫn số {hướng dẫn} của Ban Chấp hành Trung ương Đoàn về việc {chương trình}, ' +
        'Ban Thường vụ {tên đơn vị} báo cáo tình hình đăng ký, triển khai xây dựng Đoàn cơ sở ' +
        '“3 chủ động” năm {năm} (số liệu đến {thời điểm}), như sau:',
    ),
  ]),
];

/** A list of names, or the word that there is none. */
const names = (tag: string) => [
  loop(`#có ${tag}`),
  loop(`#${tag}`),
  body([run('- {tên}.')]),
  loop(`/${tag}`),
  loop(`/có ${tag}`),
  loop(`^có ${tag}`),
  body([run('Không có.')]),
  loop(`/có ${tag}`),
];

const registering = [
  headingOf('I. TÌNH HÌNH ĐĂNG KÝ'),
  subheading('1. Kết quả chung'),
  body([
    run(
      'Tổng số Đoàn cơ sở: {tổng số}. Đã gửi đăng ký: {đã gửi} đơn vị, đạt {tỉ lệ}; trong đó gửi sau ' +
        'thời hạn (trước ngày {hạn}): {gửi trễ} đơn vị. Chưa gửi: {chưa gửi} đơn vị, gồm {đang soạn} ' +
        'đơn vị đang soạn và {chưa có gì} đơn vị chưa đăng ký.',
    ),
  ]),
  body([
    run(
      'Kết quả duyệt: đã duyệt {đã duyệt} đơn vị; đang duyệt {đang duyệt}; chờ duyệt {chờ duyệt}; ' +
        'yêu cầu bổ sung {bổ sung}.',
    ),
  ]),
  subheading('2. Nội dung đăng ký'),
  body([run('Tổng số phần việc đã đăng ký: {tổng phần việc}, trong đó:')]),
  loop('#nội dung'),
  body([
    run(
      '- Nội dung {số mục} ({tên nội dung}): {số đơn vị} đơn vị đăng ký {số việc} phần việc, ' +
        'đã duyệt {số duyệt} phần việc.',
    ),
  ]),
  loop('/nội dung'),
  subheading('3. Đơn vị gửi đăng ký sau thời hạn'),
  ...names('đơn vị trễ'),
  subheading('4. Đơn vị chưa gửi đăng ký'),
  ...names('đơn vị chưa gửi'),
];

const following = [
  headingOf('II. PHÂN CÔNG THEO DÕI, HƯỚNG DẪN'),
  loop('#có cụm'),
  loop('#cụm'),
  body([run('- {tên cụm}: {số đơn vị} đơn vị; cán bộ theo dõi: {cán bộ}.')]),
  loop('/cụm'),
  loop('/có cụm'),
  loop('^có cụm'),
  body([run('Chưa chia cụm.')]),
  loop('/có cụm'),
  body([
    run(
      'Trên đây là báo cáo tình hình đăng ký, triển khai xây dựng Đoàn cơ sở “3 chủ động” ' +
        'năm {năm} của {tên đơn vị}./.',
    ),
  ]),
];

const authority = [
  centred([run('TM. BAN THƯỜNG VỤ', { bold: true })]),
  centred([run('{#phó bí thư}PHÓ {/phó bí thư}BÍ THƯ')]),
];

const columns = [
  ['TT', 560, '{#đơn vị}{tt}'],
  ['Đơn vị', 3_350, '{tên}'],
  ['Hiện trạng', 1_650, '{hiện trạng}'],
  ['Nội dung 1', 740, '{nd1}'],
  ['Nội dung 2', 740, '{nd2}'],
  ['Nội dung 3', 740, '{nd3}'],
  ['Ngày gửi lần đầu', 1_290, '{ngày gửi}{/đơn vị}'],
] as const;

const cellOf = (text: string, width: number, bold: boolean, left = false) =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { left: 60, right: 60, top: 30, bottom: 30 },
    children: [
      new Paragraph({
        alignment: left ? AlignmentType.LEFT : AlignmentType.CENTER,
        children: [run(text, { size: 12, bold })],
      }),
    ],
  });

const annex = [
  new Paragraph({ children: [new PageBreak()] }),
  centred([run('PHỤ LỤC', { bold: true })]),
  centred([run('Tình hình đăng ký của từng đơn vị, năm {năm}', { bold: true })]),
  centred(
    [
      run('(Kèm theo Báo cáo số {số}-{ký hiệu}; số ở cột nội dung là số phần việc)', {
        size: 12,
        italics: true,
      }),
    ],
    {
      spacing: { after: 120 },
    },
  ),
  new Table({
    layout: TableLayoutType.FIXED,
    width: { size: columns.reduce((sum, [, width]) => sum + width, 0), type: WidthType.DXA },
    columnWidths: columns.map(([, width]) => width),
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(([words, width]) => cellOf(words, width, true)),
      }),
      new TableRow({
        cantSplit: true,
        children: columns.map(([, width, tag], at) => cellOf(tag, width, false, at === 1)),
      }),
    ],
  }),
];

/** The Word file that an office may edit; committed as templates/bao-cao-dang-ky.docx. */
export const reportTemplate = (): Promise<Uint8Array> =>
  officialForm('Báo cáo tình hình đăng ký xây dựng Đoàn cơ sở “3 chủ động”', [
    heading(),
    ...title,
    ...opening,
    ...registering,
    ...following,
    empty(),
    signature(authority),
    ...annex,
  ]);
