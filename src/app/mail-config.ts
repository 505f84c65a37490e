/** Where reports go by e-mail: three settings, all or none. No message here repeats what was set: it has a password. */
import type { MailConfig } from './mail.ts';

const names = ['SMTP_URL', 'MAIL_FROM', 'REPORT_TO'] as const;

type MailEnv = {
  readonly [Name in (typeof names)[number]]?: string | undefined;
};
type Problem = { name: string; message: string };

const smtp = (url: string): URL | undefined =>
  URL.canParse(url) && /^smtps?:\/\/[^/]/u.test(url) ? new URL(url) : undefined;

/** "a@b.vn" or "Tên <a@b.vn>". */
const isSender = (words: string): boolean =>
  /^(?:[^<>\r\n]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u.test(words.trim());

const isHere = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');

const incomplete = (env: MailEnv): Problem[] =>
  names.every((name) => !env[name])
    ? []
    : names
        .filter((name) => !env[name])
        .map((name) => ({
          name,
          message: 'is required with the other mail settings (SMTP_URL, MAIL_FROM, REPORT_TO)',
        }));

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

export const mailOf = ({ SMTP_URL, MAIL_FROM, REPORT_TO }: MailEnv): MailConfig | undefined =>
  SMTP_URL && MAIL_FROM && REPORT_TO
    ? { url: SMTP_URL, from: MAIL_FROM, to: REPORT_TO }
    : undefined;
