import type { AskOptions, Parse, Turn } from './turn.ts';
import type { Message } from './message.ts';

/**
 * The same turn for a talk within a talk: every key gets `prefix` and a dot in front, also those that its
 * parsers reopen.
 */
export const within = (t: Turn, prefix: string): Turn => {
  const inner = (key: string) => `${prefix}.${key}`;
  const ask = <T>(key: string, message: Message, parse: Parse<T>, options?: AskOptions) =>
    t.ask(
      inner(key),
      message,
      (answer) => {
        const parsed = parse(answer);
        return 'reopen' in parsed ? { reopen: inner(parsed.reopen) } : parsed;
      },
      options,
    );
  return {
    ...t,
    // one function for both overloads: whether it may be skipped is told by `options`
    ask: ask,
    say: (key, message, options) => t.say(inner(key), message, options),
    read: (key, query) => t.read(inner(key), query),
    run: (key, command) => t.run(inner(key), command),
    later: (key, work) => t.later(inner(key), work),
  };
};
