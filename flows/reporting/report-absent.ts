import { text, type Message } from '../../src/dialog/message.ts';
import { opens } from '../talking/buttons.ts';

/** What may not be seen is absent: the same words for both. */
export const notSeenMessage: Message = {
  lines: [text('report.not_seen')],
  choices: [opens('report.menu_view', { action: 'report', subject: 'view' })],
};
