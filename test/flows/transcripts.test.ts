import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { entries, flows } from '../../flows/index.ts';
import { registeringWorlds } from './registering/worlds.ts';
import { compareFile } from './transcript.ts';

const folder = join(import.meta.dirname, 'transcripts');
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
const worlds = { ...registeringWorlds };

describe('conversations', () => {
  it.each(files)('go as %s says', async (file) => {
    const { written, played } = await compareFile(join(folder, file), { flows, entries, worlds });
    expect(played).toBe(written);
  });
});
