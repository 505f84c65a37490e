import { z } from 'zod';

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const wordIn = (value: unknown): string | undefined =>
  isScalar(value) && value !== '' ? String(value) : undefined;

const figureIn = (value: unknown): number | undefined => {
  const figure = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof figure === 'number' && Number.isFinite(figure) ? figure : undefined;
};

const latestMoment = 8.64e15;

const momentIn = (value: unknown): Date | undefined => {
  const ms = figureIn(value);
  return ms === undefined || ms <= 0 || ms > latestMoment ? undefined : new Date(ms);
};

const flagIn = (value: unknown): boolean | undefined => {
  if (typeof value === 'boolean') return value;
  const flags: Readonly<Record<string, boolean>> = { true: true, false: false, 1: true, 0: false };
  return isScalar(value) ? flags[String(value)] : undefined;
};

/** Zalo leaves fields out, sends them empty or in another type: whatever does not fit reads as undefined. */
const maybe = <T>(read: (value: unknown) => T) => z.unknown().optional().transform(read);

/** An id, a phone number or a word that must be there, also where Zalo sends a number: always a string here. */
export const word = z.union([z.string().min(1), z.number()]).transform((value) => String(value));

export const wordMaybe = maybe(wordIn);

/** A figure, also where Zalo sends it as a string. */
export const figureMaybe = maybe(figureIn);

/** Milliseconds since 1970, as a number or as a string. */
export const momentMaybe = maybe(momentIn);

export const flagMaybe = maybe(flagIn);

export const wordsMaybe = maybe((value) =>
  Array.isArray(value) ? value.map(wordIn).filter((one) => one !== undefined) : [],
);

/** An object that may be missing or of another type: it then reads as one without fields. */
export const part = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess(
    (value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}),
    z.object(shape),
  );
