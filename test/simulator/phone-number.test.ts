import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Bubble, Phone } from './phone.ts';
import { withProgram } from './with-program.ts';

const all = (bubbles: readonly Bubble[]): string => bubbles.map(({ text }) => text).join('\n');

describe('a phone number in the simulator', () => {
  const program = withProgram();
  const { api } = program;
  let secretary: Phone;

  beforeAll(async () => {
    secretary = api.phone('bithu-1');
  });

  test('is shared by a button on the card, and taken back', async () => {
    await secretary.type('/dulieu');
    expect(all(await secretary.press('phone'))).toMatch(/Để làm gì/);
    expect(all(await secretary.press('yes'))).toMatch(/Chia sẻ số điện thoại để được nhắc/);
    expect(all(await secretary.press('share_contact'))).toMatch(/đã giữ số …123/);
    expect(all(await secretary.type('/dulieu'))).toMatch(/Số điện thoại: …123/);
    expect(all(await secretary.press('phone_drop'))).toMatch(/đã xoá số điện thoại/);
    expect(all(await secretary.type('/dulieu'))).not.toMatch(/…123/);
    const log = await api.get<{ action: string }[]>('/sim/api/audit');
    expect(log.filter(({ action }) => action.startsWith('phone.'))).toHaveLength(3);
    expect(JSON.stringify(log)).not.toContain('900000123');
  });

  test('is not offered where the vendor has no such card', async () => {
    const cadre = api.phone('canbo-1');
    const shown = await cadre.type('/dulieu');
    expect(shown.flatMap(({ choices }) => choices.map(({ action }) => action))).not.toContain(
      'phone',
    );
  });
});
