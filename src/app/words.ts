import type { Choice, Message, Param, Rendered, RenderedChoice, Text } from '../dialog/message.ts';
import { choiceId } from '../dialog/choice-id.ts';
import type { Phrase } from '../channels/channel.ts';
import type { Words } from '../i18n/words.ts';

/** Puts the message vocabulary into words of one language. */
export type Speaker = {
  say(text: Text, lang: string): string;
  phrase(lang: string): Phrase;
  /** `token` ties answer buttons to the question that carries them. */
  render(message: Message, lang: string, token: string, slot?: string): Rendered;
};

const actionOf = (choice: Choice): string =>
  'answer' in choice ? choice.answer : (choice.intent.split(':')[0] ?? choice.intent);

export const createSpeaker = (words: Words): Speaker => {
  const value = (param: Param, lang: string): string | number => {
    if (typeof param === 'string' || typeof param === 'number') return param;
    if (Array.isArray(param)) return param.map((one: Text) => say(one, lang)).join(', ');
    return say(param as Text, lang); // Array.isArray does not narrow a readonly array
  };
  const say = (text: Text, lang: string): string => {
    if ('raw' in text) return text.raw;
    const params = Object.entries(text.params ?? {}).map(
      ([name, param]) => [name, value(param, lang)] as const,
    );
    return words.render(text.key, Object.fromEntries(params), lang);
  };
  const button = (choice: Choice, lang: string, token: string): RenderedChoice => ({
    id: choiceId(choice, token),
    label: say(choice.label, lang),
    tone: choice.tone ?? 'plain',
    action: actionOf(choice),
    ...(choice.code ? { code: choice.code } : {}),
    ...(choice.narrow ? { narrow: true } : {}),
  });
  return {
    say,
    phrase: (lang) => (key, params) => words.render(key, params ?? {}, lang),
    render: ({ lines, choices = [], image, file, asksContact }, lang, token, slot) => ({
      text: lines
        .map((line) => say(line, lang))
        .join('\n')
        .normalize('NFC'),
      choices: choices.map((choice) => button(choice, lang, token)),
      ...(slot ? { slot } : {}),
      ...(image ? { image } : {}),
      ...(file ? { file } : {}),
      ...(asksContact ? { asksContact } : {}),
    }),
  };
};
