import { blank, text, type Message, type Text } from '../../src/dialog/message.ts';
import type { Parse, Turn } from '../../src/dialog/turn.ts';
import type { CommandResult } from '../../src/domain/commands.ts';
import type { RefusalCode } from '../../src/domain/refusals.ts';
import type { Contact } from '../../src/domain/views.ts';
import { codeIn } from './invitation-code.ts';
import { refuse, refusedMessage } from '../talking/refused.ts';
import { whom } from '../talking/whom.ts';

/** A code that stands, and where it leads. */
type Invited = CommandResult<{ type: 'invitation.try'; code: string }> & { code: string };

/** To a post, at once or after a superior's word. */
export type InvitedToPost = Exclude<Invited, { kind: 'account' }>;

/** To a person who is known already: this chat would be one more of theirs. */
export type InvitedToLink = Extract<Invited, { kind: 'account' }>;

/** An invitation that was pasted whole is about as long. */
const longestWords = 600;

/** No other code would help: the chat is somebody's. */
const final: readonly RefusalCode[] = ['account_own', 'account_of_other'];

/** Whoever wrote so much did not mean a code, and must not think that it was read. */
const unread = (typed: string): Text[] =>
  typed.length > longestWords ? [text('join.code_too_long', { length: typed.length })] : [];

const parseCode: Parse<string> = ({ text: typed = '' }) => {
  const code = codeIn(typed);
  return code === undefined ? { retry: [...unread(typed), text('join.not_a_code')] } : { ok: code };
};

const askCode = (t: Turn, key: string, lines: readonly Text[]): Promise<string> =>
  t.ask(key, { lines }, parseCode, { back: false });

/** For whoever comes without an invitation: what this is, whom to ask. */
const strangerLines = (contact: Contact): Text[] => [
  text('join.hello'),
  blank,
  text('join.need_code'),
  text('join.whom_to_ask', { who: whom(contact) }),
  blank,
  text('join.before_consent'),
];

const wrongCode = (t: Turn, refusal: Message, contact: Contact): Promise<void> =>
  t.say('shut', { lines: [...refusal.lines, text('join.whom_to_ask', { who: whom(contact) })] });

/** Asks until a code stands; undefined when too many were wrong and the person was told to wait. */
export const askInvited = async (
  t: Turn,
  given: string | undefined,
): Promise<Invited | undefined> => {
  const contact = await t.read('contact', { type: 'contact' });
  let code =
    given ??
    (await askCode(t, 'code', [...unread(t.start.words ?? ''), ...strangerLines(contact)]));
  for (let round = 0; ; round += 1) {
    const tried = await t.run(`try.${round}`, { type: 'invitation.try', code });
    if ('done' in tried) return { ...tried.done, code };
    if (final.includes(tried.refused.code)) return refuse(t, tried.refused);
    const refusal = refusedMessage(tried.refused);
    if (tried.refused.code === 'too_many_attempts') {
      await wrongCode(t, refusal, contact);
      return undefined;
    }
    code = await askCode(t, `code.${round}`, [
      ...refusal.lines,
      text('join.code_again'),
      text('join.whom_to_ask', { who: whom(contact) }),
    ]);
  }
};
