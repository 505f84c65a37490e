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

type Focused = { name: string; seen: boolean } | undefined;
const focused = (page: Page) => ask<Focused>(page, 'focused()');
const tooWide = (page: Page) => ask<string[]>(page, 'tooWide()');

describeInBrowser('everybody', () => {
  const stage = useStage();

  it('can do everything with the keyboard and sees where they are', async () => {
    const page = await stage.open();
    const names: string[] = [];
    for (let i = 0; i < 30; i += 1) {
      await page.keyboard.press('Tab');
      const one = await focused(page);
      if (!one) break;
      expect(one).toEqual({ name: one.name, seen: true });
      names.push(one.name);
    }
    expect(names).toEqual(
      expect.arrayContaining([
        '+1 giờ',
        'Đến ngày…',
        'Nhật ký',
        'Công cụ',
        'Người dùng Điện thoại trái',
        'Bắt đầu (/start)',
        'Các lệnh',
        'Đính kèm tệp',
        'Nhập tin với vai Trần Thị Mẫu',
        'Nhập tin với vai Lê Thu Mẫu',
      ]),
    );
  });

  it('chooses a command with the arrows and answers it with the keyboard only', async () => {
    const page = await stage.open();
    await input(page, 'left').focus();
    await page.keyboard.type('/d');
    await page.keyboard.press('ArrowDown');
    const active = await input(page, 'left').getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active ?? ''}`).textContent()).toContain('/dangky');
    await page.keyboard.press('Enter');
    await choices(page, 'left').last().waitFor();
    while ((await focused(page))?.name !== 'Để sau') await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await bubbles(page, 'left', '.bot').nth(1).waitFor();
    expect(await lastText(page, 'left', '.me')).toBe('Để sau');
  });

  it('completes a command with Tab, and leaves the list with Escape', async () => {
    const page = await stage.open();
    await input(page, 'left').focus();
    await page.keyboard.type('/ke');
    await page.keyboard.press('Tab');
    expect(await input(page, 'left').inputValue()).toBe('/kehoach ');
    await input(page, 'left').fill('/');
    expect(await page.locator('#left .suggestions li').count()).toBe(18);
    await page.keyboard.press('Escape');
    expect(await page.locator('#left .suggestions').isVisible()).toBe(false);
    expect(await input(page, 'left').inputValue()).toBe('/');
  });

  it('hears new messages: the talk is a live region in Vietnamese, each message says whose it is', async () => {
    const page = await stage.open();
    await say(page, 'left', 'chào');
    expect(await page.locator('html').getAttribute('lang')).toBe('vi');
    expect(await page.locator('#left [role=log]').getAttribute('aria-live')).toBe('polite');
    expect(await page.locator('#left .card .unseen').allTextContents()).toEqual([
      'Tôi: ',
      '3 chủ động: ',
    ]);
    expect(await ask(page, 'namelessButtons()')).toBe(0);
  });

  it('can read every text: contrast is at least 4.5 to 1', async () => {
    for (const hash of ['#bithu-1,canbo-1', '#bithu-3,canbo-2']) {
      const page = await stage.open(hash);
      await say(page, 'left', '/dangky');
      await say(page, 'right', '/duyet');
      await say(page, 'left', 'tệp');
      await say(page, 'right', 'lỗi', 0);
      await page.getByRole('alert').waitFor();
      await page.getByRole('button', { name: 'Nhật ký' }).click();
      await page.getByRole('button', { name: 'Công cụ' }).click();
      const { measured, faint } = await ask<{ measured: number; faint: string[] }>(
        page,
        'faintTexts()',
      );
      expect(measured).toBeGreaterThan(30);
      expect(faint).toEqual([]);
    }
  });
});

describeInBrowser('on a narrow screen the page', () => {
  const stage = useStage();
  const endless = `https://example.vn/${'rấtdài'.repeat(60)}`;

  it.each([360, 760, 1024, 1280])('never scrolls sideways at %i px', async (width) => {
    const page = await stage.open('', width, 700);
    for (const side of ['left', 'right'] as const) {
      if (width <= 760)
        await page
          .locator('.tabs button')
          .nth(side === 'left' ? 0 : 1)
          .click();
      await say(page, side, endless);
      await say(page, side, 'tệp');
      await say(page, side, '/duyet');
      await say(page, side, '/dangky');
      expect(await tooWide(page)).toEqual([]);
    }
    if (width <= 900) await page.locator('.clock-face').click();
    expect(await tooWide(page)).toEqual([]);
    await page.getByRole('button', { name: 'Nhật ký', exact: true }).click();
    await page.locator('.panel .row').first().waitFor();
    expect(await tooWide(page)).toEqual([]);
  });

  it('shows one phone at a time, and marks the other when it has news', async () => {
    const page = await stage.open('', 360, 700);
    const tabs = page.locator('.tabs button');
    expect(await tabs.allTextContents()).toEqual(['Trần Thị Mẫu', 'Lê Thu Mẫu']);
    expect([
      await page.locator('#left').isVisible(),
      await page.locator('#right').isVisible(),
    ]).toEqual([true, false]);
    await stage.fake.channel.send('canbo-1', { text: 'Có bản đăng ký mới', choices: [] });
    await page.locator('.tabs button.fresh').waitFor();
    await tabs.nth(1).click();
    expect([
      await page.locator('#left').isVisible(),
      await page.locator('#right').isVisible(),
    ]).toEqual([false, true]);
    expect(await page.locator('.tabs button.fresh').count()).toBe(0);
    expect(await lastText(page, 'right')).toBe('Có bản đăng ký mới');
  });

  it('lets fingers hit every button: at least 36 px high', async () => {
    const page = await stage.open('', 360, 700);
    await say(page, 'left', '/duyet');
    await page.locator('.clock-face').click();
    const boxes = await Promise.all((await page.locator('button:visible').all()).map(boxOf));
    const heights = boxes.map(({ height }) => Math.round(height));
    expect(heights.length).toBeGreaterThan(10);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(36);
  });
});
