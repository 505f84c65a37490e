/** Codes that people read aloud and type: no letter that looks like a digit or like another letter. */

const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A whole number from 0 up to, not including, `below`; unguessable where secrets are made of it. */
export type Chance = (below: number) => number;

export const invitationCodeLength = 12;

export const makeCode = (chance: Chance, length: number): string =>
  Array.from({ length }, () => alphabet.charAt(chance(alphabet.length))).join('');

/** As it was typed: with spaces, dashes or small letters. */
export const normalizeCode = (typed: string): string =>
  typed.toUpperCase().replace(/[^0-9A-Z]/gu, '');

/** Four characters that follow from an id: a receipt needs no secret, only little chance of a mix-up. */
export const shortCodeOf = (id: string): string => {
  let hash = 2166136261;
  for (const char of id) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619) >>> 0;
  let code = '';
  for (let rest = hash; code.length < 4; rest = Math.floor(rest / alphabet.length)) {
    code += alphabet.charAt(rest % alphabet.length);
  }
  return code;
};
