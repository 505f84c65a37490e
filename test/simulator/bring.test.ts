import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { programFolder } from '../../src/app/program-folder.ts';
import { connect, type Bubble, type Phone, type SimulatorClient } from './phone.ts';
import { freshFolder, startProgram, type Started } from './program.ts';

const all = (bubbles: readonly Bubble[]): string => bubbles.map(({ text }) => text).join('\n');

type Stored = { tasks: { item: string; content: string; deletedAt?: string }[] };

const twentyTasks = readFileSync(join(programFolder(), 'samples/plans/2-hai-muoi-viec.txt'), 'utf8');

describe('a whole plan, brought in over the simulator', () => {
  let folder: Awaited<ReturnType<typeof freshFolder>>;
  let program: Started;
  let api: SimulatorClient;
  let secretary: Phone;
  let sent = 0;
  const counted = (phone: Phone): Phone => ({
    ...phone,
    type: (text) => ((sent += 1), phone.type(text)),
    press: (name) => ((sent += 1), phone.press(name)),
  });
  const live = async (): Promise<Stored['tasks']> => {
    const { tasks } = await api.get<Stored>('/sim/api/registrations/thpt/2027');
    return tasks.filter(({ deletedAt }) => deletedAt === undefined);
  };

  beforeAll(async () => {
    folder = await freshFolder();
    program = await startProgram({ DATA_DIR: folder.dir });
    api = connect(program.url);
    secretary = counted(api.phone('bithu-1'));
  });
  afterAll(async () => {
    await program.stop();
    await folder.remove();
  });

  test('twenty tasks stand in the plan after at most ten messages', async () => {
    await secretary.type('/dangky');
    await secretary.press('bring');
    await secretary.type(twentyTasks);
    const overview = all(await secretary.press('done'));
    expect(overview).toContain('ĐỌC ĐƯỢC 20 PHẦN VIỆC');
    expect(all(await secretary.press('take'))).toContain('Đã đưa 20 phần việc');
    expect(sent).toBeLessThanOrEqual(10);
    expect(await live()).toHaveLength(20);
  });

  test('the same paste again changes nothing: each task is there already', async () => {
    await secretary.type('/dangky');
    const offer = all(await secretary.type(twentyTasks));
    expect(offer).toContain('cả một kế hoạch');
    expect(all(await secretary.press('done'))).toContain('20 phần việc bị trùng');
    await secretary.press('discard');
    await secretary.press('yes');
    expect(await live()).toHaveLength(20);
  });

  test('one button takes the tasks out again', async () => {
    expect(all(await secretary.press('bring_back'))).toContain('Đã bỏ 20 phần việc');
    expect(await live()).toHaveLength(0);
  });
});
