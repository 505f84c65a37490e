import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { entries, flows } from '../../../flows/index.ts';
import { compareFile } from '../transcript.ts';
import { paperWorlds as worlds } from './document-world.ts';

const folder = join(import.meta.dirname, 'transcripts');
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));

describe('conversations about papers', () => {
  it.each(files)('go as %s says', async (file) => {
    const { written, played } = await compareFile(join(folder, file), { flows, entries, worlds });
    expect(played).toBe(written);
  });
});
