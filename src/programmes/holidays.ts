import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isDay } from '../domain/dates.ts';
import type { Holiday } from '../domain/season.ts';

/** Lies among the programmes and is none. */
export const holidaysFile = 'holidays.json';

const words = z.string().min(1);

const shape = z
  .array(
    z.strictObject({
      day: z.string().refine(isDay, { error: 'must be a day, YYYY-MM-DD' }),
      name: words,
      source: words,
    }),
  )
  .refine((all) => new Set(all.map(({ day }) => day)).size === all.length, {
    error: 'names a day twice',
  });

/** The holidays that came with the program: they hold until an office edits its own list. */
export const loadHolidays = (dir: string): readonly Holiday[] =>
  shape.parse(JSON.parse(readFileSync(join(dir, holidaysFile), 'utf8')));
