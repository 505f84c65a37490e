import type { Account } from '../../domain/organisation.ts';
import type { Asker } from './asker.ts';
import type { Payload } from './attempt-turn.ts';

/** So long after a human's last word the bot leaves what people write to that human. */
const standBackMs = 30 * 60_000;

/** How long a human of the office is still left alone with whoever sits there, in milliseconds. */
export const humanDelay = ({ humanUntil }: Pick<Account, 'humanUntil'>, now: Date): number =>
  humanUntil ? Math.max(0, humanUntil.getTime() - now.getTime()) : 0;

/** A human has answered by hand. */
export const withHuman = (account: Account, at: Date): Account => ({
  ...account,
  humanUntil: new Date(at.getTime() + standBackMs),
});

/** The bot is spoken to again. */
export const withoutHuman = ({ humanUntil: _until, ...account }: Account): Account => account;

/** A button or a command is meant for the bot, whoever else talks; a file or words may be for the human. */
const isForBot = ({ text, press, contact }: Payload): boolean =>
  press !== undefined || contact !== undefined || (text?.trim().startsWith('/') ?? false);

/** Words that are left to the human; what is meant for the bot ends the human's turn. */
export const isForHuman = (payload: Payload, { account }: Asker, at: Date): boolean =>
  humanDelay(account, at) > 0 && payload.brought === undefined && !isForBot(payload);
