import { note } from './audit-actions.ts';
import { mayLeadPapers } from './access.ts';
import type { CommandOf } from './commands.ts';
import { actingPost, refuse, type DecideContext, type Refused } from './decide.ts';
import { stationeryPost } from './document-decisions.ts';
import type { PostId } from './ids.ts';
import type { AuditNote, Decided } from './notices.ts';
import type { Post } from './organisation.ts';
import {
  belowTexts,
  hasLines,
  paperTextLimits,
  plainStationery,
  signerNameLimit,
  type BelowText,
  type PaperText,
  type Signer,
  type Stationery,
} from './stationery.ts';
import { clean, oneLine, shorten } from './text.ts';
import type { WordingEdit } from './wording-table.ts';

type Kept = Decided<{ stationery: Stationery }, Record<string, never>>;
type Of = Stationery | undefined;

/** The log keeps enough of a text to know it again. */
const noted = 200;

const keptAs = (
  after: Stationery,
  action: 'document.worded' | 'document.signer' | 'document.template',
  detail: { before?: unknown; after?: unknown },
): Exclude<Kept, Refused> => ({
  changes: { stationery: after },
  audit: [note(action, { subject: after.id, unitId: after.id, ...detail })],
  notices: [],
  result: {},
});

const leadingPost = (ctx: DecideContext, as: string): Refused | Post => {
  const post = actingPost(ctx, as);
  return post !== undefined && mayLeadPapers(ctx.tree, post) ? post : refuse('not_allowed');
};

const isBelowText = (text: PaperText): text is BelowText => belowTexts.some((one) => one === text);

/** The same for the papers of the units below. */
const wordBelow = (
  ctx: DecideContext,
  stationery: Of,
  { as, text, words }: CommandOf<'document.words'>,
): Kept => {
  const post = leadingPost(ctx, as);
  if ('refused' in post) return post;
  if (!isBelowText(text)) return refuse('invalid_field', { field: text });
  const kept = clean(words, { lines: true });
  const max = paperTextLimits[text];
  if (kept.length > max) return refuse('too_long', { field: text, max });
  const before = stationery ?? plainStationery(post.unitId);
  const { [text]: old, ...others } = before.below ?? {};
  return keptAs(
    { ...before, below: kept === '' ? others : { ...others, [text]: kept } },
    'document.worded',
    {
      before: { text, below: true, words: shorten(old ?? '', noted) },
      after: { text, below: true, words: shorten(kept, noted) },
    },
  );
};

/** Several at once, each over what was shown, or none. */
export const wordAllBelow = (
  ctx: DecideContext,
  stationery: Of,
  { as, edits }: { as: PostId; edits: readonly WordingEdit[] },
): Decided<{ stationery: Of }, { changed: number }> => {
  let now = stationery;
  const audit: AuditNote[] = [];
  for (const { text, before, words } of edits) {
    if ((now?.below?.[text] ?? '') !== before) return refuse('settings_changed');
    const kept = wordBelow(ctx, now, { type: 'document.words', as, text, words });
    if ('refused' in kept) return kept;
    now = kept.changes.stationery;
    audit.push(...kept.audit);
  }
  return { changes: { stationery: now }, audit, notices: [], result: { changed: edits.length } };
};

/** Keeps a standing text for this year and those to come. */
export const wordPaper = (
  ctx: DecideContext,
  stationery: Of,
  command: CommandOf<'document.words'>,
): Kept => {
  if (command.below === true) return wordBelow(ctx, stationery, command);
  const { as, text, words } = command;
  const post = stationeryPost(ctx, as);
  if ('refused' in post) return post;
  const kept = clean(words, { lines: hasLines(text) });
  const max = paperTextLimits[text];
  if (kept.length > max) return refuse('too_long', { field: text, max });
  const before = stationery ?? plainStationery(post.unitId);
  const { [text]: old, ...others } = before.texts;
  return keptAs(
    { ...before, texts: kept === '' ? others : { ...others, [text]: kept } },
    'document.worded',
    {
      before: { text, words: shorten(old ?? '', noted) },
      after: { text, words: shorten(kept, noted) },
    },
  );
};

const named = (signer: Signer | undefined): Signer | undefined => {
  const name = oneLine(signer?.name ?? '');
  return signer === undefined || name === '' ? undefined : { name, post: signer.post };
};

/** Names who signs from now on. */
export const nameSigner = (
  ctx: DecideContext,
  stationery: Of,
  { as, signer }: CommandOf<'document.signer'>,
): Kept => {
  const post = stationeryPost(ctx, as);
  if ('refused' in post) return post;
  const after = named(signer);
  if (after !== undefined && after.name.length > signerNameLimit) {
    return refuse('too_long', { field: 'name', max: signerNameLimit });
  }
  const { signer: old, ...rest } = stationery ?? plainStationery(post.unitId);
  return keptAs({ ...rest, ...(after ? { signer: after } : {}) }, 'document.signer', {
    ...(old ? { before: { post: old.post } } : {}),
    ...(after ? { after: { post: after.post } } : {}),
  });
};

/** A template that has been tried takes the place of the last one; without a file there is none of its own. */
export const chooseTemplate = (
  ctx: DecideContext,
  stationery: Of,
  { as, file }: CommandOf<'document.use_template'>,
): Kept => {
  const post = leadingPost(ctx, as);
  if ('refused' in post) return post;
  const { planTemplate: old, ...rest } = stationery ?? plainStationery(post.unitId);
  const own = file && { file, at: ctx.now, by: ctx.act };
  return keptAs({ ...rest, ...(own ? { planTemplate: own } : {}) }, 'document.template', {
    ...(old ? { before: { file: old.file.id, name: old.file.name } } : {}),
    ...(own ? { after: { file: own.file.id, name: own.file.name } } : {}),
  });
};
