import { BSONRegExp, BSONSymbol } from 'bson';
import { CommandError } from './errors.ts';
import type { Value } from './values.ts';

const OPTIONS = 'imsux';

/** A JavaScript expression that behaves like MongoDB's on the options that it takes. */
function compileRegex(pattern: string, options: string): RegExp {
  const inline = /^\(\?([a-z]+)\)/.exec(pattern);
  const wanted = new Set(options + (inline?.[1] ?? ''));
  const source = inline ? pattern.slice(inline[0].length) : pattern;
  for (const option of wanted) {
    if (!OPTIONS.includes(option))
      throw new CommandError(51108, `invalid flag in regex options: ${option}`);
    if (option === 'x') throw new CommandError(2, 'the regex option x is not supported here');
  }
  const flags = ['i', 'm', 's'].filter((flag) => wanted.has(flag)).join('');
  return unicodeOrNot(source, flags);
}

/** By code points where the pattern allows it; patterns with needless escapes only compile without. */
function unicodeOrNot(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, `${flags}u`);
  } catch {
    return plainRegex(source, flags);
  }
}

function plainRegex(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    throw new CommandError(51091, `Regular expression is invalid: ${String(error)}`);
  }
}

export function isRegex(value: Value): value is BSONRegExp {
  return value instanceof BSONRegExp;
}

/** A string is searched; a stored expression matches only the very same expression. */
export function regexTest(regex: BSONRegExp): (element: Value) => boolean {
  const compiled = compileRegex(regex.pattern, regex.options);
  return (element) => {
    if (typeof element === 'string') return compiled.test(element);
    if (isRegex(element))
      return element.pattern === regex.pattern && element.options === regex.options;
    return element instanceof BSONSymbol && compiled.test(element.value);
  };
}
