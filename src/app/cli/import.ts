/** `npm run import -- nguoi.xlsx [--apply]`: units and people from a file; `--example file` writes one to begin with. */
import { existsSync } from 'node:fs';
import { readFile as readBytes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { writeXlsx } from '../../documents/write-xlsx.ts';
import { createWords } from '../../i18n/words.ts';
import { Conflict } from '../../store/contract.ts';
import { exitConfig, readConfig } from '../config.ts';
import { openDatabase } from '../database.ts';
import { codeSecrets, newId } from '../identity.ts';
import { importByConsole, type Imported } from '../import-by-console.ts';
import { exampleOrganisation } from '../papers/organisation-sheets.ts';
import { timeOf } from '../program-clock.ts';
import { programFolder } from '../program-folder.ts';
import { StartError } from '../start-error.ts';
import { invitationPapers } from '../works/make-invitation-cards.ts';

/** The file was not taken up: something in it must be mended. */
const exitFaults = 65;
const exitNoFile = 66;

const complain = (words: string): void => void process.stderr.write(`${words}\n`);
const words = createWords(join(programFolder(), 'locales'));
const say = (key: string, params: Readonly<Record<string, string | number>> = {}): string =>
  words.render(key, params, 'vi');
const print = (key: string, params: Readonly<Record<string, string | number>> = {}): void =>
  void process.stdout.write(`${say(key, params)}\n`);

const writePapers = async (file: string, { invited, expiresAt }: Imported): Promise<void> => {
  const papers = await invitationPapers(invited, new Date(expiresAt), say);
  const stem = file.replace(/\.[^.]*$/u, '');
  const [list, cards] = [`${stem}-loi-moi.xlsx`, `${stem}-the-moi.docx`];
  // Codes open doors: for the eyes of whoever ran this only.
  await writeFile(list, papers.list, { mode: 0o600 });
  await writeFile(cards, papers.cards, { mode: 0o600 });
  print('import.console.papers', { list: basename(list), cards: basename(cards) });
};

const report = ({ faults, warnings, counts }: Imported): void => {
  for (const fault of faults) complain(sentence(fault));
  for (const warning of warnings) process.stdout.write(`${sentence(warning)}\n`);
  if (faults.length > 0) return;
  const { unitsNew: fresh, unitsChanged: changed, unitsSame: same } = counts;
  print('import.units', { fresh, changed, same });
  print('import.people', { invited: counts.invited, same: counts.peopleSame });
  if (counts.postsEnded > 0) print('import.ended', { count: counts.postsEnded });
};

const sentence = ({ sheet, row, code, params }: Imported['faults'][number]): string => {
  const what = say(`import.fault.${code}`, { sheet, ...params });
  return row === undefined
    ? say('import.at_sheet', { sheet, what })
    : say('import.at_row', { sheet, row, what });
};

const takeUp = async (file: string, apply: boolean): Promise<number> => {
  const read = readConfig(process.env);
  if ('problems' in read) {
    for (const { name, message } of read.problems) complain(`${name}: ${message}`);
    return exitConfig;
  }
  const bytes = await readBytes(file);
  const database = await openDatabase(read.config, (error) => complain(error.message), 'share');
  try {
    const now = await timeOf(database.store, new Date());
    const deps = { store: database.store, now, newId, ...codeSecrets(database.secret) };
    const done = await importByConsole(deps, { name: basename(file), bytes }, apply);
    if ('unreadable' in done) {
      complain(say(`import.unreadable.${done.unreadable}`));
      return exitFaults;
    }
    report(done);
    if (done.faults.length > 0) return exitFaults;
    if (done.idle) print('import.idle');
    else if (!apply) print('import.console.dry');
    else print('import.done');
    if (done.invited.length > 0) await writePapers(file, done);
    return 0;
  } finally {
    await database.close();
  }
};

const run = async (args: readonly string[]): Promise<number> => {
  const [file] = args.filter((one) => !one.startsWith('--'));
  if (file === undefined) {
    complain(say('import.console.usage'));
    return exitConfig;
  }
  if (args.includes('--example')) {
    await writeFile(file, await writeXlsx(exampleOrganisation()));
    print('import.console.example', { file });
    return 0;
  }
  if (!existsSync(file)) {
    complain(say('import.console.no_file', { file }));
    return exitNoFile;
  }
  return takeUp(file, args.includes('--apply'));
};

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (error instanceof Conflict) {
    complain(say('import.console.changed'));
    process.exit(1);
  }
  if (!(error instanceof StartError)) throw error;
  complain(error.message);
  process.exitCode = 1;
}
