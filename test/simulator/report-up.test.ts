import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { simpleParser, type ParsedMail } from 'mailparser';
import { readFile } from '../../src/documents/read-file.ts';
import { startMailbox, type Mailbox } from '../app/mailbox.ts';
import { connect, type Bubble, type Phone, type SimulatorClient } from './phone.ts';
import { freshFolder, startProgram, type Started } from './program.ts';

const all = (bubbles: readonly Bubble[]): string => bubbles.map(({ text }) => text).join('\n');

describe('a superior reports up', () => {
  let folder: Awaited<ReturnType<typeof freshFolder>>;
  let program: Started;
  let mailbox: Mailbox;
  let api: SimulatorClient;
  let secretary: Phone;
  let province: Phone;

  const bytesOf = async (url: string): Promise<Uint8Array> => {
    const answer = await fetch(new URL(url, program.url));
    expect(answer.status).toBe(200);
    return new Uint8Array(await answer.arrayBuffer());
  };
  const makeReport = async (): Promise<Bubble[]> => {
    await secretary.press('report_make');
    const said = await secretary.press('draft');
    await api.settle();
    return [...said, ...(await secretary.bubbles())].slice(-3);
  };

  beforeAll(async () => {
    folder = await freshFolder();
    mailbox = await startMailbox();
    program = await startProgram({
      DATA_DIR: folder.dir,
      SMTP_URL: `smtp://bot:mat-khau@127.0.0.1:${mailbox.port}?ignoreTLS=true`,
      MAIL_FROM: 'Hệ thống 3 chủ động <bot@mau.example>',
      REPORT_TO: 'tckt@mau.example',
    });
    api = connect(program.url);
    secretary = api.phone('canbo-1');
    province = api.phone('tinh-1');
  });
  afterAll(async () => {
    await program.stop();
    await mailbox.stop();
    await folder.remove();
  });

  test('sees a chart and a spreadsheet of its units', async () => {
    await secretary.type('/baocao');
    await secretary.press('view');
    await secretary.press('report_chart');
    await api.settle();
    const chart = await secretary.last();
    expect(chart.image).toMatchObject({ type: 'image/png' });
    const picture = await bytesOf(chart.image?.url ?? '');
    expect(Buffer.from(picture.subarray(1, 4)).toString('latin1')).toBe('PNG');
    await secretary.press('report_superior');
    await secretary.press('report_xlsx');
    await api.settle();
    const sheet = await secretary.last();
    expect(sheet.file?.name).toMatch(/^so-lieu-dang-ky-2027-.*\.xlsx$/);
    const read = await readFile({ name: 'a.xlsx', bytes: await bytesOf(sheet.file?.url ?? '') });
    expect(read).toMatchObject({ kind: 'sheets' });
    expect(JSON.stringify(read)).toContain('Chi đoàn cơ sở Trạm Y tế (Mẫu)');
  });

  test('freezes the figures, sees them as text, paper and spreadsheet, and has sent nothing yet', async () => {
    await secretary.press('report_superior');
    expect(all(await secretary.press('report_up'))).toMatch(/Hiện trạng: chưa gửi/);
    const shown = await makeReport();
    expect(all(shown)).toMatch(/12 đơn vị/);
    expect(shown.map(({ file }) => file?.name.split('.').at(-1))).toEqual([
      'xlsx',
      'docx',
      undefined,
    ]);
    expect(all(shown)).toMatch(/DỰ THẢO.*Người ký: Lê Hoàng Duyệt Mẫu/);
    await province.type('/baocao');
    await province.press('up');
    const received = all(await province.press('Báo cáo các đơn vị gửi lên'));
    expect(received).toMatch(/Đã báo cáo: 0\/1/);
    expect(mailbox.mails).toHaveLength(0);
  });

  test('sends it up: the province is told with the paper, the mailbox gets both files', async () => {
    await secretary.press('yes');
    await api.settle();
    const said = all((await secretary.bubbles()).slice(-2));
    expect(said).toMatch(/Đã gửi báo cáo năm 2027 lên Tỉnh đoàn Hải Giang \(Mẫu\), lần 1/);
    expect(said).toMatch(/đến tckt@mau\.example/);
    const notice = await province.last();
    expect(notice.text).toMatch(/Đoàn phường Sao Mai \(Mẫu\) đã gửi báo cáo/);
    expect(notice.file?.name).toMatch(/\.docx$/);
    const mail: ParsedMail = await simpleParser(mailbox.mails[0] ?? '');
    expect(mail.subject).toBe(
      'Báo cáo tình hình đăng ký “3 chủ động” năm 2027 - Đoàn phường Sao Mai (Mẫu)',
    );
    expect(mail.attachments.map(({ filename }) => filename?.split('.').at(-1))).toEqual([
      'docx',
      'xlsx',
    ]);
  });

  test('is opened by the province from the notice', async () => {
    const opened = await province.press('report_open');
    expect(all(opened)).toMatch(/Bản đã gửi lần 1/);
    expect(opened.map(({ file }) => file?.name.split('.').at(-1))).toEqual(['xlsx', 'docx']);
  });

  test('a plan that is sent afterwards shows as a change, and an update tells what changed', async () => {
    const unit = api.phone('bithu-2');
    await unit.type('/dangky');
    await unit.type('3.1; Tham mưu 01 văn bản; 01 văn bản; Quý I; Bí thư');
    await unit.press('save');
    await unit.type('/dangky');
    await unit.press('send');
    expect(all(await unit.press('yes'))).toMatch(/biên nhận/);
    await api.settle();
    await secretary.type('/baocao');
    await secretary.press('up');
    const state = all((await secretary.bubbles()).slice(-1));
    expect(state).toMatch(/Có thay đổi từ khi gửi/);
    await makeReport();
    await secretary.press('yes');
    await api.settle();
    expect((await province.last()).text).toMatch(/bản cập nhật lần 2/);
    expect(mailbox.mails).toHaveLength(2);
    const opened = all(await province.press('report_open'));
    expect(opened).toMatch(/So với bản gửi trước/);
  });
});
