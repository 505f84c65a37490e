import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { programFolder } from '../../src/app/program-folder.ts';
import { exampleOrganisation } from '../../src/app/papers/organisation-sheets.ts';
import { readFile as readSheets } from '../../src/documents/read-file.ts';
import { writeXlsx } from '../../src/documents/write-xlsx.ts';
import { connect } from './phone.ts';
import { freshFolder, startProgram } from './program.ts';

type Said = { code: number | null; out: string; err: string };

/** `npm run import -- …`, without npm. */
const run = async (dir: string, ...args: string[]): Promise<Said> => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/app/cli/import.ts', ...args], {
    cwd: programFolder(),
    env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: undefined, DATA_DIR: join(dir, 'data') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (part: Buffer) => (said.out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (said.err += part.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...said };
};

let folder: Awaited<ReturnType<typeof freshFolder>>;
let file: string;
beforeAll(async () => {
  folder = await freshFolder();
  file = join(folder.dir, 'nguoi.xlsx');
  await copyFile('samples/nguoi-mau.xlsx', file);
});
afterAll(() => folder.remove());

test('without a file, or with one that is not there, says so and ends with its own code', async () => {
  expect(await run(folder.dir)).toMatchObject({ code: 78, out: '' });
  const absent = await run(folder.dir, join(folder.dir, 'khong-co.xlsx'));
  expect(absent.code).toBe(66);
  expect(absent.err).toContain('khong-co.xlsx');
});

test('a file with faults names each row in Vietnamese and changes nothing', async () => {
  const [units, people] = exampleOrganisation();
  const rows = [['Lê Lạ Mẫu', 'Đoàn Không Có (Mẫu)', null, 'Bí thư', null]];
  const wrong = join(folder.dir, 'sai.xlsx');
  await writeFile(wrong, await writeXlsx([units!, { ...people!, rows }]));
  const said = await run(folder.dir, wrong, '--apply');
  expect(said.code).toBe(65);
  expect(said.err).toContain('Người, dòng 2: không có đơn vị “Đoàn Không Có (Mẫu)”');
  const text = join(folder.dir, 'chu.txt');
  await writeFile(text, 'xin chào');
  expect(await run(folder.dir, text)).toMatchObject({ code: 65 });
});

test('is a trial first; --apply takes it up once and lays the invitations beside it', async () => {
  const trial = await run(folder.dir, file);
  expect(trial).toMatchObject({ code: 0, err: '' });
  expect(trial.out).toContain('6 mới');
  expect(trial.out).toContain('--apply');
  const done = await run(folder.dir, file, '--apply');
  expect(done).toMatchObject({ code: 0, err: '' });
  expect(done.out).toContain('✓ Đã nhập');
  const list = join(folder.dir, 'nguoi-loi-moi.xlsx');
  const read = await readSheets({ name: 'a.xlsx', bytes: await readFile(list) });
  const cells = JSON.stringify(read);
  expect(cells.match(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/gu)).toHaveLength(4);
  expect((await stat(join(folder.dir, 'nguoi-the-moi.docx'))).size).toBeGreaterThan(1_000);
  const again = await run(folder.dir, file, '--apply');
  expect(again).toMatchObject({ code: 0, err: '' });
  expect(again.out).toContain('Không có gì thay đổi');
});

test('works on the database of a running program, and the code opens its door', async () => {
  const other = await freshFolder();
  const own = join(other.dir, 'nguoi.xlsx');
  await copyFile('samples/nguoi-mau.xlsx', own);
  const program = await startProgram({ DATA_DIR: join(other.dir, 'data') });
  try {
    const done = await run(other.dir, own, '--apply');
    expect(done).toMatchObject({ code: 0, err: '' });
    const bytes = await readFile(join(other.dir, 'nguoi-loi-moi.xlsx'));
    const cells = JSON.stringify(await readSheets({ name: 'a.xlsx', bytes }));
    const [code = ''] = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/u.exec(cells) ?? [];
    const api = connect(program.url);
    const guest = { name: 'Khách', like: 'web' };
    const { id } = await api.post<{ id: string }>('/sim/api/personas', guest);
    const opened = await api.phone(id).type(`/start ${code}`);
    expect(opened.map(({ text }) => text).join('\n')).not.toContain('không tìm thấy');
  } finally {
    await program.stop();
    await other.remove();
  }
});
