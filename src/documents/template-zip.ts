import { inflateRawSync } from 'node:zlib';
import PizZip from 'pizzip';

/** The largest template that is taken: packed, unpacked, and in parts. */
const limits = { packed: 3_000_000, unpacked: 24_000_000, entries: 400 } as const;

const mainPart = 'word/document.xml';

/** How a packed file lies in the archive; pizzip's types do not tell, its format does. */
type Packed = {
  _data: {
    compressionMethod?: string;
    compressedContent?: Uint8Array;
    getCompressedContent?(): Uint8Array;
  };
};

/** What a file really unpacks to, whatever its header claims; throws when that is more than `room`. */
const unpackedSize = ({ _data: data }: Packed, room: number): number => {
  const content = data.getCompressedContent?.();
  if (content === undefined) return 0;
  if (data.compressionMethod === '\x00\x00') return content.length;
  return inflateRawSync(content, { maxOutputLength: Math.max(room, 1) }).length;
};

const fitsInMemory = (zip: PizZip): boolean => {
  const files = Object.values(zip.files).filter(({ dir }) => !dir);
  if (files.length > limits.entries) return false;
  let room: number = limits.unpacked;
  try {
    // every file of an archive that was read carries its packed bytes
    for (const file of files) room -= unpackedSize(file as unknown as Packed, room);
  } catch {
    return false;
  }
  return room >= 0;
};

const readZip = (bytes: Uint8Array): PizZip | undefined => {
  try {
    return new PizZip(bytes);
  } catch {
    return undefined;
  }
};

/** Opens a Word document that strangers may have made: nothing is unpacked before its size is known. */
export const openTemplate = (
  bytes: Uint8Array,
): { zip: PizZip } | { fault: 'not_docx' | 'too_big' } => {
  if (bytes.length > limits.packed) return { fault: 'too_big' };
  const zip = readZip(bytes);
  if (zip === undefined) return { fault: 'not_docx' };
  if (!fitsInMemory(zip)) return { fault: 'too_big' };
  return mainPart in zip.files ? { zip } : { fault: 'not_docx' };
};

/** The words of a part of the document, paragraph by paragraph. */
export const paragraphsOf = (zip: PizZip, part: string): readonly string[] => {
  const xml = zip.file(part)?.asText() ?? '';
  return xml
    .split('</w:p>')
    .map((piece) =>
      [...piece.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>/gu)]
        .map(([, words = '']) => words)
        .join(''),
    );
};

/** Every part in which tags may stand. */
export const writtenParts = (zip: PizZip): readonly string[] =>
  Object.keys(zip.files).filter((name) =>
    /^word\/(?:document|header\d*|footer\d*)\.xml$/u.test(name),
  );

/** All words of a document that was made here. */
export const wordsOf = (docx: Uint8Array): string =>
  paragraphsOf(new PizZip(docx), mainPart).join('\n');
