import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { compareFile } from '../transcript.ts';
import { stage } from './stage.ts';

const folder = join(import.meta.dirname, 'transcripts');

test.each(readdirSync(folder).filter((file) => file.endsWith('.txt')))(
  '%s is what is said today',
  async (file) => {
    const { written, played } = await compareFile(join(folder, file), stage);
    expect(played).toBe(written);
  },
);
