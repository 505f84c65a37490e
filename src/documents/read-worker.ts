/** Runs in a thread of its own: a hostile file may cost this thread, never the program. */
import { parentPort, workerData } from 'node:worker_threads';
import { readBytes } from './read-bytes.ts';

const read = async (): Promise<void> => {
  // the clock of the reading starts here, when all is loaded
  parentPort?.postMessage('ready');
  parentPort?.postMessage(await readBytes(workerData as Uint8Array)); // given by readFile
};

await read();
