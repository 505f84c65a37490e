import type { FileContent } from './read-file.ts';
import { readDocx } from './read-docx.ts';
import { readText } from './read-text.ts';
import { readXlsx } from './read-xlsx.ts';
import type { UnreadableReason } from '../domain/files.ts';
import { Unreadable } from './unreadable.ts';
import { unzip } from './zip.ts';

/** Sum of all entries of a zip file. */
const unpackedLimit = 60_000_000;

const starts = (bytes: Uint8Array, words: string): boolean =>
  Array.from(words).every((char, at) => bytes[at] === char.charCodeAt(0));

const isOle = (bytes: Uint8Array): boolean => starts(bytes, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1');

/** Its names of streams are in UTF-16. */
const isEncrypted = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));

const others = ['%PDF', '\x89PNG', '\xff\xd8\xff', 'GIF8', 'RIFF', '{\\rtf'];

const readZip = async (bytes: Uint8Array): Promise<FileContent> => {
  const entries = unzip(bytes, unpackedLimit);
  if (entries.has('xl/workbook.xml')) {
    return { kind: 'sheets', sheets: await readXlsx(bytes, entries) };
  }
  if (entries.has('word/document.xml'))
    return { kind: 'text', blocks: await readDocx(bytes, entries) };
  throw new Unreadable('not_supported');
};

const read = async (bytes: Uint8Array): Promise<FileContent> => {
  if (bytes.length === 0) throw new Unreadable('damaged');
  if (isOle(bytes)) throw new Unreadable(isEncrypted(bytes) ? 'encrypted' : 'old_format');
  if (starts(bytes, 'PK')) return readZip(bytes);
  if (others.some((start) => starts(bytes, start))) throw new Unreadable('not_supported');
  return { kind: 'text', blocks: [{ text: readText(bytes) }] };
};

/** What is in a file, told by its content: names lie. */
export const readBytes = async (
  bytes: Uint8Array,
): Promise<FileContent | { unreadable: UnreadableReason }> => {
  try {
    return await read(bytes);
  } catch (error) {
    // Libraries throw whatever they trip over; a file that makes them stumble is a damaged one.
    return { unreadable: error instanceof Unreadable ? error.reason : 'damaged' };
  }
};
