import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { createMailer, type Mail } from '../../src/app/mail.ts';
import { readConfig } from '../../src/app/config.ts';
import { mailProblems } from '../../src/app/mail-config.ts';
import { startMailbox, type Mailbox } from './mailbox.ts';

const password = 'mat-khau-bi-mat';
const mail: Mail = {
  id: 'r1.1',
  subject: 'Báo cáo tình hình đăng ký năm 2027 – Đoàn xã Nghĩa Ỷ (Mẫu)\r\nBcc: ai-do@mau.example',
  text: 'Kính gửi Ban Tổ chức – Kiểm tra.',
  attachments: [
    { name: 'Báo cáo năm 2027 – Mẫu.docx', type: 'application/msword', bytes: Buffer.from('tệp') },
  ],
};

let mailbox: Mailbox | undefined;
const logged: unknown[] = [];
const log = { warn: (...words: unknown[]) => void logged.push(words) };
const mailer = (port: number, patience = 2_000) =>
  createMailer(
    {
      url: `smtp://bot:${password}@127.0.0.1:${String(port)}`,
      from: 'Hệ thống 3 chủ động <bot@mau.example>',
      to: 'tckt@mau.example',
    },
    // the log of the program says more than a mail needs
    log as never,
    patience,
  );
const open = async (options: Parameters<typeof startMailbox>[0] = {}): Promise<Mailbox> => {
  mailbox = await startMailbox(options);
  return mailbox;
};

afterEach(async () => {
  await mailbox?.stop();
  mailbox = undefined;
  expect(JSON.stringify(logged)).not.toContain(password);
  logged.length = 0;
});

describe('a mail', () => {
  test('arrives with its Vietnamese subject, sender and file names, and nothing slipped in', async () => {
    const { port, mails } = await open();
    expect(await mailer(port).send(mail)).toEqual({ sent: true });
    const got = await simpleParser(mails[0] ?? '');
    expect(got.subject).toContain('Đoàn xã Nghĩa Ỷ (Mẫu)');
    expect(got.from?.value[0]).toEqual({ address: 'bot@mau.example', name: 'Hệ thống 3 chủ động' });
    expect(got.bcc).toBeUndefined();
    expect(got.messageId).toBe('<r1.1@ba-chu-dong>');
    expect(got.attachments[0]?.filename).toBe('Báo cáo năm 2027 – Mẫu.docx');
    expect(got.attachments[0]?.content.toString()).toBe('tệp');
    expect(got.text).toContain('Kính gửi Ban Tổ chức – Kiểm tra.');
  });

  test('whose recipient the server does not know is refused', async () => {
    const { port } = await open({
      onRcptTo: (_to, _session, done) => done(new Error('no such mailbox')),
    });
    expect(await mailer(port).send(mail)).toEqual({ failed: 'refused' });
    expect(logged).toHaveLength(1);
  });

  test('is not sent by an account that the server does not take', async () => {
    const { port } = await open({
      onAuth: (_auth, _session, done) => done(new Error('wrong password')),
    });
    expect(await mailer(port).send(mail)).toEqual({ failed: 'auth' });
  });

  test('to a server that is not there is unreachable', async () => {
    const { port, stop } = await startMailbox();
    await stop();
    expect(await mailer(port).send(mail)).toEqual({ failed: 'unreachable' });
  });

  test('to a server that says nothing is given up in time', async () => {
    const silent = createServer(() => undefined);
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo; // it listens on a port
    const from = performance.now();
    expect(await mailer(port, 300).send(mail)).toEqual({ failed: 'unreachable' });
    expect(performance.now() - from).toBeLessThan(5_000);
    silent.close();
  });
});

describe('the settings of mail', () => {
  const good = {
    SMTP_URL: `smtp://bot:${password}@mail.mau.example:587`,
    MAIL_FROM: 'Hệ thống <bot@mau.example>',
    REPORT_TO: 'tckt@mau.example',
  };
  const names = (env: object, simulator = false) =>
    mailProblems({ ...env }, simulator).map(({ name }) => name);

  test('are all there or none is', () => {
    expect(names({})).toEqual([]);
    expect(names(good)).toEqual([]);
    expect(names({ SMTP_URL: good.SMTP_URL })).toEqual(['MAIL_FROM', 'REPORT_TO']);
  });

  test('lead to the province, to whoever looks after the program, or to both', () => {
    const { REPORT_TO: _, ...without } = good;
    expect(names({ ...without, ADMIN_EMAIL: 'quan-tri@mau.example' })).toEqual([]);
    expect(names({ ...good, ADMIN_EMAIL: 'quan-tri@mau.example' })).toEqual([]);
    expect(names({ ADMIN_EMAIL: 'quan-tri@mau.example' })).toEqual(['SMTP_URL', 'MAIL_FROM']);
    const url = 'smtp://127.0.0.1:2525';
    const ADMIN_EMAIL = 'quan-tri@mau.example';
    expect(readConfig({ ...without, SMTP_URL: url, ADMIN_EMAIL, SIMULATOR: 'on' })).toMatchObject({
      config: { mail: undefined, adminMail: { url, to: ADMIN_EMAIL } },
    });
  });

  test('name what is malformed and never repeat it', () => {
    const wrong = { ...good, SMTP_URL: `http://bot:${password}@x`, MAIL_FROM: 'không có địa chỉ' };
    expect(names(wrong)).toEqual(['SMTP_URL', 'MAIL_FROM']);
    expect(JSON.stringify(mailProblems(wrong, false))).not.toContain(password);
  });

  test('beside the simulator lead to this machine only', () => {
    expect(names(good, true)).toEqual(['SMTP_URL']);
    expect(names({ ...good, SMTP_URL: 'smtp://127.0.0.1:2525' }, true)).toEqual([]);
  });

  test('are read with all others, and told with all other problems', () => {
    const url = 'smtp://127.0.0.1:2525';
    const read = readConfig({ ...good, SMTP_URL: url, SIMULATOR: 'on' });
    expect(read).toMatchObject({ config: { mail: { url, to: good.REPORT_TO } } });
    expect(readConfig({ SIMULATOR: 'on' })).toMatchObject({ config: { mail: undefined } });
    expect(readConfig({ SMTP_URL: url, PORT: 'x', SIMULATOR: 'on' })).toMatchObject({
      problems: [{ name: 'PORT' }, { name: 'MAIL_FROM' }, { name: 'REPORT_TO' }],
    });
  });
});
