/** Answers for one tap. They go into the plan itself, a Vietnamese document, whatever language the reader has. */
import type { UnitKind } from '../../src/domain/programme.ts';
import type { SuggestionView } from '../../src/domain/views.ts';

/** `answer` is short because it travels in the button. */
export type Chip = { answer: string; words: string };

export const dueChips: readonly Chip[] = [
  { answer: 'q1', words: 'Quý I' },
  { answer: 'q2', words: 'Quý II' },
  { answer: 'q3', words: 'Quý III' },
  { answer: 'q4', words: 'Quý IV' },
  { answer: 'month', words: 'Hằng tháng' },
  { answer: 'quarter', words: 'Hằng quý' },
];

const secretary = (words: string): Chip => ({ answer: 'secretary', words });
const deputy = (words: string): Chip => ({ answer: 'deputy', words });
const committee: Chip = { answer: 'committee', words: 'Ủy viên Ban Chấp hành' };
const branches: Chip = { answer: 'branches', words: 'Bí thư các chi đoàn' };

const ownerChips: Readonly<Record<UnitKind, readonly Chip[]>> = {
  dia_ban: [secretary('Bí thư'), deputy('Phó Bí thư'), committee, branches],
  truong_hoc: [
    secretary('Bí thư Đoàn trường'),
    deputy('Phó Bí thư Đoàn trường'),
    committee,
    branches,
  ],
  co_quan_doanh_nghiep: [secretary('Bí thư'), deputy('Phó Bí thư'), committee, branches],
  luc_luong_vu_trang: [
    secretary('Bí thư'),
    deputy('Phó Bí thư'),
    { answer: 'assistant', words: 'Trợ lý thanh niên' },
    branches,
  ],
};

export const ownersOf = (kind: UnitKind): readonly Chip[] => ownerChips[kind];

/** Where the guidance lets the rules of the sector stand for a plan of one's own. */
export const sectorRule: SuggestionView = {
  id: 'sector',
  content: 'Thực hiện theo quy định của ngành',
  target: '100% nghiệp vụ công tác đoàn viên thực hiện theo quy định của ngành',
  due: 'Hằng quý',
  owner: 'Trợ lý thanh niên',
  evidence: 'Sổ sách, báo cáo theo quy định của ngành',
};
