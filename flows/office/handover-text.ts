import { text, type Message } from '../../src/dialog/message.ts';
import type { NoticeBody } from '../../src/domain/notices.ts';
import { opens } from '../talking/buttons.ts';
import { roleText } from '../talking/words.ts';

/** What the superior is told: the post, not whose it was. */
export const postHandedOver = (
  body: Extract<NoticeBody, { name: 'post_handed_over' }>,
): Message => {
  const about = { unit: body.unitName, role: roleText(body.role) };
  const choices = [opens('nav.invite', { action: 'invite' })];
  if ('kept' in body) return { lines: [text('handover.told_kept', about)], choices };
  return {
    lines: [
      text('handover.told', { ...about, day: body.day }),
      text(body.invited ? 'handover.told_invited' : 'handover.told_nobody'),
    ],
    choices,
  };
};
