import { Unreadable } from './unreadable.ts';

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, at) => bytes[at] === byte);

const decode = (bytes: Uint8Array, encoding: string): string => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new Unreadable('not_supported');
  }
};

/** Plain text in UTF-8 or, with its mark in front, UTF-16. Anything else would be guessed at. */
export const readText = (bytes: Uint8Array): string => {
  if (startsWith(bytes, 0xff, 0xfe)) return decode(bytes, 'utf-16le');
  if (startsWith(bytes, 0xfe, 0xff)) return decode(bytes, 'utf-16be');
  const words = decode(bytes, 'utf-8');
  if (words.includes('\0')) throw new Unreadable('not_supported');
  return words;
};
