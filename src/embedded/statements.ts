import { flagField } from './command-fields.ts';
import type { Call } from './engine.ts';
import { CommandError } from './errors.ts';
import type { Doc, Value } from './values.ts';

/**
 * Runs the statements of one command one after the other. What fails is listed in the reply and, unless
 * the client wants otherwise, ends the command; inside a transaction an error that only a retry can
 * cure ends everything.
 */
export function runStatements(
  { command, transaction }: Call,
  statements: readonly Value[],
  run: (statement: Value, index: number) => void,
): Doc {
  const ordered = command.ordered === undefined || flagField(command, 'ordered');
  const writeErrors: Doc[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      if (!(error instanceof CommandError) || error.code === 112) throw error;
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.detail });
      if (ordered || transaction !== undefined) break;
    }
  }
  return writeErrors.length > 0 ? { writeErrors } : {};
}
