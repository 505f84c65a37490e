import {
  blank,
  raw,
  text,
  type Choice,
  type Message,
  type Text,
} from '../../src/dialog/message.ts';
import type { Intent } from '../../src/dialog/intent.ts';
import type { Flow, Parse, Turn } from '../../src/dialog/turn.ts';
import { hasLines, paperTextLimits, type PaperText } from '../../src/domain/stationery.ts';
import { clean, oneLine, shorten } from '../../src/domain/text.ts';
import type { PaperTextsView } from '../../src/domain/document-views.ts';
import { oneOf } from '../talking/choose.ts';
import { documentIntent } from './document-text.ts';
import { askPaperPost, changeSigner } from './document-signer.ts';
import { refuse } from '../talking/refused.ts';
import { planSubject } from '../talking/subject.ts';
import { roleText } from '../talking/words.ts';

const shownWords = 90;

/** What each text is called; the refusals name them too. */
export const textName = (field: PaperText): Text => text(`refusal.field.${field}`);

/** Paragraphs on one line, told apart. */
export const preview = (words: string): string =>
  shorten(oneLine(words.replaceAll('\n', ' · ')), shownWords);

const textLine = (
  { text: field, words, own }: PaperTextsView['texts'][number],
  index: number,
): Text =>
  text(own ? 'document.text_own' : 'document.text_line', {
    number: index + 1,
    name: textName(field),
    words: words === '' ? text('document.text_empty') : raw(preview(words)),
  });

const signerLine = ({ signer, texts, ownSigner }: PaperTextsView): Text =>
  text(ownSigner ? 'document.text_own' : 'document.text_line', {
    number: texts.length + 1,
    name: text('document.signer_name'),
    words:
      signer.name === ''
        ? text('document.text_empty')
        : text('document.signer_words', { name: signer.name, post: roleText(signer.post) }),
  });

export const numbered = (answers: readonly string[]): Choice[] =>
  answers.map((answer, index) => ({
    label: raw(String(index + 1)),
    code: String(index + 1),
    narrow: true,
    answer,
  }));

const listMessage = (view: PaperTextsView): Message => ({
  lines: [
    text('document.texts_title', { unit: view.unitName, year: view.year }),
    text('document.texts_hint'),
    blank,
    ...view.texts.map(textLine),
    signerLine(view),
  ],
  choices: [
    ...numbered([...view.texts.map((one) => one.text), 'signer']),
    { label: text('document.texts_done'), answer: 'done', tone: 'primary' },
  ],
});

type Change = { words: string } | 'keep';

export const parseWords =
  (field: PaperText): Parse<Change> =>
  ({ choice, text: typed = '' }) => {
    if (choice === 'keep') return { ok: 'keep' };
    if (choice === 'default') return { ok: { words: '' } };
    const words = clean(typed, { lines: hasLines(field) });
    const max = paperTextLimits[field];
    if (!/[\p{L}\p{N}]/u.test(words)) return { retry: [text('document.text_needs_words')] };
    return words.length > max
      ? { retry: [text('document.text_long', { length: words.length, max })] }
      : { ok: { words } };
  };

const askWords = (t: Turn, view: PaperTextsView, field: PaperText): Promise<Change> => {
  const { source = '', own = false } = view.texts.find((one) => one.text === field) ?? {};
  const lines = source.split('\n').filter((line) => line !== '');
  return t.ask(
    'words',
    {
      lines: [
        text('document.text_now', { name: textName(field) }),
        ...(lines.length === 0 ? [text('document.text_empty')] : lines.map(raw)),
        blank,
        text(hasLines(field) ? 'document.text_ask_lines' : 'document.text_ask'),
      ],
      choices: [
        { label: text('document.text_keep'), answer: 'keep' },
        ...(own ? [{ label: text('document.text_default'), answer: 'default' }] : []),
      ],
    },
    parseWords(field),
  );
};

const changeWords = async (
  t: Turn,
  view: PaperTextsView,
  field: PaperText,
): Promise<'kept' | 'refused'> => {
  const change = await askWords(t, view, field);
  if (change === 'keep') return 'kept';
  const post = await askPaperPost(t, view.unitId);
  const command = {
    type: 'document.words',
    as: post?.postId ?? '',
    text: field,
    ...change,
  } as const;
  const kept = await t.run('words', command);
  if ('refused' in kept) {
    await refuse(t, kept.refused);
    return 'refused';
  }
  await t.say('kept', { lines: [text('document.text_saved', { name: textName(field) })] });
  return 'kept';
};

const changeTexts = async (t: Turn, view: PaperTextsView): Promise<Intent | undefined> => {
  const fields = view.texts.map((one) => one.text);
  const options = { accept: ['choice'], back: false, menu: true } as const;
  const parse = oneOf(...fields, 'signer', 'done');
  const chosen = await t.ask('field', listMessage(view), parse, options);
  if (chosen === 'done') return documentIntent(view);
  const end =
    chosen === 'signer' ? await changeSigner(t, view) : await changeWords(t, view, chosen);
  return end === 'kept' ? documentIntent(view, 'document_texts') : undefined;
};

/** "Sửa nội dung văn bản": what the unit's papers say from now on, this year and the next. */
export const documentTexts: Flow = {
  id: 'document-texts',
  version: 1,
  intents: ['document_texts'],
  resumable: true,
  async run(t) {
    const at = planSubject(t.start.intent);
    const view = at && (await t.read('texts', { type: 'document.texts', ...at }));
    return view ? changeTexts(t, view) : refuse(t, { code: 'not_found' });
  },
};
