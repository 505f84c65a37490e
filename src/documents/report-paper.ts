import { formatDay, formatMoment, dayOf, type Day } from '../domain/dates.ts';
import {
  bodyName,
  officialDay,
  ownLineOf,
  paperNumber,
  placeOf,
  superiorLineOf,
} from '../domain/paper-words.ts';
import {
  percentOf,
  type ReportContent,
  type ReportedUnit,
  type ReportSigner,
} from '../domain/report-up.ts';
import type { Say } from './report-sheets.ts';

/** A frozen report with what its unit writes papers with. */
export type ReportPaper = {
  content: ReportContent;
  signer: ReportSigner;
  number?: number;
  date?: Day;
  superiorLine?: string;
  ownLine?: string;
  place?: string;
};

const blank = '      ';

const dateData = ({ date, content }: ReportPaper) => {
  const { day, month, year } = officialDay(date ?? dayOf(new Date(content.at)));
  return {
    ngày: date === undefined ? blank : day,
    tháng: date === undefined ? blank : month,
    'năm ban hành': year,
  };
};

const headingData = (paper: ReportPaper) => {
  const { content, number, date } = paper;
  const { unitName, superiorName = '' } = content;
  return {
    'cơ quan cấp trên': paper.superiorLine ?? (superiorName && superiorLineOf(superiorName)),
    'cơ quan ban hành': paper.ownLine ?? ownLineOf(unitName),
    số: number === undefined ? blank : paperNumber(number),
    'ký hiệu': 'BC/ĐTN',
    'dự thảo': number === undefined || date === undefined,
    'địa danh': paper.place ?? (placeOf([unitName, superiorName]) || '……………'),
    ...dateData(paper),
  };
};

const figures = ({ counts, tasks }: ReportContent) => ({
  'tổng số': counts.units,
  'đã gửi': counts.sent,
  'tỉ lệ': percentOf(counts.sent, counts.units),
  'gửi trễ': counts.late,
  'chưa gửi': counts.missing,
  'chưa có gì': counts.byState.none,
  'đang soạn': counts.byState.drafting,
  'chờ duyệt': counts.byState.sent,
  'đang duyệt': counts.byState.reviewing,
  'bổ sung': counts.byState.returned,
  'đã duyệt': counts.byState.approved,
  'tổng phần việc': tasks,
});

const sentWords = ({ sentAt, late }: ReportedUnit, say: Say): string => {
  if (sentAt === undefined) return '';
  const day = formatDay(new Date(sentAt));
  return late ? say('report_up.paper.late_day', { day }) : day;
};

const unitData = (unit: ReportedUnit, at: number, say: Say) => ({
  tt: at + 1,
  tên: unit.unitName,
  'hiện trạng': say(`state.${unit.state}`),
  nd1: unit.byHead[0],
  nd2: unit.byHead[1],
  nd3: unit.byHead[2],
  'ngày gửi': sentWords(unit, say),
});

const isMissing = ({ state }: ReportedUnit): boolean => state === 'none' || state === 'drafting';

const named = (units: readonly ReportedUnit[]) => units.map(({ unitName }) => ({ tên: unitName }));

/** What the tags of templates/bao-cao-dang-ky.docx stand for. */
export const reportPaperData = (paper: ReportPaper, say: Say): object => {
  const { content, signer } = paper;
  const late = content.units.filter((unit) => unit.late && !isMissing(unit));
  const missing = content.units.filter(isMissing);
  const superior = content.superiorName ?? '';
  return {
    năm: content.year,
    'tên đơn vị': bodyName(content.unitName),
    'hướng dẫn': content.programme.source.replace(', ', ' ngày '),
    'chương trình': content.programme.title,
    'thời điểm': formatMoment(new Date(content.at)),
    hạn: content.deadline.dueBefore,
    ...headingData(paper),
    ...figures(content),
    'nội dung': content.heads.map(({ number, official, units, tasks, approved }) => ({
      'số mục': number,
      'tên nội dung': official,
      'số đơn vị': units,
      'số việc': tasks,
      'số duyệt': approved,
    })),
    'có đơn vị trễ': late.length > 0,
    'đơn vị trễ': named(late),
    'có đơn vị chưa gửi': missing.length > 0,
    'đơn vị chưa gửi': named(missing),
    'có cụm': content.clusters.length > 0,
    cụm: content.clusters.map(({ name, cadres, counts }) => ({
      'tên cụm': name,
      'số đơn vị': counts.units,
      'cán bộ': cadres.join(', ') || say('report_up.paper.nobody'),
    })),
    'đơn vị': content.units.map((unit, at) => unitData(unit, at, say)),
    'nơi nhận': [
      { câu: `${say('report_up.paper.to', { superior })};` },
      { câu: say('report_up.paper.kept') },
    ],
    'phó bí thư': signer.post === 'deputy',
    'người ký': signer.name,
  };
};
