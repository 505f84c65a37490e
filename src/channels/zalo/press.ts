/**
 * Zalo reports no press: a tap sends the button's payload as an ordinary text of the person's. This mark tells ours
 * from what people write. Anybody can type it, so it gives no right: what a press may do is checked behind.
 */
const mark = '#bcd:';

/** Longer than any id of a choice (64 bytes). */
const longest = 128;

export const payloadOf = (choiceId: string): string => `${mark}${choiceId}`;

/** The id of the choice in a payload of ours; undefined for words. */
export const pressIn = (text: string): string | undefined => {
  const words = text.trim();
  const id = words.startsWith(mark) ? words.slice(mark.length) : '';
  return id === '' || id.length > longest || /[\r\n]/u.test(id) ? undefined : id;
};
