import { invitationCodeLength, normalizeCode } from '../../src/domain/codes.ts';

/** A mistyped code may have lost or won a character or two. */
const slip = 2;

/** As the bot writes it, wherever it stands: in a sentence, or in a whole invitation that was pasted. */
const written = /(?<![\p{L}\p{N}-])[\dA-Za-z]{4}(?:-[\dA-Za-z]{4}){2}(?![\p{L}\p{N}-])/u;

/** The code in what somebody typed, pasted or came with; undefined when the words are no code at all. */
export const codeIn = (words: string | undefined): string | undefined => {
  const inside = written.exec(words ?? '')?.[0];
  const typed = (inside ?? words ?? '').trim().replace(/^.*[?&]start=/u, '');
  if (!/^[\dA-Za-z][\dA-Za-z _-]*$/u.test(typed)) return undefined;
  const code = normalizeCode(typed);
  if (Math.abs(code.length - invitationCodeLength) > slip) return undefined;
  const looksLikeWords = /\s/u.test(typed) && !/\d/u.test(typed);
  return looksLikeWords ? undefined : code;
};
