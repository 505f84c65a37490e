import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { noticeMessage } from '../../../flows/notices.ts';
import { createSpeaker } from '../../../src/app/words.ts';
import type { NoticeBody } from '../../../src/domain/notices.ts';
import { createWords } from '../../../src/i18n/words.ts';

const speaker = createSpeaker(createWords(join(import.meta.dirname, '../../../locales')));

type Body = Extract<NoticeBody, { name: 'template_changed' }>;
type Said = Omit<Body, 'name'>;

const said = (body: Said, lang = 'vi') =>
  speaker.render(noticeMessage({ name: 'template_changed', ...body }), lang, '00000000');

const used: Pick<Said, 'kinds' | 'templateId'> = {
  kinds: ['reminder', 'notice'],
  templateId: '1001',
};

test('a refused template is told with what it is for, why, and what follows', () => {
  const { text, choices } = said({ what: 'refused', ...used, reason: 'Sai mục đích.' });
  expect(text.split('\n')).toEqual([
    'Zalo không cho dùng mẫu tin 1001.',
    'Mẫu này dùng cho: Nhắc hạn, Thông báo chung.',
    'Lý do của Zalo: Sai mục đích.',
    'Từ nay Hệ thống không gửi mẫu này. Ai im lặng quá 7 ngày sẽ nhận khi nhắn lại.',
  ]);
  expect(choices.map(({ id }) => id)).toEqual(['settings']);
});

test('a refused template that nobody uses frightens nobody', () => {
  expect(said({ what: 'refused', kinds: [], templateId: '99' }).text.split('\n')).toEqual([
    'Zalo không cho dùng mẫu tin 99.',
    'Hệ thống hiện không dùng mẫu này.',
  ]);
});

test.each<[Said, RegExp, RegExp]>([
  [{ what: 'accepted', ...used }, /đã cho dùng mẫu tin 1001/u, /now allows template 1001/u],
  [{ what: 'quality', ...used, to: 'LOW' }, /chất lượng thấp/u, /low quality/u],
  [{ what: 'quota', ...used, from: '500', to: '100' }, /từ 500 còn 100/u, /from 500 to 100/u],
  [
    { what: 'allowance', kinds: [], from: '2000', to: '500' },
    /^Zalo giảm số mẫu tin được gửi mỗi ngày: từ 2000 còn 500\.$/u,
    /from 2000 to 500/u,
  ],
])('%j is told in both languages, with the way to the settings', (body, vi, en) => {
  for (const [lang, words] of [
    ['vi', vi],
    ['en', en],
  ] as const) {
    const { text, choices } = said(body, lang);
    expect(text).toMatch(words);
    expect(text).not.toMatch(/\{\{|undefined/u);
    expect(choices.map(({ id }) => id)).toEqual(['settings']);
  }
});

const tried = (more: Partial<Extract<NoticeBody, { name: 'template_tried' }>>, lang = 'vi') => {
  const body = { name: 'template_tried', kind: 'reminder', templateId: '1001' } as const;
  return speaker.render(noticeMessage({ ...body, outcome: 'sent', ...more }), lang, '00000000');
};

test.each([
  [{ price: 1_560 }, 'Đã gửi thử mẫu 1001 cho “Nhắc hạn” (1.560 đ)', 'sent to you (1.560 đ)'],
  [{}, 'Đã gửi thử mẫu 1001 cho “Nhắc hạn”.', 'sent to you.'],
  [{ outcome: 'refused', reason: 'Sai (-131)' }, 'Lý do của Zalo: Sai (-131)', 'Sai (-131)'],
  [{ outcome: 'refused' }, 'Zalo không gửi tin thử bằng mẫu 1001', 'Zalo does not send'],
  [{ outcome: 'unclear' }, 'có thể đã đến', 'may have arrived'],
] as const)('whoever has tried a template reads how it went: %j', (more, vi, en) => {
  for (const [lang, words] of [
    ['vi', vi],
    ['en', en],
  ] as const) {
    const { text, choices } = tried(more, lang);
    expect(text).toContain(words);
    expect(text).not.toMatch(/\{\{|undefined/u);
    expect(choices.map(({ id }) => id)).toEqual(['settings']);
  }
});
