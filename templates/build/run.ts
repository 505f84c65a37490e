/** Writes the starter templates anew: `npm run templates`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planTemplate } from './plan-template.ts';
import { reportTemplate } from './report-template.ts';

const folder = join(import.meta.dirname, '..');

writeFileSync(join(folder, 'ke-hoach-dang-ky.docx'), await planTemplate());
writeFileSync(join(folder, 'bao-cao-dang-ky.docx'), await reportTemplate());
