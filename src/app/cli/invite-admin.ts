/** `npm run invite-admin [-- "name of the first unit"]`: prints a code for an administrator. */
import { exitConfig, readConfig } from '../config.ts';
import { openDatabase } from '../database.ts';
import { codeSecrets, newId } from '../identity.ts';
import { inviteAdmin } from '../invite-admin.ts';
import { timeOf } from '../program-clock.ts';
import { StartError } from '../start-error.ts';
import { createWords } from '../../i18n/words.ts';
import { formatDay } from '../../domain/dates.ts';
import { join } from 'node:path';
import { programFolder } from '../program-folder.ts';

const complain = (words: string): void => void process.stderr.write(`${words}\n`);

const read = readConfig(process.env);
if ('problems' in read) {
  for (const { name, message } of read.problems) complain(`${name}: ${message}`);
  process.exit(exitConfig);
}

const words = createWords(join(programFolder(), 'locales'));
const say = (key: string, params: Record<string, string> = {}): void =>
  void process.stdout.write(`${words.render(key, params, 'vi')}\n`);

try {
  const database = await openDatabase(read.config, (error) => complain(error.message), 'share');
  const { store, secret } = database;
  const now = await timeOf(store, new Date());
  const made = await inviteAdmin(
    { store, now, newId, ...codeSecrets(secret) },
    process.argv[2] ?? '',
  );
  if (made) {
    const code = made.code.replace(/(.{4})(?=.)/g, '$1-');
    say('console.admin_code', { code, unit: made.unitName, until: formatDay(made.expiresAt) });
  } else {
    say('console.admin_needs_unit');
    process.exitCode = exitConfig;
  }
  await database.close();
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  complain(error.message);
  process.exitCode = 1;
}
