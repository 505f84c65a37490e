/** A file by reference into the file port: bytes never travel inside a message or a document. */
export type FileRef = { id: string; name: string; type: string; size: number };

/** Why a file could not be read. Each is a sentence for the person who sent it. */
export const unreadableReasons = [
  'damaged',
  'too_big',
  'too_many_cells',
  /** .doc and .xls of before 2007. */
  'old_format',
  'encrypted',
  'not_supported',
  'too_slow',
] as const;
export type UnreadableReason = (typeof unreadableReasons)[number];
