import { raw, type Message } from '../../src/dialog/message.ts';
import type { Flow, Parse } from '../../src/dialog/turn.ts';
import type { ThreadMessage } from '../../src/channels/web/ports.ts';

export const line = (text: string): Message => ({ lines: [raw(text)] });

/** Takes whatever words come. */
export const words: Parse<string> = ({ text }) =>
  text ? { ok: text } : { retry: [raw('words, please')] };

/** `/noi …` says the words back, one message for each line. */
export const echo: Flow = {
  id: 'echo',
  version: 1,
  open: true,
  commands: ['noi'],
  async run(t) {
    for (const [index, one] of (t.start.words ?? '').split('\n').entries())
      await t.say(`line.${index}`, line(one));
    return undefined;
  },
};

/** `/hoi` asks two questions; what was answered can be taken up again. */
export const asking: Flow = {
  id: 'asking',
  version: 1,
  commands: ['hoi'],
  resumable: true,
  async run(t) {
    const one = await t.ask('one', line('one?'), words);
    const two = await t.ask('two', line('two?'), words);
    await t.say('end', line(`${one} ${two}`));
    return undefined;
  },
};

/** `/gui` sends the plan of the unit of bithu-2, of which both cadres at its superior are told. */
export const sending: Flow = {
  id: 'sending',
  version: 1,
  commands: ['gui'],
  async run(t) {
    const sent = await t.run('send', { type: 'plan.send', as: 'bithu-2.ubnd', year: 2027 });
    await t.say('end', line('done' in sent ? 'sent' : sent.refused.code));
    return undefined;
  },
};

/** What the bot said on this phone. */
export const said = (thread: readonly ThreadMessage[]): string[] =>
  thread.filter(({ from }) => from === 'bot').map(({ text }) => text);
