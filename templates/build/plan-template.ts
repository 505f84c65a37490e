/** The starter template of "Kế hoạch đăng ký", as the guidance's form for an Đoàn cơ sở has it. */
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

/** The paragraphs that a unit wrote under this name. */
const paragraphs = (tag: string, keepNext = false) => [
  loop(`#${tag}`),
  body([run('{câu}')], { keepNext }),
  loop(`/${tag}`),
];

const title = [
  centred([run('KẾ HOẠCH', { size: 16, bold: true })], { spacing: { before: 240 } }),
  centred([run('Đăng ký xây dựng Đoàn cơ sở “3 chủ động” năm {năm}', { bold: true })]),
  centred([run('-------')], { spacing: { after: 120 } }),
];

const opening = [
  loop('#căn cứ'),
  body([run('{câu}{dấu}')]),
  loop('/căn cứ'),
  body([
    run('{^chi đoàn}Ban Chấp hành {/chi đoàn}{tên đơn vị} đăng ký xây dựng Đoàn cơ sở '),
    run('“3 chủ động” năm {năm}, với nội dung cụ thể như sau:'),
  ]),
];

const aims = [
  headingOf('I. MỤC ĐÍCH, YÊU CẦU'),
  body([run('1. Mục đích', { bold: true })], { keepNext: true }),
  ...paragraphs('mục đích'),
  body([run('2. Yêu cầu', { bold: true })], { keepNext: true }),
  ...paragraphs('yêu cầu'),
];

const tasks = [
  headingOf('II. NỘI DUNG ĐĂNG KÝ'),
  loop('#nội dung'),
  body([run('{số mục}. {tên nội dung}', { bold: true })], { keepNext: true }),
  loop('#tiểu mục'),
  body([run('{mã}. {tên tiểu mục}', { bold: true, italics: true })], { keepNext: true }),
  loop('#phần việc'),
  body([run('{thứ tự}) {việc}')]),
  loop('#có chỉ tiêu'),
  body([run('- Chỉ tiêu: {chỉ tiêu}.')]),
  loop('/có chỉ tiêu'),
  loop('#có thời gian'),
  body([run('- Thời gian thực hiện: {thời gian}.')]),
  loop('/có thời gian'),
  loop('#có phụ trách'),
  body([run('- Phụ trách: {phụ trách}{#có phối hợp}; phối hợp: {phối hợp}{/có phối hợp}.')]),
  loop('/có phụ trách'),
  loop('#có minh chứng'),
  body([run('- Minh chứng: {minh chứng}.')]),
  loop('/có minh chứng'),
  loop('/phần việc'),
  loop('/tiểu mục'),
  loop('#chưa đăng ký'),
  body([run('(Chưa đăng ký phần việc.)', { italics: true })]),
  loop('/chưa đăng ký'),
  loop('/nội dung'),
];

/** Kept together with what follows: no signature stands alone on a page. */
const arrangements = [
  headingOf('III. TỔ CHỨC THỰC HIỆN'),
  ...paragraphs('tổ chức thực hiện', true),
];

const authority = [
  centred([
    run('{#chi đoàn}TM. CHI ĐOÀN{/chi đoàn}{^chi đoàn}TM. BAN CHẤP HÀNH{/chi đoàn}', {
      bold: true,
    }),
  ]),
  centred([run('{#phó bí thư}PHÓ {/phó bí thư}BÍ THƯ')]),
];

const enteredNote = [
  loop('#nhập thay'),
  body([run('Bản đăng ký do {nhập thay} nhập thay đơn vị.', { size: 11, italics: true })]),
  loop('/nhập thay'),
];

/** The Word file that an office may edit; committed as templates/ke-hoach-dang-ky.docx. */
export const planTemplate = (): Promise<Uint8Array> =>
  officialForm('Kế hoạch đăng ký xây dựng Đoàn cơ sở “3 chủ động”', [
    heading(),
    ...title,
    ...opening,
    ...aims,
    ...tasks,
    ...arrangements,
    empty(14, { keepNext: true }),
    signature(authority),
    ...enteredNote,
  ]);
