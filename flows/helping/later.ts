import { text } from '../../src/dialog/message.ts';
import type { Choice } from '../../src/dialog/message.ts';
import type { Flow } from '../../src/dialog/turn.ts';
import { helpButton, opens } from '../talking/buttons.ts';

const reportButton = opens('nav.report', { action: 'report', subject: 'view' });

/** Says in one sentence what comes, in another what to do today. */
const later = (
  id: string,
  commands: readonly string[],
  key: string,
  choice: Choice = helpButton,
): Flow => ({
  id,
  version: 1,
  commands,
  async run(t) {
    await t.say('later', { lines: [text(key)], choices: [choice] });
    return undefined;
  },
});

/** The commands of later versions: nobody who types one is left without a way. */
export const laterFlows: readonly Flow[] = [
  later('progress', ['tiendo', 'progress'], 'later.progress', reportButton),
  later('evaluate', ['danhgia', 'evaluate'], 'later.evaluate', reportButton),
];
