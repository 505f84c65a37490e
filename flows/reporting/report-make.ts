import { text, type Message } from '../../src/dialog/message.ts';
import type { Intent } from '../../src/dialog/intent.ts';
import type { Flow, Parse, Turn } from '../../src/dialog/turn.ts';
import { parsePaperDay, parsePaperNumber } from '../../src/domain/paper-words.ts';
import type { ReportView } from '../../src/domain/report-up.ts';
import { asPost } from '../talking/as-post.ts';
import { oneOf } from '../talking/choose.ts';
import { refuse } from '../talking/refused.ts';
import { sendByMail } from './report-mail.ts';
import type { ReportSubject } from './report-up-intents.ts';
import { paperText, reportText } from './report-up-text.ts';
import { reportUpButton } from './report-up.ts';
import { planSubject } from '../talking/subject.ts';

const draft = 'draft';
const draftChoice = {
  label: text('report_up.leave_draft'),
  answer: draft,
  tone: 'primary',
} as const;

/** "12", "12-BC/ĐTN": only the number counts. */
const parseNumber: Parse<number | typeof draft> = ({ choice, text: words = '' }) => {
  if (choice === draft) return { ok: draft };
  const number = parsePaperNumber(words.replace(/[-–/\s]*bc.*$/iu, ''));
  return number === undefined ? { retry: [text('report_up.number_again')] } : { ok: number };
};

const parseDay: Parse<string> = ({ text: words = '', at }) => {
  const day = parsePaperDay(words, new Date(at));
  return day === undefined ? { retry: [text('report_up.date_again')] } : { ok: day };
};

const askPaper = async (t: Turn): Promise<{ number?: number; date?: string }> => {
  const number = await t.ask(
    'number',
    { lines: [text('report_up.ask_number')], choices: [draftChoice] },
    parseNumber,
  );
  if (number === draft) return {};
  const date = await t.ask('date', { lines: [text('report_up.ask_date')] }, parseDay);
  return { number, date };
};

type Frozen = { reportId: string; at: string; view: ReportView };

const confirmMessage = ({ view }: Frozen): Message => ({
  lines: [
    text('report_up.confirm', {
      superior: view.content.superiorName ?? '',
      signer: view.signer.name,
      paper: paperText(view),
    }),
  ],
  choices: [
    { label: text('report_up.send'), answer: 'yes', tone: 'primary' },
    { label: text('report_up.not_now'), answer: 'no' },
  ],
});

/** Shows text, paper and spreadsheet of the frozen report, and asks. */
const preview = async (t: Turn, at: ReportSubject, frozen: Frozen) => {
  const { reportId, view } = frozen;
  const docx = await t.later('docx', { type: 'report.docx', reportId });
  const xlsx = await t.later('xlsx', { type: 'report.xlsx', ...at, reportId });
  if (!docx || !xlsx) return undefined;
  await t.say('text', { lines: reportText(view.content), file: xlsx.file });
  await t.say('paper', { lines: [text('report_up.paper_here')], file: docx.file });
  const answer = await t.ask('confirm', confirmMessage(frozen), oneOf('yes', 'no'), {
    accept: ['choice'],
    confirm: true,
    back: false,
  });
  return { answer, files: { docx: docx.file, xlsx: xlsx.file } };
};

const freeze = async (t: Turn, as: string, year: number) => {
  const paper = await askPaper(t);
  const done = await t.run('freeze', { type: 'report.freeze', as, year, ...paper });
  if ('refused' in done) return done;
  const { reportId, at } = done.done;
  const view = await t.read('frozen', { type: 'report.frozen', reportId });
  return view ? { reportId, at, view } : { refused: { code: 'not_found' as const } };
};

const make = async (t: Turn, at: ReportSubject): Promise<Intent | undefined> => {
  const { posts } = await t.read('me', { type: 'me' });
  const post = await asPost(
    t,
    posts.filter((one) => one.reviews && one.unitId === at.unitId),
  );
  if (!post) return refuse(t, { code: 'not_allowed' });
  const back = [reportUpButton(at)];
  const frozen = await freeze(t, post.postId, at.year);
  if ('refused' in frozen) return refuse(t, frozen.refused, back);
  const seen = await preview(t, at, frozen);
  if (!seen) return refuse(t, { code: 'not_found' }, back);
  if (seen.answer === 'no') {
    await t.say('kept', { lines: [text('report_up.kept')], choices: back });
    return undefined;
  }
  const { reportId } = frozen;
  const sent = await t.run('send', {
    type: 'report.send_up',
    as: post.postId,
    reportId,
    at: frozen.at,
    files: seen.files,
  });
  if ('refused' in sent) return refuse(t, sent.refused, back);
  const { superiorName: superior, version } = sent.done;
  await t.say('sent', {
    lines: [text('report_up.done', { superior, version, year: at.year })],
    choices: back,
  });
  await sendByMail(t, { as: post.postId, reportId });
  return undefined;
};

/** Freezes the figures, shows them as text, paper and spreadsheet, and sends them up after a yes. */
export const reportMake: Flow = {
  id: 'report_make',
  version: 1,
  intents: ['report_make'],
  async run(t) {
    const at = planSubject(t.start.intent);
    return at ? make(t, at) : refuse(t, { code: 'not_found' });
  },
};
