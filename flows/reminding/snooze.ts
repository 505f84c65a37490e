import { text } from '../../src/dialog/message.ts';
import type { Flow } from '../../src/dialog/turn.ts';
import { snoozeChoices } from '../../src/domain/snooze.ts';
import { opens } from '../talking/buttons.ts';
import { refuse } from '../talking/refused.ts';
import { momentParams } from './remind-words.ts';

/** "Nhắc lại sáng mai": the button of a reminder. */
export const snooze: Flow = {
  id: 'snooze',
  version: 1,
  intents: ['snooze'],
  async run(t) {
    const choice = snoozeChoices.find((one) => one === t.start.intent?.subject) ?? 'tomorrow';
    const outcome = await t.run('snooze', { type: 'reminder.snooze', choice });
    if ('refused' in outcome) return refuse(t, outcome.refused);
    await t.say('snoozed', {
      lines: [text('remind.snoozed', momentParams(outcome.done.at))],
      choices: [opens('nav.board', { action: 'plan' })],
    });
    return undefined;
  },
};
