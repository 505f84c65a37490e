/** Invented posts, units and tasks for the transcripts of reviewers. */
import type { Flaw } from '../../../src/domain/flaws.ts';
import type { TaskFields } from '../../../src/domain/registration.ts';
import type { MyPost, TaskView } from '../../../src/domain/views.ts';

export const cadre: MyPost = {
  postId: 'p-canbo',
  role: 'cadre',
  unitId: 'u-phuong',
  unitName: 'Đoàn phường Sông Mẫu',
  kind: 'dia_ban',
  registers: false,
  reviews: true,
  oversees: false,
  admin: false,
};

export const deputyOfAgencies: MyPost = {
  ...cadre,
  postId: 'p-khoi',
  role: 'deputy',
  unitId: 'u-khoi',
  unitName: 'Đoàn các cơ quan Mẫu',
};

export const secretary: MyPost = {
  ...cadre,
  postId: 'p-bithu',
  role: 'secretary',
  unitId: 'u-thpt',
  unitName: 'Đoàn trường THPT Hoa Mẫu',
  kind: 'truong_hoc',
  registers: true,
  reviews: false,
};

export const headNames = {
  1: 'Quản lý đoàn viên, chăm lo, nắm tình hình thanh niên',
  2: 'Xây dựng và thực hiện kế hoạch công tác',
  3: 'Tham mưu với cấp ủy, phối hợp với chính quyền',
} as const;

export const fields = (
  content: string,
  target: string,
  due: string,
  owner: string,
): TaskFields => ({ content, target: { text: target, measures: [] }, due: { text: due }, owner });

type More = Partial<Omit<TaskView, 'id' | 'item'>> & { flaws?: readonly Flaw[] };

export const task = (id: string, item: string, words: TaskFields, more: More = {}): TaskView => ({
  id,
  rev: 1,
  item,
  state: 'pending',
  isNew: true,
  canEdit: false,
  flaws: [],
  ...words,
  ...more,
});

/** Five tasks under head 1, two under head 2: two of them vague. */
export const firstSending = (): TaskView[] => [
  task('t11', '1.1', {
    ...fields(
      'Tổ chức lớp tập huấn phần mềm quản lý đoàn viên',
      '02 lớp, 120 học viên',
      'Quý I',
      'Nguyễn Văn Mẫu',
    ),
    due: { text: 'Quý I', lastDay: '2027-03-31' },
    partners: 'Chi đoàn khối 12',
    evidence: 'Kế hoạch, ảnh, danh sách lớp',
  }),
  task(
    't12',
    '1.2',
    fields('Nắm tình hình tư tưởng đoàn viên', 'Thường xuyên', 'Hằng tháng', 'Trần Thị Mẫu'),
    { flaws: ['no_number'] },
  ),
  task(
    't13',
    '1.3',
    fields('Đối thoại với đoàn viên, thanh niên', 'Một số buổi', 'Khi cần', 'Ban Chấp hành'),
    { flaws: ['no_number', 'no_time', 'no_person'] },
  ),
  task(
    't14',
    '1.4',
    fields('Trao học bổng cho học sinh vượt khó', '20 suất', 'trước 30/09/2027', 'Lê Văn Mẫu'),
  ),
  task(
    't15',
    '1.5',
    fields('Tuyên truyền Luật Thanh niên', '04 buổi', 'Mỗi quý một buổi', 'Trần Thị Mẫu'),
  ),
  task(
    't21',
    '2.1',
    fields('Ban hành chương trình công tác năm', '01 chương trình', 'Tháng 1', 'Nguyễn Văn Mẫu'),
  ),
  task(
    't24',
    '2.4',
    fields('Thực hiện chủ trương 1+1', '60 thanh niên', 'Cả năm', 'Ban Chấp hành'),
  ),
];

/** Sent again: one fixed, one untouched, one new; the others are locked. */
export const secondSending = (): TaskView[] => [
  task(
    't12',
    '1.2',
    fields('Nắm tình hình tư tưởng đoàn viên', '04 báo cáo quý', 'Mỗi quý', 'Trần Thị Mẫu'),
    {
      rev: 4,
      isNew: false,
      reason: 'no_target',
      note: 'ghi rõ số báo cáo',
      before: fields(
        'Nắm tình hình tư tưởng đoàn viên',
        'Thường xuyên',
        'Hằng tháng',
        'Trần Thị Mẫu',
      ),
    },
  ),
  task(
    't13',
    '1.3',
    fields('Đối thoại với đoàn viên, thanh niên', 'Một số buổi', 'Khi cần', 'Ban Chấp hành'),
    { rev: 4, isNew: false, reason: 'no_time', flaws: ['no_time'] },
  ),
  task(
    't16',
    '1.3',
    fields('Diễn đàn “Điều em muốn nói”', '01 diễn đàn', 'Tháng 10', 'Lê Văn Mẫu'),
  ),
];
