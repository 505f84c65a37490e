const openXml = 'application/vnd.openxmlformats-officedocument';

const byEnding: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  doc: 'application/msword',
  docx: `${openXml}.wordprocessingml.document`,
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  pdf: 'application/pdf',
  png: 'image/png',
  pptx: `${openXml}.presentationml.presentation`,
  txt: 'text/plain',
  webp: 'image/webp',
  xls: 'application/vnd.ms-excel',
  xlsx: `${openXml}.spreadsheetml.sheet`,
};

/** The letters after the last dot, in lower case; empty where there are none. */
export const endingOf = (name: string): string =>
  /\.([a-z0-9]{1,8})$/iu.exec(name)?.[1]?.toLowerCase() ?? '';

export const typeByName = (name: string): string | undefined => byEnding[endingOf(name)];

/** First bytes, from `at` on, of the kinds that are worth telling apart. */
const signs: readonly { hex: string; at?: number; type: string }[] = [
  { hex: '89504e470d0a1a0a', type: 'image/png' },
  { hex: 'ffd8ff', type: 'image/jpeg' },
  { hex: '47494638', type: 'image/gif' },
  { hex: '57454250', at: 8, type: 'image/webp' },
  { hex: '255044462d', type: 'application/pdf' },
  { hex: 'd0cf11e0a1b11ae1', type: 'application/msword' },
  { hex: '504b0304', type: 'application/zip' },
];

const inZip: readonly [string, string][] = [
  ['word/document', `${openXml}.wordprocessingml.document`],
  ['xl/workbook', `${openXml}.spreadsheetml.sheet`],
  ['ppt/presentation', `${openXml}.presentationml.presentation`],
];

const unknownType = 'application/octet-stream';

/** What the bytes are, whatever the file is called; the parts of an Office file are named in its zip. */
export const typeOfBytes = (bytes: Uint8Array): string => {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sign = signs.find(({ hex, at = 0 }) =>
    all.subarray(at, at + hex.length / 2).equals(Buffer.from(hex, 'hex')),
  );
  if (sign?.type !== 'application/zip') return sign?.type ?? unknownType;
  return inZip.find(([part]) => all.includes(part))?.[1] ?? sign.type;
};
