/** How the fields of a plan are called: over the columns of tables and in front of words. */
import type { TaskInput } from './commands.ts';
import { fold } from './text.ts';

export type Field = keyof TaskInput;
export type ColumnRole = Field | 'item' | 'number' | 'note';

const bare = (words: string): string =>
  fold(words)
    .replace(/\([^)]*\)/gu, ' ')
    .replace(/[^\p{L}\p{N}/]+/gu, ' ')
    .trim();

/** The first that fits: "Thời gian thực hiện" is a time, "Đơn vị phối hợp" a partner. */
const columns: readonly [ColumnRole, RegExp][] = [
  ['number', /^(?:stt|tt|so tt|so thu tu)$/u],
  ['item', /^(?:ma|ma muc|muc|tieu muc|ma tieu muc|tieu chi|noi dung 3 chu dong|3 chu dong)$/u],
  ['note', /^ghi chu/u],
  ['partners', /phoi hop/u],
  ['evidence', /minh chung|san pham|ho so|tai lieu kem/u],
  [
    'due',
    /^(?:thoi gian|thoi han|han|tien do|thoi diem|hoan thanh|ngay)(?: |$)|thoi gian|thoi han/u,
  ],
  ['content', /^(?:noi dung|phan viec|cong viec|ten viec|viec|hoat dong|nhiem vu|ten phan viec)/u],
  ['target', /chi tieu|muc tieu|so luong|ket qua|yeu cau dat/u],
  ['owner', /nguoi|phu trach|chu tri|thuc hien|phan cong|trach nhiem|don vi|bo phan/u],
  ['content', /noi dung|phan viec|cong viec|hoat dong/u],
];

const longestTitle = 60;

/** What a column with that title holds. */
export const columnRole = (title: string): ColumnRole | undefined => {
  const words = bare(title);
  if (words === '' || words.length > longestTitle) return undefined;
  return columns.find(([, shape]) => shape.test(words))?.[0];
};

/** In front of a colon only what can be nothing else. */
const labels: readonly [Field, RegExp][] = [
  ['target', /^(?:chi tieu|muc tieu|so luong|ket qua)(?: can dat| du kien| dat duoc| cu the)?$/u],
  [
    'due',
    /^(?:thoi gian|thoi han|han|tien do|thoi diem)(?: thuc hien| hoan thanh| to chuc| cuoi)?$/u,
  ],
  ['due', /^hoan thanh$/u],
  ['partners', /^(?:don vi |nguoi |to chuc )?phoi hop(?: thuc hien| voi)?$/u],
  [
    'owner',
    /^(?:nguoi|don vi|can bo|bo phan|d\/c|dc|dong chi|ca nhan|nguoi\/don vi)? ?(?:phu trach|chu tri|thuc hien|chiu trach nhiem|phan cong|dam nhiem)(?: chinh)?$/u,
  ],
  ['evidence', /^(?:minh chung|san pham|ho so minh chung|ho so|ket qua minh chung)$/u],
  [
    'content',
    /^(?:noi dung|phan viec|cong viec|ten phan viec|noi dung phan viec|viec)(?: cu the)?$/u,
  ],
];

export const labelRole = (words: string): Field | undefined => {
  const label = bare(words);
  return labels.find(([, shape]) => shape.test(label))?.[0];
};

const inside = /(?:^|[.;,(–—-]\s*|\s)(\p{L}[\p{L}\p{M}/ ]{1,28}?)\s*[:=]\s*/gu;

/** "Mở lớp. Chỉ tiêu: 02 lớp. Thời gian: quý I": the words and the fields named within them. */
export const namedParts = (words: string): { lead: string; fields: Partial<TaskInput> } => {
  const found = [...words.matchAll(inside)].flatMap((match) => {
    const role = roleAtEnd(match[1] ?? '');
    return role === undefined
      ? []
      : [
          {
            ...role,
            at: match.index + match[0].indexOf(role.label),
            end: match.index + match[0].length,
          },
        ];
  });
  const fields: Partial<TaskInput> = {};
  for (const [index, { field, end }] of found.entries()) {
    const value = tidyEnd(words.slice(end, found[index + 1]?.at));
    if (value !== '') fields[field] = fields[field] ? `${fields[field]}; ${value}` : value;
  }
  return { lead: tidyEnd(words.slice(0, found[0]?.at)), fields };
};

/** A label may end a sentence's last words: "… đoàn viên thời gian: quý I". */
const roleAtEnd = (words: string): { field: Field; label: string } | undefined => {
  const parts = words.trim().split(/\s+/u);
  for (let from = 0; from < parts.length; from += 1) {
    const label = parts.slice(from).join(' ');
    const field = labelRole(label);
    if (field !== undefined) return { field, label };
  }
  return undefined;
};

const tidyEnd = (words: string): string =>
  words
    .replace(/^[\s;,.)–—-]+/u, '')
    .replace(/[\s;,.(–—-]+$/u, '')
    .trim();
