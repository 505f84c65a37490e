import { blank, text, type Message } from '../../src/dialog/message.ts';
import type { Flow, Parse } from '../../src/dialog/turn.ts';
import type { FileRef } from '../../src/domain/files.ts';
import { opens } from '../talking/buttons.ts';
import { refuse } from '../talking/refused.ts';
import { saveAfterYes } from './settings-saving.ts';
import { seeSettings } from './settings.ts';
import { faultText } from './units-file.ts';

const parseFile: Parse<FileRef> = ({ files = [] }) => {
  const [file, ...others] = files;
  return file && others.length === 0 ? { ok: file } : { retry: [text('import.one_file')] };
};

/** The settings as one spreadsheet. */
export const settingsFile: Flow = {
  id: 'settings_file',
  version: 1,
  intents: ['settings_file'],
  async run(t) {
    const seen = await seeSettings(t, t.start.intent?.subject);
    if (!seen) return undefined;
    const made = await t.later('file', { type: 'settings.write', as: seen.post.postId });
    if (!made) return refuse(t, { code: 'not_allowed' });
    await t.say('file', {
      lines: [text('settings.file')],
      file: made.file,
      choices: [opens('settings.by_file', { action: 'settings_import' }, { tone: 'primary' })],
    });
    return undefined;
  },
};

/** The same spreadsheet sent back: what differs is shown, and saved after a yes. */
export const settingsImport: Flow = {
  id: 'settings_import',
  version: 1,
  intents: ['settings_import'],
  async run(t) {
    const seen = await seeSettings(t, t.start.intent?.subject);
    if (!seen) return undefined;
    let message: Message = { lines: [text('settings.send')] };
    for (let turn = 0; ; turn += 1) {
      const options = { accept: ['file'] as const, back: false };
      const file = await t.ask(`file.${turn}`, message, parseFile, options);
      const as = seen.post.postId;
      const read = await t.later(`read.${turn}`, { type: 'settings.read', as, file });
      if (!read) return refuse(t, { code: 'not_allowed' });
      if ('unreadable' in read) {
        message = { lines: [text(`import.unreadable.${read.unreadable}`)] };
      } else if (read.faults.length > 0) {
        message = {
          lines: [
            text('import.faulty', { count: read.faults.length }),
            ...read.faults.slice(0, 12).map(faultText),
            blank,
            text('import.mend'),
          ],
        };
      } else {
        return saveAfterYes(t, seen, read.settings, read);
      }
    }
  },
};
