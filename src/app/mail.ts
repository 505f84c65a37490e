import type { Transporter } from 'nodemailer';
import type { MailFailure } from '../domain/works.ts';
import type { Log } from './log.ts';

export type MailConfig = { url: string; from: string; to: string };

export type Mail = {
  /** The same for every try, so that a mailbox sees a repeated one as the same. */
  id: string;
  subject: string;
  text: string;
  attachments: readonly { name: string; type: string; bytes: Uint8Array }[];
};

/** Sends to the one address that reports go to. What a server refuses is a value; nothing is thrown. */
export type Mailer = {
  to: string;
  send(mail: Mail): Promise<{ sent: true } | { failed: MailFailure }>;
};

type Trouble = { code?: unknown; responseCode?: unknown; command?: unknown };

/** nodemailer's codes: https://nodemailer.com/smtp/ */
const failureOf = ({ code, responseCode }: Trouble): MailFailure => {
  if (code === 'EAUTH') return 'auth';
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return 'refused';
  return typeof responseCode === 'number' && responseCode >= 500 ? 'refused' : 'unreachable';
};

/** nodemailer reads these settings from the address, too. */
const patient = (url: string, milliseconds: number): string => {
  const full = new URL(url);
  const waits = ['connectionTimeout', 'greetingTimeout', 'socketTimeout', 'dnsTimeout'];
  for (const wait of waits) full.searchParams.set(wait, String(milliseconds));
  return full.href;
};

/** `patience`: milliseconds that a server may stay silent. */
export const createMailer = (
  { url, from, to }: MailConfig,
  log: Pick<Log, 'warn'>,
  patience = 15_000,
): Mailer => {
  let opened: Promise<Transporter> | undefined;
  // Loaded with the first mail: few starts ever send one.
  const open = (): Promise<Transporter> =>
    (opened ??= import('nodemailer').then(({ createTransport }) =>
      createTransport(patient(url, patience), { from, to }),
    ));
  return {
    to,
    async send({ id, subject, text, attachments }) {
      try {
        const transport = await open();
        await transport.sendMail({
          messageId: `<${id}@ba-chu-dong>`,
          subject,
          text,
          attachments: attachments.map(({ name, type, bytes }) => ({
            filename: name,
            contentType: type,
            content: Buffer.from(bytes),
          })),
        });
        return { sent: true };
      } catch (error) {
        const { code, responseCode, command } = error as Trouble; // whatever was thrown, these are looked for
        // neither the address of the server nor what it was told: both may hold the password
        log.warn({ code, responseCode, command }, 'mail: not sent');
        return { failed: failureOf({ code, responseCode }) };
      }
    },
  };
};
