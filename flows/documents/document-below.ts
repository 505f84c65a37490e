/** What the papers of the units below say unless they say otherwise: set by the office above, text by text. */
import { blank, raw, text, type Choice, type Message } from '../../src/dialog/message.ts';
import type { Intent } from '../../src/dialog/intent.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import { belowTexts, type BelowText } from '../../src/domain/stationery.ts';
import type { MyPost } from '../../src/domain/views.ts';
import type { WordingView } from '../../src/domain/wording-table.ts';
import { asPost } from '../talking/as-post.ts';
import { opens } from '../talking/buttons.ts';
import { oneOf } from '../talking/choose.ts';
import { refuse } from '../talking/refused.ts';
import { numbered, parseWords, preview, textName } from './document-texts.ts';

const backButton = ({ postId }: MyPost): Choice =>
  opens('settings.documents', { action: 'document_template', subject: postId });

const listMessage = (post: MyPost, { unitName, texts }: WordingView): Message => ({
  lines: [
    text('document.below_title', { unit: unitName }),
    text('document.below_hint'),
    blank,
    ...texts.map(({ text: field, words, own }, index) =>
      text(own ? 'document.text_own' : 'document.text_line', {
        number: index + 1,
        name: textName(field),
        words: raw(preview(words)),
      }),
    ),
  ],
  choices: [...numbered(texts.map((one) => one.text)), backButton(post)],
});

const again = ({ postId }: MyPost): Intent => ({ action: 'document_below', subject: postId });

const change = async (t: Turn, post: MyPost, view: WordingView, field: BelowText) => {
  const { words = '', own = false } = view.texts.find((one) => one.text === field) ?? {};
  const message: Message = {
    lines: [
      text('document.text_now', { name: textName(field) }),
      ...words.split('\n').map(raw),
      blank,
      text('document.text_ask_lines'),
    ],
    choices: [
      { label: text('document.text_keep'), answer: 'keep' },
      ...(own ? [{ label: text('document.text_default'), answer: 'default' }] : []),
    ],
  };
  const wish = await t.ask('words', message, parseWords(field));
  if (wish === 'keep') return again(post);
  const command = { type: 'document.words', as: post.postId, text: field, below: true } as const;
  const kept = await t.run('words', { ...command, ...wish });
  if ('refused' in kept) return refuse(t, kept.refused, [backButton(post)]);
  await t.say('kept', { lines: [text('document.text_saved', { name: textName(field) })] });
  return again(post);
};

export const documentBelow: Flow = {
  id: 'document-below',
  version: 1,
  intents: ['document_below'],
  async run(t) {
    const { posts } = await t.read('me', { type: 'me' });
    const leading = posts.filter(({ reviews, oversees, admin }) => reviews || oversees || admin);
    const named = leading.filter(({ postId }) => postId === t.start.intent?.subject);
    const post = await asPost(t, named.length > 0 ? named : leading);
    const view = post && (await t.read('below', { type: 'document.below', as: post.postId }));
    if (!post || !view) return refuse(t, { code: 'not_allowed' });
    const options = { accept: ['choice'], back: false, menu: true } as const;
    const chosen = await t.ask('field', listMessage(post, view), oneOf(...belowTexts), options);
    return change(t, post, view, chosen);
  },
};
