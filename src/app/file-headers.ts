/** How a file is described to whoever downloads it. */

const plainType = 'application/octet-stream';
const mediaType = /^[a-z0-9][\w.+-]*\/[a-z0-9][\w.+-]*$/iu;

/** What people sent may claim any type: only what looks like one is repeated. */
export const contentTypeOf = (type: string): string => (mediaType.test(type) ? type : plainType);

/** For programs that know no other letters. */
const plainLetters = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/gu, 'd')
    .replace(/Đ/gu, 'D')
    .replace(/[^\w .()-]/gu, '_');

/** RFC 8187, which leaves fewer letters as they are than a URL does. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(
    /['()*!]/gu,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** `Content-Disposition` of RFC 6266: always offered for saving, never shown in place. */
export const attachmentOf = (name: string): string => {
  // A lone half of a letter cannot be written anywhere.
  const whole = Buffer.from(name.normalize('NFC'))
    .toString()
    .replace(/\p{Cc}/gu, '');
  return `attachment; filename="${plainLetters(whole)}"; filename*=UTF-8''${encoded(whole)}`;
};
