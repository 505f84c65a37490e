import { text } from '../../src/dialog/message.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import type { PaperView } from '../../src/domain/document-views.ts';
import { boardButton } from '../talking/buttons.ts';
import { browse } from '../talking/choose.ts';
import { documentButton, documentIntent, faultLines, paperMessage } from './document-text.ts';
import { refuse } from '../talking/refused.ts';
import { planSubject } from '../talking/subject.ts';

/** The paper that the button names, as far as the reader may see it. */
export const readPaper = async (t: Turn): Promise<PaperView | null> => {
  const at = planSubject(t.start.intent);
  return at ? t.read('paper', { type: 'document.plan', ...at }) : null;
};

/** "Văn bản kế hoạch": draft or issued, signed or not, and the way from one to the next. */
export const document: Flow = {
  id: 'document',
  version: 1,
  intents: ['document'],
  async run(t) {
    const paper = await readPaper(t);
    if (!paper) return refuse(t, { code: 'not_found' });
    const { unitId, unitName: unit, year, tasks } = paper;
    if (tasks > 0) return browse(t, paperMessage(paper));
    return browse(t, {
      lines: [text('document.title', { year, unit }), text('document.empty')],
      choices: [boardButton({ unitId, year }, 'primary')],
    });
  },
};

/** "Tạo file Word". */
export const documentMake: Flow = {
  id: 'document-make',
  version: 1,
  intents: ['document_make'],
  async run(t) {
    const paper = await readPaper(t);
    if (!paper) return refuse(t, { code: 'not_found' });
    const { unitId, unitName: unit, year } = paper;
    const made = await t.later('file', { type: 'document.plan', unitId, year });
    if (made === null) return refuse(t, { code: 'not_found' });
    if ('faults' in made) {
      const lines = [text('document.template_faulty'), ...faultLines(made.faults)];
      return browse(t, { lines, choices: [documentButton(paper)] });
    }
    const about = { unit, year, number: paper.number ?? '' };
    await t.say('file', {
      lines: [text(paper.draft ? 'document.made_draft' : 'document.made', about)],
      file: made.file,
    });
    return documentIntent(paper);
  },
};

/** "Xem bản ký": the signed paper, page by page. */
export const documentLook: Flow = {
  id: 'document-look',
  version: 1,
  intents: ['document_look'],
  async run(t) {
    const paper = await readPaper(t);
    if (!paper) return refuse(t, { code: 'not_found' });
    const { unitName: unit, year, scans } = paper;
    for (const [index, file] of scans.entries()) {
      const about = { unit, year, page: index + 1, pages: scans.length };
      const lines = [text('document.scan_page', about)];
      const isPicture = file.type.startsWith('image/');
      await t.say(`scan.${index}`, { lines, ...(isPicture ? { image: file } : { file }) });
    }
    return documentIntent(paper);
  },
};
