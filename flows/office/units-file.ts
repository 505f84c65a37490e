/** Many units and people at once, by a spreadsheet: read, shown, and only then taken up. */
import { blank, text, type Message, type Text } from '../../src/dialog/message.ts';
import type { Flow, Parse, Turn } from '../../src/dialog/turn.ts';
import { formatDay } from '../../src/domain/dates.ts';
import type { FileRef } from '../../src/domain/files.ts';
import type { OrganisationRead } from '../../src/domain/import-carrying.ts';
import type { TableFault } from '../../src/domain/import-faults.ts';
import type { ImportCounts } from '../../src/domain/organisation-import.ts';
import type { MyPost } from '../../src/domain/views.ts';
import { asPost } from '../talking/as-post.ts';
import { opens } from '../talking/buttons.ts';
import { refuse } from '../talking/refused.ts';
import { confirm } from './unit-change.ts';
import { managesUnits } from './unit-post.ts';

/** More of them would not be read on a phone. */
const mostFaults = 12;

const parseFile: Parse<FileRef | 'blank'> = ({ files = [], choice }) => {
  const [file, ...others] = files;
  if (choice === 'blank') return { ok: 'blank' };
  return file && others.length === 0 ? { ok: file } : { retry: [text('import.one_file')] };
};

/** What is wrong, with the place where it stands. */
export const faultText = ({ sheet, row, code, params }: TableFault): Text => {
  const what = text(`import.fault.${code}`, { sheet, ...params });
  return row === undefined
    ? text('import.at_sheet', { sheet, what })
    : text('import.at_row', { sheet, row, what });
};

const listed = (faults: readonly TableFault[], count: number): Text[] => {
  const shown = faults.slice(0, mostFaults);
  const more = count - shown.length;
  return [...shown.map(faultText), ...(more > 0 ? [text('import.more', { count: more })] : [])];
};

/** "12 đơn vị mới, 3 đơn vị thay đổi, …" */
const countLines = (counts: ImportCounts): Text[] => [
  text('import.units', {
    fresh: counts.unitsNew,
    changed: counts.unitsChanged,
    same: counts.unitsSame,
  }),
  ...(counts.clustersNew > 0 ? [text('import.clusters', { count: counts.clustersNew })] : []),
  text('import.people', { invited: counts.invited, same: counts.peopleSame }),
  ...(counts.postsEnded > 0 ? [text('import.ended', { count: counts.postsEnded })] : []),
];

type Readable = Extract<OrganisationRead, { rows: unknown }>;

const faultMessage = ({ faults, faultCount }: Readable): Message => ({
  lines: [
    text('import.faulty', { count: faultCount }),
    ...listed(faults, faultCount),
    blank,
    text('import.mend'),
  ],
});

const summary = ({ counts, warnings, warningCount }: Readable): Message => ({
  lines: [
    text('import.summary'),
    ...countLines(counts),
    ...(warningCount > 0
      ? [blank, text('import.look', { count: warningCount }), ...listed(warnings, warningCount)]
      : []),
    blank,
    text('import.sure'),
  ],
});

const sendExample = async (t: Turn, { postId: as }: MyPost): Promise<void> => {
  const made = await t.later('example', { type: 'organisation.write', as, blank: true });
  if (made) await t.say('example', { lines: [text('import.example')], file: made.file });
};

/** Asks for the file until it has no faults; undefined when it changes nothing or the person was told why not. */
const askReadable = async (t: Turn, post: MyPost): Promise<Readable | undefined> => {
  let message: Message = { lines: [text('import.send'), text('import.send_hint')] };
  const example = { label: text('import.want_example'), answer: 'blank' };
  for (let turn = 0, given = false; ; turn += 1) {
    const asked = given ? message : { ...message, choices: [example] };
    const options = { accept: ['file', 'choice'] as const, back: false };
    const file = await t.ask(`file.${turn}`, asked, parseFile, options);
    if (file === 'blank') {
      await sendExample(t, post);
      given = true;
      continue;
    }
    await t.say(`reading.${turn}`, { lines: [text('import.reading', { name: file.name })] });
    const as = post.postId;
    const read = await t.later(`read.${turn}`, { type: 'organisation.read', as, file });
    if ('refused' in read) return refuse(t, { code: 'not_allowed' });
    if ('unreadable' in read) message = { lines: [text(`import.unreadable.${read.unreadable}`)] };
    else if (read.faultCount > 0) message = faultMessage(read);
    else return read;
  }
};

const handOut = async (
  t: Turn,
  {
    counts,
    invited,
    expiresAt,
  }: { counts: ImportCounts; invited: readonly object[]; expiresAt: string },
  cards: { list: FileRef; cards: FileRef } | undefined,
): Promise<undefined> => {
  await t.say('done', {
    lines: [text('import.done'), ...countLines(counts)],
    choices: [opens('units.to_list', { action: 'units' })],
  });
  if (!cards) return undefined;
  const until = formatDay(new Date(expiresAt));
  await t.say('list', {
    lines: [text('import.list', { count: invited.length, until })],
    file: cards.list,
  });
  await t.say('cards', { lines: [text('import.cards')], file: cards.cards });
  return undefined;
};

/** "Nhập từ tệp". */
export const unitsFile: Flow = {
  id: 'units_file',
  version: 1,
  intents: ['units_file'],
  async run(t) {
    const { posts } = await t.read('me', { type: 'me' });
    const managing = posts.filter(managesUnits);
    const named = managing.filter(({ postId }) => postId === t.start.intent?.subject);
    const post = await asPost(t, named.length > 0 ? named : managing);
    if (!post) return refuse(t, { code: 'not_allowed' });
    const read = await askReadable(t, post);
    if (!read) return undefined;
    if (read.idle) {
      await t.say('idle', {
        lines: [text('import.idle')],
        choices: [opens('units.to_list', { action: 'units' })],
      });
      return undefined;
    }
    if (!(await confirm(t, summary(read), 'import.yes'))) {
      await t.say('left', { lines: [text('import.left')] });
      return undefined;
    }
    const outcome = await t.run('import', {
      type: 'organisation.import',
      as: post.postId,
      rows: read.rows,
      expect: read.counts,
    });
    if ('refused' in outcome) return refuse(t, outcome.refused);
    const { invited, expiresAt } = outcome.done;
    const cards =
      invited.length > 0
        ? await t.later('cards', { type: 'organisation.cards', invited, expiresAt })
        : undefined;
    return handOut(t, outcome.done, cards);
  },
};

/** The units as they stand, as a file that may be changed and sent back. */
export const unitsList: Flow = {
  id: 'units_list',
  version: 1,
  intents: ['units_list'],
  async run(t) {
    const as = t.start.intent?.subject ?? '';
    const made = await t.later('file', { type: 'organisation.write', as });
    if (!made) return refuse(t, { code: 'not_allowed' });
    await t.say('file', { lines: [text('import.as_file')], file: made.file });
    return undefined;
  },
};
