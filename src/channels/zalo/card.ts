import type { ZaloMessage } from '../../zalo-oa-sdk/message.ts';
import { splitText } from '../split.ts';

/** Lengths of the card "request_user_info": facts of Zalo's OA documentation. */
const longest = { title: 100, subtitle: 500 } as const;

const cut = (words: string, most: number): string => splitText(words, most)[0] ?? '';

/** The card that asks for name and phone number: the first line is its title, the others stand below. */
export const cardOf = (text: string, imageUrl: string): ZaloMessage => {
  const [title = '', ...rest] = text.split('\n').filter((line) => line.trim() !== '');
  return {
    kind: 'request_user_info',
    title: cut(title, longest.title),
    subtitle: cut(rest.length > 0 ? rest.join(' ') : title, longest.subtitle),
    imageUrl,
  };
};
