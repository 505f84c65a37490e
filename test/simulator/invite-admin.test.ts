import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { programFolder } from '../../src/app/program-folder.ts';
import { connect } from './phone.ts';
import { freshFolder, runProgram, startProgram, type Started } from './program.ts';

type Said = { code: number | null; out: string; err: string };

/** `npm run invite-admin -- …`, without npm. */
const inviteAdmin = async (dir: string, ...args: string[]): Promise<Said> => {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'src/app/cli/invite-admin.ts', ...args],
    {
      cwd: programFolder(),
      env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: undefined, DATA_DIR: dir },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const said = { out: '', err: '' };
  child.stdout.on('data', (part: Buffer) => (said.out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (said.err += part.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...said };
};
const codeIn = ({ out }: Said): string =>
  /\b[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}\b/.exec(out)?.[0] ?? '';

describe('npm run invite-admin', () => {
  let sample: Awaited<ReturnType<typeof freshFolder>>;
  let real: Awaited<ReturnType<typeof freshFolder>>;
  beforeAll(async () => {
    [sample, real] = [await freshFolder(), await freshFolder()];
  });
  let program: Started | undefined;
  const start = async (): Promise<Started> => {
    program = await startProgram({ DATA_DIR: sample.dir });
    return program;
  };
  afterEach(async () => {
    await program?.stop();
    program = undefined;
  });
  afterAll(async () => {
    await sample.remove();
    await real.remove();
  });

  test('gives a code while the program runs and while it does not; each opens the door once', async () => {
    const first = await start();
    const during = await inviteAdmin(sample.dir);
    expect(during).toMatchObject({ code: 0, err: '' });
    await first.stop();
    const between = await inviteAdmin(sample.dir);
    expect(between).toMatchObject({ code: 0, err: '' });
    const api = connect((await start()).url);
    for (const said of [during, between]) {
      const code = codeIn(said);
      expect(code).not.toBe('');
      const newcomer = { name: 'Khách', like: 'web' };
      const { id } = await api.post<{ id: string }>('/sim/api/personas', newcomer);
      const phone = api.phone(id);
      const opened = (await phone.type(`/start ${code}`)).map(({ text }) => text).join('\n');
      expect(opened).toMatch(/dữ liệu cá nhân/);
      await phone.press('Đồng ý');
      await phone.type('Phan Quản Trị Mới Mẫu');
      await phone.press('yes');
      const menu = (await phone.type('/moithamgia')).map(({ text }) => text).join('\n');
      expect(menu).toMatch(/mời/i);
    }
  });

  test('on an empty database needs the name of the first unit; the simulator then keeps off it', async () => {
    const nameless = await inviteAdmin(real.dir);
    expect(nameless.code).toBe(78);
    expect(codeIn(nameless)).toBe('');
    const named = await inviteAdmin(real.dir, 'Tỉnh đoàn Thử Nghiệm (Mẫu)');
    expect(named).toMatchObject({ code: 0, err: '' });
    expect(named.out).toContain('Tỉnh đoàn Thử Nghiệm (Mẫu)');
    expect(codeIn(named)).not.toBe('');
    const { code, said } = await runProgram({ DATA_DIR: real.dir, SIMULATOR: 'on' });
    expect(code).toBe(1);
    expect(said.trim()).toMatch(
      /^SIMULATOR=on, but this database holds real data: [^\n]*another DATA_DIR\.$/,
    );
  });
});
