import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { readFile } from '../../src/documents/read-file.ts';
import type { InvitedByFile } from '../../src/domain/import-carrying.ts';
import type { ChannelLinks } from '../../src/domain/views.ts';
import { createWords } from '../../src/i18n/words.ts';
import type { Desk } from '../../src/app/turns/desk.ts';
import { programFolder } from '../../src/app/program-folder.ts';
import { makeInvitationCards } from '../../src/app/works/make-invitation-cards.ts';
import type { WorkTools } from '../../src/app/works/perform.ts';
import { createMemoryFiles } from '../../src/channels/web/memory-files.ts';

const words = createWords(join(programFolder(), 'locales'));
const invited = [
  { unitName: 'Đoàn trường Hoa Mẫu', name: 'Lê Thị Mẫu', role: 'secretary', code: 'K7QM3F2P9XYZ' },
] as unknown as InvitedByFile[]; // as much of it as is printed

/** What the cards and the list say, where people find the bot at these links. */
const printed = async (links: ChannelLinks): Promise<{ cards: string; list: string }> => {
  const files = createMemoryFiles();
  const tools = {
    files,
    answer: async () => links,
    say: (key: string, params = {}) => words.render(key, params, 'vi'),
  } as unknown as WorkTools; // as much of them as this work uses
  const made = await makeInvitationCards(
    {} as Desk, // handed on to `answer` only
    { type: 'organisation.cards', invited, expiresAt: '2026-11-30T16:59:00Z' },
    tools,
  );
  const read = async (id: string, name: string) => {
    const found = await files.get(id);
    return JSON.stringify(await readFile({ name, bytes: found?.bytes ?? new Uint8Array() }));
  };
  return {
    cards: await read(made.cards.id, 'the-moi.docx'),
    list: await read(made.list.id, 'loi-moi.xlsx'),
  };
};

const zalo = 'https://zalo.me/1234567890';
const telegram = 'https://t.me/MauBot?start=K7QM3F2P9XYZ';

test('a card with a link to Zalo says to follow, and to send the code that is printed there', async () => {
  const { cards, list } = await printed({ zalo });
  expect(cards).toContain('1. Quét mã QR bằng Zalo rồi bấm “Quan tâm”.');
  expect(cards).toContain('2. Nhắn cho Hệ thống mã mời trên thẻ này.');
  expect(cards.split('K7QM-3F2P-9XYZ')).toHaveLength(3);
  expect(cards).toContain(zalo);
  expect(cards).not.toContain('Bắt đầu');
  expect(list).toContain(zalo);
});

test('where both are on, cards lead to Zalo', async () => {
  const { cards } = await printed({ telegram, zalo });
  expect(cards).toContain(zalo);
  expect(cards).not.toContain('t.me');
});

test('a card with a link to Telegram brings the code along', async () => {
  const { cards } = await printed({ telegram });
  expect(cards).toContain(telegram);
  expect(cards).toContain('“Bắt đầu”');
  expect(cards).not.toContain('Quan tâm');
});

test('without any link the code is sent in the chat', async () => {
  const { cards } = await printed({});
  expect(cards).toContain('1. Mở cuộc trò chuyện với Hệ thống.');
  expect(cards).toContain('2. Nhắn cho Hệ thống mã mời trên thẻ này.');
});
