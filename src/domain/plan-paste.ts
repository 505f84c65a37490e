/** Whether a long text is a whole plan, told before anything of it is read. */

const codeInFront =
  /^[\s\-–—*•●+>#]*(?:(?:tiểu mục|tieu muc|mục|muc|nội dung|noi dung|nd)\s*)?([1-9])\s?[.,]\s?([1-9])(?=[.):;\s–/-]|$)(?!\s?(?:%|km|triệu|tr\b|tỷ|tỉ))/iu;

/** A chat puts the time and the sender in front. */
const sender = /^\s*\[?\d{1,2}:\d{2}[^:\n]{0,40}\]?[^:\n]{0,60}:\s*/u;

const fewestItems = 3;

/** At least three sub-items stand at the beginning of lines. */
export const looksLikePlan = (words: string): boolean => {
  const codes = words.split(/[\n\r\u2028]/u).flatMap((line) => {
    const [, head, item] =
      codeInFront.exec(line) ?? codeInFront.exec(line.replace(sender, '')) ?? [];
    return head === undefined || item === undefined ? [] : [`${head}.${item}`];
  });
  return new Set(codes).size >= fewestItems;
};
