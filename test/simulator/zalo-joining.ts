import { expect } from '@jest/globals';
import type { ZaloPhone, ZaloTalk } from './zalo-talk.ts';

/** What an administrator answers to invite somebody: the unit as it is searched for and as it is pressed. */
type Invited = { search: string; unit: string; role: string };

/** The code in what an administrator of the sample is given for a newcomer. */
export const codeFor = async (talk: ZaloTalk, { search, unit, role }: Invited): Promise<string> => {
  const admin = talk.api().phone('quantri');
  await admin.type('/moithamgia');
  await admin.press('post');
  await admin.type(search);
  await admin.press(unit);
  const said = (await admin.press(role)).map(({ text }) => text).join('\n');
  expect(said).toContain(`https://zalo.me/${talk.zalo.app.oaId}`);
  return /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/u.exec(said)?.[0] ?? '';
};

/** From following the account to the post. */
export const joinAs = async (
  talk: ZaloTalk,
  phone: ZaloPhone,
  who: Invited & { name: string },
): Promise<void> => {
  const code = await codeFor(talk, who);
  expect(await phone.follow()).toMatch(/mã mời/u);
  expect(await phone.type(code)).toMatch(/dữ liệu cá nhân/u);
  await phone.tap('Đồng ý');
  await phone.type(who.name);
  expect(await phone.tap('Đúng')).toMatch(/Chào mừng/u);
};
