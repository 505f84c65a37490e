/** The sheet to fill in at a desk. Its words are those that plan-labels.ts reads back. */
import { allItems, suggestionsFor } from './programme-lookup.ts';
import type { Programme, Suggestion, UnitKind } from './programme.ts';

type FormColumn = { title: string; width: number; choices?: readonly string[] };
export type FormSheet = {
  name: string;
  heading: readonly string[];
  columns: readonly FormColumn[];
  rows: readonly (readonly string[])[];
};

const times = ['Quý I', 'Quý II', 'Quý III', 'Quý IV', 'Hằng tháng', 'Hằng quý', 'Cả năm'] as const;

const columns = (owners: readonly string[]): readonly FormColumn[] => [
  { title: 'Mã', width: 6 },
  { title: 'Tiểu mục', width: 42 },
  { title: 'Nội dung phần việc', width: 40 },
  { title: 'Chỉ tiêu', width: 26 },
  { title: 'Thời gian', width: 16, choices: times },
  { title: 'Người phụ trách', width: 24, choices: owners },
  { title: 'Đơn vị phối hợp', width: 22 },
  { title: 'Minh chứng', width: 24 },
];

const example = ({ content, target, due, owner, evidence }: Suggestion): readonly string[] => [
  content,
  target,
  due,
  owner,
  '',
  evidence,
];

/** Left out when what was filled in is read. */
const examplesName = 'Ví dụ';

/** A row for every sub-item in the official wording, and a second sheet with examples for that kind of unit. */
export const planForm = (
  programme: Programme,
  { year, kind, unitName }: { year: number; kind: UnitKind; unitName: string },
): readonly FormSheet[] => {
  const items = allItems(programme);
  const suggested = items.flatMap((item) =>
    suggestionsFor(programme, item.code, kind).map((one) => ({ item, one })),
  );
  const owners = [...new Set(suggested.map(({ one }) => one.owner))];
  const titles = columns(owners);
  return [
    {
      name: 'Kế hoạch',
      heading: [`KẾ HOẠCH ĐĂNG KÝ “3 CHỦ ĐỘNG” NĂM ${year} - ${unitName}`],
      columns: titles,
      rows: items.map(({ code, official }) => [code, official]),
    },
    {
      name: examplesName,
      heading: [
        'VÍ DỤ (chỉ để xem, Hệ thống không nhập trang này)',
        'Mỗi phần việc một dòng ở trang “Kế hoạch”. Cần thêm việc ở một tiểu mục: chèn dòng mới và ghi mã ở cột đầu.',
        'Chỉ ghi số lượng, không ghi họ tên, số điện thoại, số căn cước của người khác. Xong thì gửi tệp này lại cho Hệ thống.',
      ],
      columns: titles,
      rows: suggested.map(({ item, one }) => [item.code, item.short, ...example(one)]),
    },
  ];
};
