/** By ending, because the page and testers send a name and bytes only. */
const types: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
  oga: 'audio/ogg',
  ogg: 'audio/ogg',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
  webp: 'image/webp',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const ending = (name: string): string => /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';

export const typeOf = (name: string): string => types[ending(name)] ?? 'application/octet-stream';

/** Telegram sends stickers as .webp and voice notes as .ogg; a bot can read neither. */
export const kindOf = (name: string): 'sticker' | 'voice' | 'file' => {
  if (ending(name) === 'webp') return 'sticker';
  return ['ogg', 'oga', 'm4a', 'mp3'].includes(ending(name)) ? 'voice' : 'file';
};

/** What a browser may show in place; everything else is only offered for download. */
export const isPicture = (type: string): boolean => /^image\/(png|jpeg|gif|webp)$/.test(type);
