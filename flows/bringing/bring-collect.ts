/** Takes what somebody brings: words in one or several messages, files, last year's plan. */
import { blank, text, type Choice, type Message, type Text } from '../../src/dialog/message.ts';
import type { Answer, Parse, Turn } from '../../src/dialog/turn.ts';
import type { FileRef } from '../../src/domain/files.ts';
import type { UnitKind } from '../../src/domain/programme.ts';
import type { PlanProposal } from '../../src/domain/plan-proposal.ts';
import { hidePersonalData } from '../../src/domain/text.ts';
import { broughtFrom, type Brought } from './bring-draft.ts';
import { askFormer } from './bring-former.ts';
import type { PlanSubject } from '../talking/subject.ts';

type Source =
  { text: string } | { files: readonly FileRef[] } | 'former' | 'form' | 'done' | 'clear' | 'stop';

const buttons = ['former', 'form', 'done', 'clear', 'stop'] as const;

/** Numbers of people are not even kept while the talk goes on. */
const keepWords = (answer: Answer): Answer =>
  answer.text === undefined ? answer : { ...answer, text: hidePersonalData(answer.text) };

const parseSource: Parse<Source> = ({ choice, files, text: typed = '' }) => {
  const button = buttons.find((one) => one === choice);
  if (button) return { ok: button };
  if (files && files.length > 0) return { ok: { files } };
  return { ok: { text: typed } };
};

type Former = { year: number; tasks: number } | null;
type Collected = { texts: readonly string[]; lead: readonly Text[] };

const lettersIn = (texts: readonly string[]): number =>
  texts.reduce((sum, words) => sum + words.length, 0);

const firstMessage = (at: PlanSubject, former: Former, lead: readonly Text[]): Message => ({
  lines: [
    ...lead,
    ...(lead.length > 0 ? [blank] : []),
    text('bring.title', { year: at.year }),
    text('bring.how_paste'),
    text('bring.how_file'),
    text('bring.how_private'),
  ],
  choices: [
    ...(former ? [{ label: text('bring.former', former), answer: 'former' } satisfies Choice] : []),
    { label: text('bring.form'), answer: 'form' },
    { label: text('bring.stop'), answer: 'stop' },
  ],
});

const moreMessage = ({ texts, lead }: Collected): Message => ({
  lines: [
    ...lead,
    text('bring.received', { count: texts.length, letters: lettersIn(texts) }),
    text('bring.more'),
  ],
  choices: [
    { label: text('bring.done'), answer: 'done', tone: 'primary' },
    { label: text('bring.clear'), answer: 'clear' },
    { label: text('bring.stop'), answer: 'stop' },
  ],
});

/** `end`: nothing more is asked for. */
type Step = { end: Brought | 'stop' } | Collected;

const readTexts = async (
  t: Turn,
  at: PlanSubject,
  texts: readonly string[],
  round: number,
): Promise<PlanProposal | null> =>
  t.read(`texts.${round}`, {
    type: 'plan.propose',
    ...at,
    pieces: [{ text: texts.join('\n') }],
  });

/** What was read, unless no work is in it. */
const finish = (proposals: readonly ({ proposal: PlanProposal; formulas?: number } | null)[]) => {
  const brought = broughtFrom(proposals.filter((one) => one !== null));
  return brought.drafts.length === 0 ? undefined : brought;
};

const takeFiles = async (
  t: Turn,
  at: PlanSubject,
  files: readonly FileRef[],
  { texts, round }: { texts: readonly string[]; round: number },
): Promise<Step> => {
  const read = await t.later(`file.${round}`, { type: 'plan.read_file', files, ...at });
  if ('unreadable' in read) {
    const { unreadable, name } = read;
    return { texts, lead: [text(`bring.unreadable.${unreadable}`, { name })] };
  }
  const { proposal, formulas } = read;
  const before = texts.length > 0 ? await readTexts(t, at, texts, round) : null;
  const brought = finish([before && { proposal: before }, proposal && { proposal, formulas }]);
  return brought ? { end: brought } : { texts, lead: [text('bring.nothing_in_file')] };
};

const giveForm = async (
  t: Turn,
  at: PlanSubject,
  { texts, round }: { texts: readonly string[]; round: number },
): Promise<Step> => {
  const made = await t.later(`form.${round}`, { type: 'plan.template', ...at });
  if ('missing' in made) return { texts, lead: [text('bring.no_form')] };
  await t.say(`form.${round}`, { lines: [text('bring.form_sent')], file: made.file });
  return { texts, lead: [] };
};

const take = async (
  t: Turn,
  { kind, ...at }: PlanSubject & { kind: UnitKind },
  source: Source,
  { texts, round }: { texts: readonly string[]; round: number },
): Promise<Step> => {
  if (source === 'stop') return { end: 'stop' };
  if (source === 'clear') return { texts: [], lead: [text('bring.cleared')] };
  if (source === 'form') return giveForm(t, at, { texts, round });
  if (source === 'former') {
    const taken = await askFormer(t, at, { round, kind });
    return taken ? { end: taken } : { texts, lead: [text('bring.former_none')] };
  }
  if (source === 'done') {
    const proposal = await readTexts(t, at, texts, round);
    const brought = finish([proposal && { proposal }]);
    return brought ? { end: brought } : { texts, lead: [text('bring.nothing_read')] };
  }
  if ('files' in source) return takeFiles(t, at, source.files, { texts, round });
  return { texts: [...texts, source.text], lead: [] };
};

/** Asks until there is something to look at; `stop` when the person thought better of it. */
export const collect = async (
  t: Turn,
  at: PlanSubject,
  { words, kind }: { words: string | undefined; kind: UnitKind },
): Promise<Brought | 'stop'> => {
  const former = await t.read('former', { type: 'plan.former', ...at });
  let collected: Collected =
    words === undefined ? { texts: [], lead: [] } : { texts: [words], lead: [text('bring.offer')] };
  for (let round = 0; ; round += 1) {
    const { texts, lead } = collected;
    const message = texts.length > 0 ? moreMessage(collected) : firstMessage(at, former, lead);
    const source = await t.ask(`source.${round}`, message, parseSource, {
      accept: ['text', 'choice', 'file'],
      back: false,
      early: true,
      keep: keepWords,
    });
    const step: Step = await take(t, { ...at, kind }, source, { texts, round });
    if ('end' in step) return step.end;
    collected = step;
  }
};
