import {
  blank,
  text,
  type Choice,
  type FileRef,
  type Message,
  type Text,
} from '../../src/dialog/message.ts';
import type { Intent } from '../../src/dialog/intent.ts';
import type { Flow, Parse, Turn } from '../../src/dialog/turn.ts';
import type { TemplateView } from '../../src/domain/document-views.ts';
import type { MyPost } from '../../src/domain/views.ts';
import { asPost } from '../talking/as-post.ts';
import { helpButton, opens } from '../talking/buttons.ts';
import { faultLines } from './document-text.ts';
import { refuse } from '../talking/refused.ts';
import { moment } from '../talking/words.ts';

const nowLine = ({ own, from }: TemplateView): Text => {
  if (own) return text('document.template_own', { name: own.name, at: moment(own.at) });
  return from === undefined
    ? text('document.template_starter')
    : text('document.template_from', { unit: from });
};

const choices = ({ postId }: MyPost, { own }: TemplateView): Choice[] => [
  { label: text('document.template_get'), answer: 'get', tone: 'primary' },
  ...(own ? [{ label: text('document.template_drop'), answer: 'drop' }] : []),
  opens('document.below_button', { action: 'document_below', subject: postId }),
  helpButton,
];

const templateMessage = (post: MyPost, view: TemplateView): Message => ({
  lines: [
    text('document.template_title', { unit: view.unitName }),
    nowLine(view),
    blank,
    text('document.template_how'),
  ],
  choices: choices(post, view),
});

type Wish = 'get' | 'drop' | { file: FileRef };

const parseWish: Parse<Wish> = ({ choice, files = [] }) => {
  if (choice === 'get' || choice === 'drop') return { ok: choice };
  const [file, ...others] = files;
  if (!file || others.length > 0) return { retry: [text('document.template_one_file')] };
  return file.name.toLowerCase().endsWith('.docx')
    ? { ok: { file } }
    : { retry: [text('document.template_not_docx')] };
};

const again = ({ postId }: MyPost): Intent => ({ action: 'document_template', subject: postId });

const useFile = async (t: Turn, post: MyPost, file: FileRef): Promise<Intent | undefined> => {
  const { faults } = await t.later('try', { type: 'document.try_template', file });
  if (faults.length > 0) {
    await t.say('faulty', {
      lines: [
        text('document.template_refused'),
        ...faultLines(faults),
        text('document.template_same'),
      ],
    });
    return again(post);
  }
  const used = await t.run('use', { type: 'document.use_template', as: post.postId, file });
  if ('refused' in used) return refuse(t, used.refused);
  await t.say('used', { lines: [text('document.template_used', { unit: post.unitName })] });
  return again(post);
};

const changeTemplate = async (t: Turn, post: MyPost, view: TemplateView) => {
  const options = { accept: ['file', 'choice'], back: false } as const;
  const wish = await t.ask('wish', templateMessage(post, view), parseWish, options);
  if (wish === 'get') {
    const { file } = await t.later('get', { type: 'document.template', unitId: post.unitId });
    await t.say('file', { lines: [text('document.template_file')], file });
    return again(post);
  }
  if (wish !== 'drop') return useFile(t, post, wish.file);
  const dropped = await t.run('drop', { type: 'document.use_template', as: post.postId });
  if ('refused' in dropped) return refuse(t, dropped.refused);
  await t.say('dropped', { lines: [text('document.template_dropped')] });
  return again(post);
};

/** "/mauvanban": the Word template by which the plans of a superior's units are written. */
export const documentTemplate: Flow = {
  id: 'document-template',
  version: 1,
  commands: ['mauvanban', 'template'],
  intents: ['document_template'],
  async run(t) {
    const me = await t.read('me', { type: 'me' });
    const leading = me.posts.filter(({ reviews, oversees, admin }) => reviews || oversees || admin);
    const named = leading.filter(({ postId }) => postId === t.start.intent?.subject);
    const post = await asPost(t, named.length > 0 ? named : leading);
    const view = post && (await t.read('template', { type: 'document.template', as: post.postId }));
    return post && view ? changeTemplate(t, post, view) : refuse(t, { code: 'not_allowed' });
  },
};
