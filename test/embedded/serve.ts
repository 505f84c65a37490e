import { startEmbedded } from '../../src/embedded/start-embedded.ts';

/* A process of its own that serves a folder until it is killed. */
const [dir = ''] = process.argv.slice(2);
const { uri } = await startEmbedded({ dir });
process.stdout.write(`${uri}\n`);
setInterval(() => undefined, 60_000);
