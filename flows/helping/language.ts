import { raw, text } from '../../src/dialog/message.ts';
import type { Flow } from '../../src/dialog/turn.ts';
import { browse, oneOf } from '../talking/choose.ts';
import { refuse } from '../talking/refused.ts';
import { startChoices } from '../joining/welcome.ts';

/** Each language by its own name, so that whoever cannot read the other finds it. */
const names = { vi: 'Tiếng Việt', en: 'English' } as const;

/** "/ngonngu": Vietnamese or English. */
export const language: Flow = {
  id: 'language',
  version: 1,
  commands: ['ngonngu', 'language'],
  intents: ['language'],
  async run(t) {
    const lang = await t.ask(
      'lang',
      {
        lines: [text('language.ask')],
        choices: [
          { label: raw(names.vi), answer: 'vi' },
          { label: raw(names.en), answer: 'en' },
        ],
      },
      oneOf('vi', 'en'),
      { accept: ['choice'] },
    );
    const changed = await t.run('language', { type: 'person.language', lang });
    if ('refused' in changed) return refuse(t, changed.refused);
    const me = await t.read('me', { type: 'me' });
    return browse(t, { lines: [text(`language.now_${lang}`)], choices: startChoices(me) });
  },
};
