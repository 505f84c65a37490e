import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isBranch } from '../../domain/paper-words.ts';
import type { StandingTexts } from '../../domain/plan-document.ts';
import { programFolder } from '../program-folder.ts';

const words = z.string().trim().min(1);
const texts = z.strictObject({
  basis: words,
  purpose: words,
  requirements: words,
  arrangements: words,
  recipients: words,
});
const file = z.strictObject({ unit: texts, branch: texts });

const folder = (): string => join(programFolder(), 'templates');

let read: z.infer<typeof file> | undefined;

/** What a plan's paper says where the unit has written nothing itself: templates/ke-hoach-dang-ky.json. */
export const standingTexts = (unitName: string): StandingTexts => {
  read ??= file.parse(JSON.parse(readFileSync(join(folder(), 'ke-hoach-dang-ky.json'), 'utf8')));
  return isBranch(unitName) ? read.branch : read.unit;
};

/** The template that holds where nobody has one of their own. */
export const starterTemplate = (): { bytes: Uint8Array; name: string } => {
  const name = 'ke-hoach-dang-ky.docx';
  return { bytes: readFileSync(join(folder(), name)), name };
};
