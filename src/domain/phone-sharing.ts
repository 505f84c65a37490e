/** A phone number for reminders: asked for after consent only, kept with its day, taken back at any time. */
import { note } from './audit-actions.ts';
import type { CommandOf, CommandResult } from './commands.ts';
import { refuse } from './decide.ts';
import type { PersonId } from './ids.ts';
import type { Decided } from './notices.ts';
import type { Account } from './organisation.ts';
import { phoneEnding, readPhone } from './phone-number.ts';

type Asker = { personId: PersonId | undefined; account: Account };
type Asked = CommandOf<'account.ask_phone'>;
type Shared = CommandOf<'account.share_phone'>;

/** A consent is for the card that follows it, not for an old one that somebody taps by chance. */
const consentMs = 24 * 3_600_000;

/** "Đồng ý": from now on, for a day, a number that comes may be kept. */
export const agreeToPhone = (
  { now }: { now: Date },
  { personId, account }: Asker,
  { noticeVersion }: Pick<Asked, 'noticeVersion'>,
): Decided<{ account: Account }, CommandResult<Asked>> => {
  if (personId === undefined) return refuse('not_allowed');
  const { channel } = account;
  return {
    changes: { account: { ...account, phoneAskedAt: now } },
    audit: [note('phone.agreed', { subject: personId, after: { noticeVersion, channel } })],
    notices: [],
    result: {},
  };
};

const consentOf = ({ phoneAskedAt }: Account, now: Date): Date | undefined =>
  phoneAskedAt && now.getTime() - phoneAskedAt.getTime() <= consentMs ? phoneAskedAt : undefined;

/** The number that came; nothing of it is kept without consent. */
export const sharePhone = (
  { now }: { now: Date },
  { personId, account }: Asker,
  { number: typed }: Pick<Shared, 'number'>,
): Decided<{ account: Account }, CommandResult<Shared>> => {
  const at = consentOf(account, now);
  if (personId === undefined || at === undefined) return refuse('phone_unasked');
  const number = readPhone(typed);
  if (number === undefined) return refuse('phone_invalid');
  const { channel } = account;
  const isKnown = account.phone?.number === number;
  return {
    changes: { account: { ...account, phone: { number, at } } },
    audit: isKnown ? [] : [note('phone.shared', { subject: personId, after: { channel } })],
    notices: [],
    result: { ending: phoneEnding(number) },
  };
};

/** A chat without number and without consent to one. */
export const withoutPhone = ({ phone: _phone, phoneAskedAt: _at, ...account }: Account): Account =>
  account;

/** Takes the number away from every chat of the person, and the consent with it. */
export const dropPhone = (
  personId: PersonId | undefined,
  accounts: readonly Account[],
): Decided<{ accounts: readonly Account[] }, CommandResult<CommandOf<'account.drop_phone'>>> => {
  const shared = accounts.filter(({ phone }) => phone !== undefined);
  if (personId === undefined || shared.length === 0) return refuse('phone_none');
  const touched = accounts.filter(({ phone, phoneAskedAt }) => phone ?? phoneAskedAt);
  return {
    changes: { accounts: touched.map(withoutPhone) },
    audit: shared.map(({ channel }) =>
      note('phone.dropped', { subject: personId, before: { channel } }),
    ),
    notices: [],
    result: {},
  };
};
