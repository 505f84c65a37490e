import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import {
  ask,
  boxOf,
  bubbles,
  choices,
  describeInBrowser,
  input,
  lastText,
  say,
  useStage,
} from './browser.ts';

const scrolled = (page: Page) => ask<{ top: number; toEnd: number }>(page, "scrolled('left')");

describeInBrowser('the page', () => {
  const stage = useStage();

  it('shows two phones side by side, and remembers in its address who holds them', async () => {
    const page = await stage.open();
    expect(await page.locator('.picker b').allTextContents()).toEqual([
      'Trần Thị Mẫu',
      'Lê Thu Mẫu',
    ]);
    expect(await page.locator('.badge').allTextContents()).toEqual(['như Zalo', 'như Telegram']);
    const [left, right] = [await boxOf(page.locator('#left')), await boxOf(page.locator('#right'))];
    expect(left.x + left.width).toBeLessThan(right.x);
    await page.locator('#left select').selectOption('bithu-3');
    expect(page.url()).toMatch(/#bithu-3,canbo-1$/);
    await page.reload();
    await page.locator('#left .device.web').waitFor();
    expect(await page.locator('#left .picker small').textContent()).toBe(
      'Bí thư · Đoàn cơ sở Công an Mẫu',
    );
  });

  it('offers people in groups', async () => {
    const page = await stage.open();
    expect(await ask(page, "groupNames('left')")).toEqual([
      'Đơn vị cơ sở',
      'Cấp trên trực tiếp',
      'Cấp tỉnh',
      'Quản trị',
    ]);
  });

  it('sends with Enter, breaks the line with Shift+Enter, and keeps line breaks', async () => {
    const page = await stage.open();
    await input(page, 'left').pressSequentially('một');
    await input(page, 'left').press('Shift+Enter');
    await input(page, 'left').pressSequentially('hai');
    await input(page, 'left').press('Enter');
    await bubbles(page, 'left', '.bot').waitFor();
    expect(await bubbles(page, 'left').locator('.words').allInnerTexts()).toEqual([
      'một\nhai',
      'Hệ thống đã nhận: một\nhai',
    ]);
    expect(await input(page, 'left').inputValue()).toBe('');
    expect(await page.locator('#left .day').allTextContents()).toEqual(['Thứ Hai, 14/09/2026']);
    expect(await bubbles(page, 'left').first().locator('.foot').textContent()).toBe('08:00');
  });

  it('treats what people write as text, and only web addresses as links', async () => {
    const page = await stage.open();
    await say(page, 'left', '<img src=x onerror=alert(1)> xem https://example.vn/a?b=1.');
    const mine = bubbles(page, 'left', '.me');
    expect(await mine.locator('img').count()).toBe(0);
    expect(await mine.locator('a').getAttribute('href')).toBe('https://example.vn/a?b=1');
    const file = 'http://127.0.0.1:3000/f/aQx_-b-';
    await say(page, 'left', `Tải tệp số liệu.xlsx tại: ${file}`);
    expect(await mine.locator('a').last().getAttribute('href')).toBe(file);
  });

  it('imitates Zalo: at most five buttons one below the other, codes to type, new messages for edits', async () => {
    const page = await stage.open();
    await say(page, 'left', '/dangky');
    expect(await choices(page, 'left').allTextContents()).toEqual([
      'Gửi bản đăng ký',
      'Xem trước',
      'Để sau',
    ]);
    expect(await lastText(page, 'left')).toContain('Gõ mã để chọn, ví dụ 1.1.');
    const boxes = await Promise.all((await choices(page, 'left').all()).map(boxOf));
    expect(new Set(boxes.map(({ x }) => x)).size).toBe(1);
    await say(page, 'left', 'item:1.4');
    expect(await bubbles(page, 'left', '.bot').count()).toBe(2);
  });

  it('imitates Telegram: five narrow buttons a row, tones, and edits in place that keep the focus', async () => {
    const page = await stage.open();
    await say(page, 'right', '/dangky');
    expect(await ask(page, "buttonsPerRow('right')")).toEqual([5, 5, 5, 1, 1, 1]);
    await choices(page, 'right').nth(3).focus();
    await page.keyboard.press('Enter');
    await page.locator('#right .bot .foot', { hasText: 'đã sửa' }).waitFor();
    expect(await bubbles(page, 'right', '.bot').count()).toBe(1);
    expect(await lastText(page, 'right', '.me')).toBe('1.4');
    expect(await page.locator(':focus').textContent()).toBe('1.4');
  });

  it('says that an answer is on its way for as long as it is', async () => {
    const page = await stage.open();
    const release = stage.fake.hold();
    await say(page, 'left', 'chào', 0);
    await page.locator('#left .waiting').waitFor();
    expect(await page.locator('#left .waiting').textContent()).toContain('đang trả lời');
    expect(await page.locator('#right .waiting').count()).toBe(0);
    release();
    await page.locator('#left .waiting').waitFor({ state: 'detached' });
    expect(await lastText(page, 'left')).toBe('Hệ thống đã nhận: chào');
  });

  it('opens a picture over the page, and goes back to the talk', async () => {
    const page = await stage.open();
    await say(page, 'left', 'ảnh');
    await page.locator('#left .picture').click();
    const viewer = page.getByRole('dialog', { name: 'Ảnh: ma-qr.png' });
    await viewer.waitFor();
    await page.waitForFunction(
      'probes.pictureWidth(\'.viewer img[alt="Ảnh: ma-qr.png"]\') === 320',
    );
    await page.keyboard.press('Escape');
    expect(await viewer.count()).toBe(0);
    await page.locator('#left .picture').click();
    await viewer.getByRole('button', { name: 'Đóng ảnh' }).click();
    expect(await viewer.count()).toBe(0);
  });

  it('shows a picture in place and a document as a download with its name', async () => {
    const page = await stage.open();
    await say(page, 'left', 'ảnh');
    await page.waitForFunction('probes.pictureWidth(\'#left img[alt="Ảnh: ma-qr.png"]\') === 320');
    await say(page, 'left', 'tệp');
    const chip = page.locator('#left .chip');
    expect(await chip.textContent()).toContain('24,6 KB');
    const [download] = await Promise.all([page.waitForEvent('download'), chip.click()]);
    expect(download.suggestedFilename()).toMatch(/^Bản đăng ký .*\.docx$/);
  });

  it('sends several files together, with the text after them', async () => {
    const page = await stage.open();
    const file = (name: string) => ({
      name,
      mimeType: 'text/plain',
      buffer: Buffer.from('xin chào'),
    });
    await page
      .locator('#left input[type=file]')
      .setInputFiles([file('a.txt'), file('b.txt'), file('c.txt')]);
    await page.getByRole('button', { name: 'Bỏ tệp b.txt' }).click();
    await input(page, 'left').fill('gửi kèm');
    await page.locator('#left .submit').click();
    await bubbles(page, 'left', '.bot').nth(1).waitFor();
    expect(await page.locator('#left .me .chip b').allTextContents()).toEqual(['a.txt', 'c.txt']);
    expect(await page.locator('#left .bot .words').allTextContents()).toEqual([
      'Hệ thống đã nhận: 2 tệp',
      'Hệ thống đã nhận: gửi kèm',
    ]);
    expect(await page.locator('#left .attachments li').count()).toBe(0);
  });

  it('keeps the newest in view, but never moves a reader who has scrolled up', async () => {
    const page = await stage.open();
    for (let i = 0; i < 14; i += 1) await say(page, 'left', `tin ${i}`);
    expect((await scrolled(page)).toEnd).toBeLessThanOrEqual(1);
    await ask(page, "scrollTo('left', 40)");
    await page.locator('#left .to-end').waitFor();
    await stage.fake.channel.send('bithu-1', { text: 'Tin bất chợt', choices: [] });
    await page.locator('#left .to-end', { hasText: '1 tin mới' }).waitFor();
    expect((await scrolled(page)).top).toBe(40);
    await page.locator('#left .to-end').click();
    expect((await scrolled(page)).toEnd).toBeLessThanOrEqual(1);
    expect(await page.locator('#left .to-end').isVisible()).toBe(false);
  });

  it('shows a message longer than the screen from its beginning', async () => {
    const page = await stage.open();
    await say(page, 'left', 'dài', 3);
    const top = (): Promise<number> => ask<number>(page, "topInLog('#left .bubble.bot')");
    // The page scrolls there frame by frame: look when it has come to rest.
    for (let frames = 0; frames < 300 && Math.abs((await top()) - 12) >= 0.5; frames += 1) {
      await page.evaluate('new Promise((done) => requestAnimationFrame(done))');
    }
    expect(await top()).toBeCloseTo(12, 0);
    const texts = await page.locator('#left .bot .words').allTextContents();
    expect(Math.max(...texts.map(({ length }) => length))).toBeLessThanOrEqual(2_000);
  });

  it('keeps what a person was writing when another takes the phone', async () => {
    const page = await stage.open();
    await input(page, 'left').fill('đang viết dở');
    await page.locator('#left select').selectOption('bithu-2');
    expect(await input(page, 'left').inputValue()).toBe('');
    await page.locator('#left select').selectOption('bithu-1');
    expect(await input(page, 'left').inputValue()).toBe('đang viết dở');
  });
});
