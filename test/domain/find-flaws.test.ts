import { join } from 'node:path';
import { describe, expect, it, test } from '@jest/globals';
import { parseDue } from '../../src/domain/due.ts';
import { findFlaws } from '../../src/domain/find-flaws.ts';
import { flaws as allFlaws } from '../../src/domain/flaws.ts';
import { parseTarget } from '../../src/domain/measures.ts';
import type { TaskFields } from '../../src/domain/registration.ts';
import { loadProgrammes } from '../../src/programmes/load.ts';

const task = (content: string, target: string, due: string, owner: string): TaskFields => {
  const parsed = parseDue(due, 2027);
  return {
    content,
    target: parseTarget(target),
    due: 'ok' in parsed ? parsed.ok : { text: due },
    owner,
  };
};

describe('a task', () => {
  test.each([
    ['Mở lớp bồi dưỡng kết nạp', '02 lớp, 120 học viên', 'Quý I', 'Bí thư Đoàn trường', []],
    ['Mở lớp bồi dưỡng kết nạp', 'Mở được lớp', 'Quý I', 'Bí thư', ['no_number']],
    ['Khảo sát tâm tư học sinh', 'tất cả học sinh', 'tháng 10', 'PBT', ['no_number']],
    ['Mở lớp bồi dưỡng kết nạp', '02 lớp', 'càng sớm càng tốt', 'Bí thư', ['no_time']],
    ['Duy trì trang mạng xã hội', '8 tin bài', 'Hằng tháng', 'Ủy viên phụ trách', []],
    ['Duy trì trang mạng xã hội', '8 tin bài', '', 'Trần Thị Mẫu', ['no_time']],
    ['Ký chương trình phối hợp', '04 chương trình', 'trước 28/02', 'Đoàn', ['no_person']],
    ['Ký chương trình phối hợp', '04 chương trình', 'trước 28/02', 'BCH', ['no_person']],
    ['Ký chương trình phối hợp', '04 chương trình', 'T2', 'Ban Chấp hành Đoàn xã', ['no_person']],
    ['Ký chương trình phối hợp', '04 chương trình', 'T2', 'BCH Đoàn xã, đ/c Mẫu', []],
    ['Ký chương trình phối hợp', '04 chương trình', 'T2', 'Tập thể chi đoàn', ['no_person']],
    ['Ký chương trình phối hợp', '04 chương trình', 'T2', 'ban chap hanh', ['no_person']],
    ['Ký chương trình phối hợp', '04 chương trình', 'T2', 'pho bi thu', []],
    ['Ký chương trình phối hợp', '04 chương trình', 'T2', 'Đoàn Văn Mẫu', []],
    ['Ký chương trình phối hợp', '04 chương trình', 'T2', 'Các chi đoàn; Trợ lý thanh niên', []],
    ['Ký chương trình phối hợp', '04 chương trình', 'T2', '???', ['no_person']],
    ['Trồng cây', '200 cây xanh', 'tháng 6', 'Danh Mẫu', ['short_content']],
    ['Trồng cây xanh', '200 cây xanh', '19/5', 'Tổ trưởng', []],
    ['Thực hiện theo quy định của ngành', '', '', '', []],
    ['???', 'tốt', 'sau', 'đoàn viên', [...allFlaws]],
    ['🙂', '', '', '', [...allFlaws]],
  ])('%s · %s · %s · %s has flaws %j', (content, target, due, owner, found) => {
    expect(findFlaws(task(content, target, due, owner))).toEqual(found);
  });

  it('made from a suggestion has none', () => {
    const programme = loadProgrammes(join(import.meta.dirname, '../../programmes'))[0]!;
    for (const one of programme.suggestions)
      expect([one.id, findFlaws(task(one.content, one.target, one.due, one.owner))]).toEqual([
        one.id,
        [],
      ]);
  });
});
