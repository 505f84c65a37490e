import { describe, expect, test } from '@jest/globals';
import type { Bubble, Phone } from './phone.ts';
import { withProgram } from './with-program.ts';

const most = 20_000;
const long = 'Mở lớp tập huấn cho đoàn viên. '.repeat(700).slice(0, most - 1) + '.';

/** A phone like Zalo carries 2,000 characters in one message. */
describe('a text of 20,000 characters', () => {
  const program = withProgram();
  const { api } = program;

  const textOf = (bubbles: readonly Bubble[]): string =>
    bubbles.map(({ text }) => text).join('\n\n');
  const expectFits = (bubbles: readonly Bubble[]): void => {
    expect(bubbles.length).toBeGreaterThan(0);
    for (const { text } of bubbles) expect(text.length).toBeLessThanOrEqual(2_000);
  };
  const newcomer = async (): Promise<Phone> => {
    const person = { name: 'Người Lạ Mẫu', like: 'zalo' };
    return api.phone((await api.post<{ id: string }>('/sim/api/personas', person)).id);
  };

  test('is told to be too long for the content of a task, with the limit', async () => {
    const phone = api.phone('bithu-1');
    await phone.type('/dangky');
    await phone.type('1.1');
    await phone.press('task_new');
    const said = textOf(await phone.type(long));
    expect(said).toMatch(/Câu vừa gõ dài 20\.000 ký tự, tối đa [\d.]+\./);
    await phone.type('/huy');
  });

  test.each(['/dangky', '/trogiup', '/baocao'])('is told to be too long at %s', async (menu) => {
    const phone = api.phone('bithu-1');
    await phone.type(menu);
    expect(textOf(await phone.type(long))).toMatch(/dài 20\.000 ký tự, .*\(tối đa 2\.000\)/);
  });

  test('is told to be too long where only a choice is taken', async () => {
    const phone = api.phone('canbo-2');
    await phone.type('/moithamgia');
    const answered = await phone.type(long);
    expect(textOf(answered)).toMatch(/dài 20\.000 ký tự, .*\(tối đa 2\.000\)/);
    expect(answered.at(-1)?.choices.length).toBeGreaterThan(0);
  });

  test('is told to be no code, from the first word on', async () => {
    const phone = await newcomer();
    for (let turn = 0; turn < 2; turn += 1) {
      const said = textOf(await phone.type(long));
      expect(said).toContain('dài 20.000 ký tự');
      expect(said).toContain('12 chữ và số');
    }
  });

  const tail = '; 2 lớp; Quý I; Bí thư';
  const bare = (words: string): string => words.replace(/\s+/gu, '');

  test('as a whole task is read back in parts, without a letter lost', async () => {
    const phone = api.phone('bithu-1');
    const content = long.slice(0, most - '1.1; '.length - tail.length);
    const answered = await phone.type(`1.1; ${content}${tail}`);
    expectFits(answered);
    expect(bare(textOf(answered))).toContain(bare(content));
    await phone.type('/huy');
  });

  test('without a sub-item is kept and read back whole', async () => {
    const phone = api.phone('bithu-1');
    const words = `${long.slice(0, most - tail.length)}${tail}`;
    const answered = await phone.type(words);
    expectFits(answered);
    expect(bare(textOf(answered))).toContain(bare(words));
    const placed = await phone.type('1.1');
    expect(bare(textOf(placed))).toContain(bare(long.slice(0, most - tail.length)));
  });
});
