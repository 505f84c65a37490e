import { afterAll, beforeAll } from '@jest/globals';
import { connect, type SimulatorClient } from './phone.ts';
import { freshFolder, startProgram, type Env, type Started } from './program.ts';

export type ProgramOfTests = {
  /** Always of the running one. */
  api: SimulatorClient;
  url(): string;
  /** A power cut, or a stop, and the next start on the same folder. */
  restart(how?: 'kill' | 'stop'): Promise<void>;
};

/** One program on a folder of its own, from before the first test of a file (or of a `describe`) to after its last. */
export const withProgram = (env: Env = {}): ProgramOfTests => {
  let folder: Awaited<ReturnType<typeof freshFolder>>;
  let program: Started;
  const start = async (): Promise<void> => {
    program = await startProgram({ DATA_DIR: folder.dir, ...env });
  };
  beforeAll(async () => {
    folder = await freshFolder();
    await start();
  });
  afterAll(async () => {
    await program.stop();
    await folder.remove();
  });
  return {
    api: connect(() => program.url),
    url: () => program.url,
    async restart(how = 'kill') {
      await program[how]();
      await start();
    },
  };
};
