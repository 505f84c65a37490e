/** Looks through what was read and puts it right, until the person takes it over or thinks better of it. */
import { text, type Message, type Text } from '../../src/dialog/message.ts';
import { within } from '../../src/dialog/nested.ts';
import type { Parse, Turn } from '../../src/dialog/turn.ts';
import type { HeadNumber, ItemCode, UnitKind } from '../../src/domain/programme.ts';
import type { PlanBoard } from '../../src/domain/views.ts';
import { isPlaced, shortOf, type Brought, type Draft, type Placed } from './bring-draft.ts';
import { draftMessage, itemMessage, overviewMessage, placeMessage } from './bring-text.ts';
import { oneOf } from '../talking/choose.ts';
import { confirmDraft } from '../registering/task-preview.ts';

export type Look = {
  board: PlanBoard;
  kind: UnitKind;
  /** Numbers the questions through. */
  next(): number;
};

const answers =
  (message: Message): Parse<string> =>
  ({ choice }) => {
    const offered = (message.choices ?? []).some((one) => 'answer' in one && one.answer === choice);
    return offered && choice !== undefined ? { ok: choice } : { retry: [text('input.choose')] };
  };

const pick = (t: Turn, look: Look, name: string, message: Message): Promise<string> =>
  t.ask(`${name}.${look.next()}`, message, answers(message), { accept: ['choice'], back: false });

const codeIn = (answer: string): ItemCode | undefined =>
  answer.startsWith('i') ? answer.slice(1) : undefined;

/** Undefined: this one is left as it is; `drop`: it is thrown away. */
const askPlace = async (
  t: Turn,
  look: Look,
  draft: Draft,
  { left, head }: { left: number; head?: HeadNumber | undefined },
): Promise<{ item: ItemCode } | 'drop' | undefined> => {
  const answer = await pick(t, look, 'place', placeMessage(look.board, draft, left, head));
  if (answer === 'all') return askPlace(t, look, draft, { left });
  if (answer === 'drop') return 'drop';
  const item = codeIn(answer);
  return item === undefined ? undefined : { item };
};

const replaced = (drafts: readonly Draft[], one: Draft): Draft[] =>
  drafts.map((draft) => (draft.id === one.id ? one : draft));
const without = (drafts: readonly Draft[], { id }: Draft): Draft[] =>
  drafts.filter((draft) => draft.id !== id);

/** A mark from the reading holds no longer once the words or the place are others. */
const renewed = (draft: Draft, more: Partial<Draft>): Draft => {
  const { duplicate: _duplicate, ...rest } = draft;
  return { ...rest, ...more };
};

const placeAll = async (
  t: Turn,
  look: Look,
  begun: readonly Draft[],
): Promise<readonly Draft[]> => {
  let drafts = begun;
  const waiting = begun.filter((draft) => !isPlaced(draft));
  for (const [at, draft] of waiting.entries()) {
    const left = waiting.length - at;
    const place = await askPlace(t, look, draft, { left, head: draft.head });
    if (place === undefined) return drafts;
    drafts = place === 'drop' ? without(drafts, draft) : replaced(drafts, renewed(draft, place));
  }
  return drafts;
};

const edited = async (t: Turn, look: Look, draft: Placed): Promise<Draft> => {
  const { board, kind } = look;
  const writing = {
    code: draft.item,
    short: shortOf(board, draft.item),
    year: board.year,
    kind,
    example: undefined,
  };
  const fields = await confirmDraft(within(t, `edit.${look.next()}`), draft.fields, writing);
  return renewed(draft, { fields });
};

const openDraft = async (
  t: Turn,
  look: Look,
  drafts: readonly Draft[],
  draft: Placed,
): Promise<readonly Draft[]> => {
  const { board } = look;
  const message = draftMessage(draft, shortOf(board, draft.item), { year: board.year, drafts });
  const wish = await pick(t, look, 'task', message);
  if (wish === 'edit') return replaced(drafts, await edited(t, look, draft));
  if (wish === 'drop') return without(drafts, draft);
  if (wish !== 'move') return drafts;
  const place = await askPlace(t, look, draft, { left: 1 });
  if (place === 'drop') return without(drafts, draft);
  return place === undefined ? drafts : replaced(drafts, renewed(draft, place));
};

/** The tasks of one sub-item; a single one is opened at once. */
const openItem = async (
  t: Turn,
  look: Look,
  drafts: readonly Draft[],
  code: ItemCode,
): Promise<readonly Draft[]> => {
  const here = drafts.filter(isPlaced).filter(({ item }) => item === code);
  const [only] = here;
  if (only && here.length === 1) return openDraft(t, look, drafts, only);
  const short = shortOf(look.board, code);
  const answer = await pick(t, look, 'item', itemMessage({ code, short }, here, look.board.year));
  const chosen = here.find(({ id }) => answer === `t${id}`);
  return chosen ? openDraft(t, look, drafts, chosen) : drafts;
};

const restShown = 20;

/** Page by page what was not taken for work. */
const showRest = async (t: Turn, look: Look, rest: readonly string[]): Promise<void> => {
  for (let from = 0; from < rest.length; from += restShown) {
    const more = rest.length > from + restShown;
    const message: Message = {
      lines: [
        text('bring.rest_title', { from: from + 1, count: rest.length }),
        ...rest.slice(from, from + restShown).map((line) => ({ raw: `• ${line}` })),
        text('bring.rest_how'),
      ],
      choices: [
        ...(more ? [{ label: text('bring.rest_more'), answer: 'more' }] : []),
        { label: text('bring.back'), answer: 'back' },
      ],
    };
    if ((await pick(t, look, 'rest', message)) === 'back') return;
  }
};

const confirmDiscard = async (t: Turn, look: Look, count: number): Promise<boolean> => {
  const message: Message = {
    lines: [text('bring.discard_sure', { count })],
    choices: [
      { label: text('bring.discard_yes'), answer: 'yes', tone: 'danger' },
      { label: text('bring.discard_no'), answer: 'no' },
    ],
  };
  const key = `discard.${look.next()}`;
  return (
    (await t.ask(key, message, oneOf('yes', 'no'), { accept: ['choice'], back: false })) === 'yes'
  );
};

const change = async (
  t: Turn,
  look: Look,
  { drafts, rest }: Brought,
  wish: string,
): Promise<readonly Draft[]> => {
  const code = codeIn(wish);
  if (code !== undefined) return openItem(t, look, drafts, code);
  if (wish === 'place') return placeAll(t, look, drafts);
  if (wish === 'rest') await showRest(t, look, rest);
  return drafts;
};

/** The drafts as they shall be taken over; undefined when nothing shall. */
export const preview = async (
  t: Turn,
  look: Look,
  begun: Brought,
  lead: readonly Text[],
): Promise<readonly Draft[] | undefined> => {
  let brought = begun;
  let above = lead;
  for (;;) {
    const wish = await pick(t, look, 'overview', overviewMessage(look.board, brought, above));
    if (wish === 'take') return brought.drafts;
    if (wish === 'discard' && brought.drafts.length === 0) return undefined;
    if (wish === 'discard' && (await confirmDiscard(t, look, brought.drafts.length)))
      return undefined;
    brought = { ...brought, drafts: await change(t, look, brought, wish) };
    above = [];
  }
};
