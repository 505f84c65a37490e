import { note } from './audit-actions.ts';
import type { CommandOf, CommandResult } from './commands.ts';
import type { Decided } from './notices.ts';
import type { Account, Person } from './organisation.ts';

type SetLanguage = CommandOf<'person.language'>;

/** The language of a chat, and of its person wherever else they are met; a stranger has a chat only. */
export const setLanguage = (
  asker: { account: Account; person: Person | undefined },
  { lang }: SetLanguage,
): Decided<{ account: Account; person?: Person }, CommandResult<SetLanguage>> => {
  const { account, person } = asker;
  const changes = { account: { ...account, lang } };
  const rest = { notices: [], result: { lang } };
  if (person === undefined) return { changes, audit: [], ...rest };
  const before = { lang: person.lang };
  return {
    changes: { ...changes, person: { ...person, lang } },
    audit: [note('person.language', { subject: person.id, before, after: { lang } })],
    ...rest,
  };
};
