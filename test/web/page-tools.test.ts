import { expect, it } from '@jest/globals';
import { bubbles, describeInBrowser, input, lastText, say, useStage } from './browser.ts';
import { createFake } from './fake-simulator.ts';

describeInBrowser('when something goes wrong, the page', () => {
  const stage = useStage();

  it('says so and what to do, with the id of the fault', async () => {
    const page = await stage.open();
    await say(page, 'left', 'lỗi', 0);
    const toast = page.getByRole('alert');
    await toast.waitFor();
    expect(await toast.textContent()).toContain('Tin vẫn được lưu');
    expect(await toast.textContent()).toContain('MAU-7F3A');
    await toast.getByRole('button', { name: 'Đóng thông báo' }).click();
    expect(await toast.count()).toBe(0);
  });

  it('keeps the words that could not be sent, and sends them once when told to try again', async () => {
    const page = await stage.open();
    await page.route('**/messages', (route) => route.abort());
    await say(page, 'left', 'quan trọng', 0);
    await page.getByRole('alert').waitFor();
    expect(await input(page, 'left').inputValue()).toBe('quan trọng');
    await page.unroute('**/messages');
    await page.getByRole('button', { name: 'Thử lại' }).click();
    await bubbles(page, 'left', '.bot').waitFor();
    expect(await bubbles(page, 'left', '.me').count()).toBe(1);
    expect(await input(page, 'left').inputValue()).toBe('');
    stage.complaints.splice(0);
  });

  it('says that it lost the program and finds it again by itself', async () => {
    const page = await stage.open();
    await say(page, 'left', 'trước');
    const port = Number(new URL(stage.url).port);
    await stage.fake.app.close();
    await page.locator('#left .lost').waitFor();
    stage.fake = await createFake(stage.fake.threads);
    await stage.fake.app.listen({ port, host: '127.0.0.1' });
    await page.locator('#left .lost').waitFor({ state: 'hidden' });
    await say(page, 'left', 'sau');
    expect(await lastText(page, 'left')).toBe('Hệ thống đã nhận: sau');
    stage.complaints.splice(0);
  });
});

describeInBrowser('the tools of the page', () => {
  const stage = useStage();

  it('move the clock, and a new day begins in the talk', async () => {
    const page = await stage.open();
    await say(page, 'left', 'chào');
    await page.getByRole('button', { name: '+1 ngày' }).click();
    await page.locator('#left .day', { hasText: 'Thứ Ba, 15/09/2026' }).waitFor();
    expect(stage.fake.moves).toEqual(['2026-09-15T01:00:00.000Z']);
    expect(await page.locator('.clock-face').textContent()).toBe('08:00Thứ Ba, 15/09/2026');
    expect(await lastText(page, 'left')).toContain('Nhắc đồng chí');
  });

  it.each([
    ['31/09/2026', '08:00', 'Không có ngày giờ này'],
    ['hôm sau', '08:00', 'Không có ngày giờ này'],
    ['15/10/2026', '25:00', 'Không có ngày giờ này'],
    ['01/09/2026', '08:00', 'Đồng hồ không đi lùi được'],
  ])('explain why the clock cannot go to %s %s', async (day, hour, words) => {
    const page = await stage.open();
    await page.getByRole('button', { name: 'Đến ngày…' }).click();
    await page.locator('[name=day]').fill(day);
    await page.locator('[name=hour]').fill(hour);
    await page.getByRole('button', { name: 'Chuyển' }).click();
    await page.locator('.sheet-error', { hasText: words }).waitFor();
    expect(stage.fake.moves).toEqual([]);
  });

  it('move the clock to a day written the Vietnamese way', async () => {
    const page = await stage.open();
    await page.getByRole('button', { name: 'Đến ngày…' }).click();
    await page.locator('[name=day]').fill('5/10/2026');
    await page.locator('[name=hour]').fill('7h30');
    await page.getByRole('button', { name: 'Chuyển' }).click();
    await page.locator('.sheet').waitFor({ state: 'detached' });
    expect(stage.fake.moves).toEqual(['2026-10-05T00:30:00.000Z']);
  });

  it('make the next sends to somebody fail', async () => {
    const page = await stage.open();
    await page.getByRole('button', { name: 'Công cụ' }).click();
    await page.getByRole('button', { name: /^Làm hỏng/ }).click();
    await page.locator('[name=code]').selectOption('blocked');
    await page.getByRole('button', { name: 'Đặt lỗi' }).click();
    await page.getByRole('status').filter({ hasText: 'blocked' }).waitFor();
    await expect(
      stage.fake.channel.send('bithu-1', { text: 'a', choices: [] }),
    ).rejects.toMatchObject({
      code: 'blocked',
    });
  });

  it('run a job, wait for quiet, and tell the counts', async () => {
    const page = await stage.open();
    await page.getByRole('button', { name: 'Công cụ' }).click();
    await page.getByRole('button', { name: /^Chạy việc/ }).click();
    await page.getByRole('button', { name: 'Chạy', exact: true }).click();
    await page.getByRole('status').filter({ hasText: 'planned 3' }).waitFor();
    await page.getByRole('button', { name: 'Công cụ' }).click();
    await page.getByRole('button', { name: /^Chờ xử lý/ }).click();
    await page.getByRole('status').filter({ hasText: 'outbox 2' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('reset everything only after a confirmation', async () => {
    const page = await stage.open();
    await say(page, 'left', 'chào');
    const openReset = async () => {
      await page.getByRole('button', { name: 'Công cụ' }).click();
      await page.getByRole('button', { name: /^Đặt lại/ }).click();
    };
    await openReset();
    await page.getByRole('button', { name: 'Thôi' }).click();
    expect(await bubbles(page, 'left').count()).toBe(2);
    await openReset();
    await page.getByRole('button', { name: 'Xóa và đặt lại' }).click();
    await page.locator('#left .nothing').waitFor();
    expect(await bubbles(page, 'left').count()).toBe(0);
  });

  it('add a stranger, who then holds the phone', async () => {
    const page = await stage.open();
    await page.locator('#right select').selectOption('+');
    await page.locator('[name=name]').fill('Ngô Lạ Mẫu');
    await page.getByLabel('Như trang web').check();
    await page.getByRole('button', { name: 'Thêm', exact: true }).click();
    await page.locator('#right .picker b', { hasText: 'Ngô Lạ Mẫu' }).waitFor();
    expect(await page.locator('#right .picker small').textContent()).toBe(
      'Người lạ, chưa có chức vụ',
    );
    expect(page.url()).toMatch(/#bithu-1,khach-/);
    expect(await page.locator('#right .badge').textContent()).toBe('như web');
  });

  it('show what is stored, and leave with Escape', async () => {
    const page = await stage.open();
    await page.getByRole('button', { name: 'Nhật ký' }).click();
    await page.locator('.panel .row', { hasText: 'Đã gửi · bithu-1' }).waitFor();
    await page.getByRole('button', { name: 'Vết thao tác' }).click();
    await page.locator('.panel .row', { hasText: 'registration.sent' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('.panel').isVisible()).toBe(false);
    expect(await page.locator(':focus').getAttribute('id')).toBe('open-panel');
  });
});
