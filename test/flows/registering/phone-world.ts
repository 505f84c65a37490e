/** Somebody who is asked for a phone number, or has shared one. */
import type { AccountView } from '../../../src/domain/views.ts';
import { phoneEnding, readPhone } from '../../../src/domain/phone-number.ts';
import type { World } from '../play.ts';
import { chats, createAccountWorld } from './account-world.ts';

const agreedAt = '2026-09-14T08:00:00+07:00';

/** Agrees, shares and takes back as the program would; `asked` when consent was given already. */
export const createPhoneWorld = ({ asked = false, number = '' } = {}): World => {
  let agreed = asked;
  let shared = number;
  const chat = (): AccountView => ({
    ...chats.zalo,
    ...(shared ? { phone: { ending: phoneEnding(shared), at: agreedAt } } : {}),
  });
  const base = createAccountWorld([]);
  const { privacy } = base.reads;
  return {
    ...base,
    reads: {
      ...base.reads,
      privacy(query) {
        const kept = privacy?.(query) ?? null;
        return kept && { ...kept, accounts: [chat()] };
      },
    },
    runs: {
      'account.ask_phone': () => {
        agreed = true;
        return { done: {} };
      },
      'account.share_phone': ({ number: typed }) => {
        if (!agreed) return { refused: { code: 'phone_unasked' } };
        const read = readPhone(typed);
        if (read === undefined) return { refused: { code: 'phone_invalid' } };
        shared = read;
        return { done: { ending: phoneEnding(read) } };
      },
      'account.drop_phone': () => {
        if (!shared) return { refused: { code: 'phone_none' } };
        shared = '';
        agreed = false;
        return { done: {} };
      },
    },
  };
};
