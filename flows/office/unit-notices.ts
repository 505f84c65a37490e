/** What superiors and units are told about joining, moved days and entering in another's place. */
import { text, type Message } from '../../src/dialog/message.ts';
import type { NoticeBody } from '../../src/domain/notices.ts';
import { helpButton, opens } from '../talking/buttons.ts';

type NoticeOf<Name extends NoticeBody['name']> = Extract<NoticeBody, { name: Name }>;

export const joinNudge = ({ unitName: unit, count }: NoticeOf<'join_nudge'>): Message => ({
  lines: [text('units.nudge_notice', { unit, count }), text('units.nudge_notice_hint')],
  choices: [
    opens('units.see_missing', { action: 'units_missing' }, { tone: 'primary' }),
    opens('nav.invite', { action: 'invite' }),
  ],
});

export const deadlineMoved = (body: NoticeOf<'deadline_moved'>): Message => {
  const { year, before, after } = body;
  return {
    lines: [
      text('settings.moved', { year }),
      text('settings.moved_from', before),
      text('settings.moved_to', after),
    ],
    choices: [opens('settings.open_plan', { action: 'plan' }, { tone: 'primary' }), helpButton],
  };
};

export const behalfAsked = (body: NoticeOf<'behalf_asked'>): Message => ({
  lines: [text('behalf.asked_notice', { unit: body.unitName })],
  choices: [opens('behalf.enter', { action: 'behalf', subject: body.unitId }, { tone: 'primary' })],
});
