/**
 * How e-mail is sent, and to whom: reports, or troubles, or both. No message here repeats what was set: it has a
 * password.
 */
import type { MailConfig } from './mail.ts';

const needed = ['SMTP_URL', 'MAIL_FROM', 'REPORT_TO'] as const;

type MailEnv = {
  readonly [Name in (typeof needed)[number] | 'ADMIN_EMAIL']?: string | undefined;
};
type Problem = { name: string; message: string };

const smtp = (url: string): URL | undefined =>
  URL.canParse(url) && /^smtps?:\/\/[^/]/u.test(url) ? new URL(url) : undefined;

/** "a@b.vn" or "Tên <a@b.vn>". */
const isSender = (words: string): boolean =>
  /^(?:[^<>\r\n]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u.test(words.trim());

const isHere = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');

const together =
  'is required with the other mail settings (SMTP_URL, MAIL_FROM, and REPORT_TO or ADMIN_EMAIL)';

/** One of the two addresses is enough. What is no address at all is told as that, and asks for nothing more. */
const incomplete = ({ ADMIN_EMAIL, ...env }: MailEnv): Problem[] => {
  const admin = ADMIN_EMAIL?.includes('@') ? ADMIN_EMAIL : undefined;
  const given = { ...env, REPORT_TO: env.REPORT_TO ?? admin };
  if (needed.every((name) => !given[name])) return [];
  return needed.filter((name) => !given[name]).map((name) => ({ name, message: together }));
};

/** Invented reports never go to a real mailbox. */
const besideSimulator = (url: URL | undefined, simulator: boolean): Problem[] =>
  simulator && url && !isHere(url)
    ? [
        {
          name: 'SMTP_URL',
          message: 'beside the simulator points only to a server on this machine',
        },
      ]
    : [];

/** What is wrong with the mail settings of this environment. */
export const mailProblems = (
  env: Readonly<Record<string, string | undefined>>,
  simulator: boolean,
): readonly Problem[] => {
  const { SMTP_URL, MAIL_FROM } = env;
  const url = SMTP_URL === undefined ? undefined : smtp(SMTP_URL);
  return [
    ...incomplete(env),
    ...(SMTP_URL && !url
      ? [{ name: 'SMTP_URL', message: 'must be smtp://user:password@host:port, or smtps://' }]
      : []),
    ...(MAIL_FROM && !isSender(MAIL_FROM)
      ? [{ name: 'MAIL_FROM', message: 'must be an address, or a name with an address in <>' }]
      : []),
    ...besideSimulator(url, simulator),
  ];
};

/** One way out, and the two whom it leads to. */
export const mailsOf = ({
  SMTP_URL: url,
  MAIL_FROM: from,
  REPORT_TO,
  ADMIN_EMAIL,
}: MailEnv): { mail: MailConfig | undefined; adminMail: MailConfig | undefined } => {
  const to = (address: string | undefined): MailConfig | undefined =>
    url && from && address ? { url, from, to: address } : undefined;
  return { mail: to(REPORT_TO), adminMail: to(ADMIN_EMAIL) };
};
