import { z } from 'zod';
import { sendErrorCodes } from '../channel.ts';

const base64 = z.string().refine((words) => {
  const padding = /={0,2}$/.exec(words)?.[0].length ?? 0;
  return (
    words.length % 4 === 0 &&
    Buffer.from(words, 'base64').length === (words.length / 4) * 3 - padding
  );
}, 'must be base64');

/** A name without folders, as people see it. */
const fileName = z
  .string()
  .transform((name) => name.normalize('NFC').split(/[/\\]/).at(-1)?.trim() ?? '')
  .pipe(z.string().min(1, 'must name a file').max(255));

const file = z.strictObject({ name: fileName, base64 });
export type SentFile = z.infer<typeof file>;

export const messageBody = z
  .strictObject({
    text: z.string().optional(),
    press: z.string().min(1).max(200).optional(),
    file: file.optional(),
    files: z.array(file).min(1).max(10).optional(),
    eventId: z.string().min(1).max(200).optional(),
  })
  .refine(
    ({ text, press, file, files }) =>
      [text, press, file, files].filter((one) => one !== undefined).length === 1,
    'say exactly one of text, press, file and files',
  );
export type MessageBody = z.infer<typeof messageBody>;

export const personaBody = z.strictObject({
  name: z
    .string()
    .transform((name) => name.normalize('NFC').trim())
    .pipe(z.string().min(1).max(80)),
  like: z.enum(['zalo', 'telegram', 'web']),
});

export const faultBody = z.strictObject({
  code: z.enum(sendErrorCodes),
  times: z.int().min(0).max(1_000).default(1),
});

/** Seconds may be left out: 2026-09-14T08:00+07:00. */
const zonedTime = z
  .string()
  .transform((words) => words.replace(/(T\d\d:\d\d)(?=[Z+-])/, '$1:00'))
  .pipe(z.iso.datetime({ offset: true, error: 'must be an ISO time with a zone' }));

export const clockBody = z
  .strictObject({ now: zonedTime.optional(), advance: z.string().max(40).optional() })
  .refine(
    ({ now, advance }) => (now === undefined) !== (advance === undefined),
    'say exactly one of now and advance',
  );

export const resetBody = z
  .strictObject({ scenario: z.enum(['fresh', 'season', 'year-end']).default('fresh') })
  .default({ scenario: 'fresh' });

/** A day stands for its evening: all that it brings is due by then. */
const dayOrTime = z
  .string()
  .transform((words) =>
    /^\d{4}-\d{2}-\d{2}$/.test(words) ? `${words}T20:00:00+07:00` : words.replace(' ', '+'),
  )
  .pipe(zonedTime);

export const explainQuery = z.object({
  persona: z.string().min(1).optional(),
  at: dayOrTime.optional(),
});

export const afterQuery = z.object({ after: z.coerce.number().int().min(0).default(0) });
export const waitQuery = z.object({ wait: z.coerce.number().int().min(0).max(30_000).default(0) });
export const yearParams = z.object({
  unitId: z.string().min(1),
  year: z.coerce.number().int().min(2000).max(2100),
});
