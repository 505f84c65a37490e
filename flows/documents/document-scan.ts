import {
  text,
  type Choice,
  type FileRef,
  type Message,
  type Text,
} from '../../src/dialog/message.ts';
import type { Intent } from '../../src/dialog/intent.ts';
import type { Flow, Parse, Turn } from '../../src/dialog/turn.ts';
import { scanLimits } from '../../src/domain/stationery.ts';
import { shorten } from '../../src/domain/text.ts';
import type { PaperView } from '../../src/domain/document-views.ts';
import { askPaperPost } from './document-signer.ts';
import { documentButton, documentIntent } from './document-text.ts';
import { readPaper } from './document.ts';
import { refuse } from '../talking/refused.ts';

const types = ['application/pdf', 'image/jpeg', 'image/png'];
const megabytes = scanLimits.bytes / 1_000_000;
const shownName = 60;

const wrongFile = (files: readonly FileRef[]): Text | undefined => {
  const strange = files.find(({ type }) => !types.includes(type));
  if (strange) return text('document.scan_type', { name: shorten(strange.name, shownName) });
  const heavy = files.find(({ size }) => size > scanLimits.bytes);
  return heavy && text('document.scan_heavy', { name: shorten(heavy.name, shownName), megabytes });
};

type Sent = { files: readonly FileRef[] } | 'done' | 'leave';

const parseSent =
  (sofar: number): Parse<Sent> =>
  ({ choice, files = [] }) => {
    if (choice === 'leave') return { ok: 'leave' };
    if (choice === 'done' && sofar > 0) return { ok: 'done' };
    if (files.length === 0) return { retry: [text('document.scan_send')] };
    const wrong = wrongFile(files);
    if (wrong) return { retry: [wrong] };
    return sofar + files.length > scanLimits.files
      ? { retry: [text('document.scan_many', { max: scanLimits.files })] }
      : { ok: { files } };
  };

const leave: Choice = { label: text('document.leave'), answer: 'leave' };

const firstMessage = ({ unitName: unit, year, scans }: PaperView): Message => ({
  lines: [
    text('document.scan_ask', { unit, year }),
    text('document.scan_how', { megabytes, max: scanLimits.files }),
    ...(scans.length > 0 ? [text('document.scan_replaces', { count: scans.length })] : []),
  ],
  choices: [leave],
});

const moreMessage = (sofar: number): Message => ({
  lines: [text('document.scan_got', { count: sofar })],
  choices: [{ label: text('document.scan_done'), answer: 'done', tone: 'primary' }, leave],
});

/** One PDF is the whole paper. */
const isWhole = ([first, ...others]: readonly FileRef[]): boolean =>
  first?.type === 'application/pdf' && others.length === 0;

/** An album comes as one answer or as several: pages are taken until the person says that these are all. */
const askPages = async (t: Turn, paper: PaperView): Promise<readonly FileRef[]> => {
  const pages: FileRef[] = [];
  for (let step = 0; ; step += 1) {
    const sofar = pages.length;
    const message = sofar === 0 ? firstMessage(paper) : moreMessage(sofar);
    const options = { accept: ['file', 'choice'], back: false } as const;
    const sent = await t.ask(`pages.${step}`, message, parseSent(sofar), options);
    if (sent === 'leave') return [];
    if (sent === 'done') return pages;
    pages.push(...sent.files);
    if (step === 0 && isWhole(sent.files)) return pages;
  }
};

const takeScan = async (t: Turn, paper: PaperView): Promise<Intent | undefined> => {
  const { unitId, unitName: unit, year } = paper;
  const post = await askPaperPost(t, unitId);
  if (!post) return refuse(t, { code: 'not_allowed' });
  if (!paper.canIssue) return refuse(t, { code: 'not_sent' }, [documentButton(paper)]);
  const files = await askPages(t, paper);
  if (files.length === 0) return documentIntent(paper);
  const { wrong } = await t.later('look', { type: 'document.look_at_scans', files });
  if (wrong.length > 0) {
    const names = wrong.map((name) => shorten(name, shownName)).join(', ');
    await t.say('wrong', { lines: [text('document.scan_broken', { names })] });
    return documentIntent(paper, 'document_scan');
  }
  const kept = await t.run('keep', { type: 'document.scan', as: post.postId, year, files });
  if ('refused' in kept) return refuse(t, kept.refused, [documentButton(paper)]);
  const about = { unit, year, count: kept.done.files };
  await t.say('kept', { lines: [text('document.scan_saved', about)] });
  return documentIntent(paper);
};

/** "Tải lên bản ký": the signed and sealed paper, as one PDF or as photographs of its pages. */
export const documentScan: Flow = {
  id: 'document-scan',
  version: 1,
  intents: ['document_scan'],
  async run(t) {
    const paper = await readPaper(t);
    return paper ? takeScan(t, paper) : refuse(t, { code: 'not_found' });
  },
};
