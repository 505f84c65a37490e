import { text } from '../../src/dialog/message.ts';
import type { Parse, Turn } from '../../src/dialog/turn.ts';
import type { UnitId } from '../../src/domain/ids.ts';
import { signerNameLimit, type Signer } from '../../src/domain/stationery.ts';
import { oneLine } from '../../src/domain/text.ts';
import type { PaperTextsView } from '../../src/domain/document-views.ts';
import type { MyPost } from '../../src/domain/views.ts';
import { asPost } from '../talking/as-post.ts';
import { oneOf } from '../talking/choose.ts';
import { refuse } from '../talking/refused.ts';
import { roleText } from '../talking/words.ts';

type Wish = 'keep' | 'default' | { name: string };

const parseName: Parse<Wish> = ({ choice, text: typed = '' }) => {
  if (choice === 'keep' || choice === 'default') return { ok: choice };
  const name = oneLine(typed);
  const isName = /^[\p{L}\p{M} .'’-]+$/u.test(name) && name.includes(' ');
  return isName && name.length <= signerNameLimit
    ? { ok: { name } }
    : { retry: [text('document.signer_unclear')] };
};

const askName = (t: Turn, { signer, ownSigner }: PaperTextsView): Promise<Wish> =>
  t.ask(
    'name',
    {
      lines: [
        signer.name === ''
          ? text('document.signer_unknown')
          : text('document.signer', { name: signer.name, post: roleText(signer.post) }),
        text('document.signer_ask'),
      ],
      choices: [
        { label: text('document.text_keep'), answer: 'keep' },
        ...(ownSigner ? [{ label: text('document.signer_default'), answer: 'default' }] : []),
      ],
    },
    parseName,
  );

const askPost = (t: Turn, name: string): Promise<Signer['post']> =>
  t.ask(
    'post',
    {
      lines: [text('document.signer_post', { name })],
      choices: (['secretary', 'deputy'] as const).map((post) => ({
        label: roleText(post),
        answer: post,
      })),
    },
    oneOf('secretary', 'deputy'),
    { accept: ['choice'] },
  );

/** The post as which the reader changes what the unit's papers say. */
export const askPaperPost = async (t: Turn, unitId: UnitId): Promise<MyPost | undefined> => {
  const { posts } = await t.read('me', { type: 'me' });
  return asPost(
    t,
    posts.filter((post) => post.unitId === unitId && !post.admin),
  );
};

/** Who signs the unit's papers, as what. */
export const changeSigner = async (t: Turn, view: PaperTextsView): Promise<'kept' | 'refused'> => {
  const wish = await askName(t, view);
  if (wish === 'keep') return 'kept';
  const signer =
    wish === 'default' ? {} : { signer: { name: wish.name, post: await askPost(t, wish.name) } };
  const post = await askPaperPost(t, view.unitId);
  const command = { type: 'document.signer', as: post?.postId ?? '', ...signer } as const;
  const named = await t.run('signer', command);
  if ('refused' in named) {
    await refuse(t, named.refused);
    return 'refused';
  }
  await t.say('named', { lines: [text('document.signer_saved')] });
  return 'kept';
};
