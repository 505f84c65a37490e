import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { entries, flows } from '../../flows/index.ts';
import { paperWorlds } from './documents/document-world.ts';
import { registeringWorlds } from './registering/worlds.ts';
import { stage as offices } from './offices/stage.ts';
import { stage as reviewing } from './reviewing/stage.ts';
import { playScript, type Stage } from './transcript.ts';

const registering: Stage = { flows, entries, worlds: registeringWorlds };
const papers: Stage = { flows, entries, worlds: paperWorlds };

const playAll = async (folder: string, stage: Stage, met: Set<string>): Promise<void> => {
  const path = join(import.meta.dirname, folder);
  for (const file of readdirSync(path).filter((name) => name.endsWith('.txt'))) {
    const script = readFileSync(join(path, file), 'utf8');
    await playScript(script, { ...stage, onFlow: (id) => met.add(id) });
  }
};

it('every conversation stands in a transcript', async () => {
  const met = new Set<string>();
  await playAll('transcripts', registering, met);
  await playAll('reviewing/transcripts', reviewing, met);
  await playAll('documents/transcripts', papers, met);
  await playAll('offices/transcripts', offices, met);
  expect(flows.map(({ id }) => id).filter((id) => !met.has(id))).toEqual([]);
}, 30_000);
