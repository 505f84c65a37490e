import { text } from '../../src/dialog/message.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import type { UnitKind } from '../../src/domain/programme.ts';
import type { MyPost } from '../../src/domain/views.ts';
import { asPost } from '../talking/as-post.ts';
import { opens } from '../talking/buttons.ts';
import { oneOf } from '../talking/choose.ts';
import { askUnit } from '../joining/invite-unit.ts';
import { refuse } from '../talking/refused.ts';
import { confirm, parseName } from './unit-change.ts';
import { managesUnits } from './unit-post.ts';
import { kindText } from './unit-text.ts';

const kinds = ['dia_ban', 'truong_hoc', 'co_quan_doanh_nghiep', 'luc_luong_vu_trang'] as const;

const askKind = (t: Turn): Promise<UnitKind> =>
  t.ask(
    'kind',
    {
      lines: [text('units.ask_kind')],
      choices: kinds.map((kind) => ({ label: kindText(kind), answer: kind })),
    },
    oneOf(...kinds),
    { accept: ['choice'] },
  );

const askRights = (t: Turn): Promise<'registers' | 'approves'> =>
  t.ask(
    'rights',
    {
      lines: [text('units.ask_rights')],
      choices: [
        { label: text('units.registers'), answer: 'registers' },
        { label: text('units.approves'), answer: 'approves' },
      ],
    },
    oneOf('registers', 'approves'),
    { accept: ['choice'] },
  );

/** Straight below the own unit, or below another one that the reader looks after. */
const askParent = async (t: Turn, post: MyPost): Promise<{ unitId: string; name: string }> => {
  const own = { unitId: post.unitId, name: post.unitName };
  const others = await t.read('parents', { type: 'units.below', unitId: post.unitId });
  if (others.length === 0) return own;
  const place = await t.ask(
    'place',
    {
      lines: [text('units.ask_place')],
      choices: [
        { label: text('units.straight_below', { unit: post.unitName }), answer: 'own' },
        { label: text('units.below_other'), answer: 'other' },
      ],
    },
    oneOf('own', 'other'),
    { accept: ['choice'] },
  );
  return (place === 'other' ? await askUnit(t, others) : undefined) ?? own;
};

/** One new unit. */
export const unitAdd: Flow = {
  id: 'unit_add',
  version: 1,
  intents: ['unit_add'],
  resumable: true,
  async run(t) {
    const { posts } = await t.read('me', { type: 'me' });
    const managing = posts.filter(managesUnits);
    const named = managing.filter(({ postId }) => postId === t.start.intent?.subject);
    const post = await asPost(t, named.length > 0 ? named : managing);
    if (!post) return refuse(t, { code: 'not_allowed' });
    const name = await t.ask('name', { lines: [text('units.ask_new')] }, parseName);
    const kind = await askKind(t);
    const rights = await askRights(t);
    const parent = await askParent(t, post);
    const about = { name, kind: kindText(kind), superior: parent.name };
    const registers = rights === 'registers';
    const sure = {
      lines: [
        text('units.sure_new', about),
        text(registers ? 'units.registers' : 'units.approves'),
      ],
    };
    if (!(await confirm(t, sure, 'units.yes_new'))) {
      await t.say('left', { lines: [text('units.left')] });
      return undefined;
    }
    const outcome = await t.run('add', {
      type: 'unit.add',
      as: post.postId,
      name,
      kind,
      parentId: parent.unitId,
      registers,
      approves: !registers,
    });
    if ('refused' in outcome) return refuse(t, outcome.refused);
    const subject = outcome.done.unitId;
    await t.say('done', {
      lines: [text('units.done_new', { name })],
      choices: [
        opens('units.invite', { action: 'unit_invite', subject }, { tone: 'primary' }),
        opens('units.to_list', { action: 'units' }),
      ],
    });
    return undefined;
  },
};
