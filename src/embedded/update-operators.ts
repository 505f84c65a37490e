import { Timestamp } from 'bson';
import { addToSet, pop, pull, pullAll, push } from './array-operators.ts';
import { CommandError } from './errors.ts';
import { formatKey } from './format.ts';
import { calculate, isNumeric } from './numbers.ts';
import { compare } from './order.ts';
import { typeAlias } from './type-alias.ts';
import { isDoc, type Value } from './values.ts';

/** What an operator makes of the value at its path; `undefined` stands for missing. */
export type Operator = {
  readonly creates: boolean;
  readonly change: (path: string, argument: Value, now: () => Date) => (present: Value) => Value;
};

function arithmetic(operator: '$inc' | '$mul'): Operator['change'] {
  const verb = operator === '$inc' ? 'increment' : 'multiply';
  return (path, argument) => {
    if (!isNumeric(argument)) {
      throw new CommandError(
        14,
        `Cannot ${verb} with non-numeric argument: ${formatKey({ [path]: argument })}`,
      );
    }
    return (present) => {
      if (present === undefined)
        return operator === '$inc' ? argument : calculate('$mul', argument, 0);
      if (!isNumeric(present)) {
        throw new CommandError(
          14,
          `Cannot apply ${operator} to a value of non-numeric type. The field '${path}' has the non-numeric type ${typeAlias(present)}`,
        );
      }
      const result = calculate(operator, present, argument);
      if (result === undefined)
        throw new CommandError(
          2,
          `Failed to apply ${operator} operations to current value: integer overflow at '${path}'`,
        );
      return result;
    };
  };
}

function bounded(sign: 1 | -1): Operator['change'] {
  return (_path, argument) => (present) =>
    present === undefined || compare(argument, present) * sign > 0 ? argument : present;
}

function currentDate(_path: string, argument: Value, now: () => Date): (present: Value) => Value {
  const type = isDoc(argument) ? argument.$type : argument;
  if (type === true || type === false || type === 'date') return () => now();
  if (type === 'timestamp')
    return () => new Timestamp({ t: Math.floor(now().getTime() / 1000), i: 1 });
  throw new CommandError(
    2,
    "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}",
  );
}

const set: Operator['change'] = (_path, argument) => () => argument;

/** The operators that change one path each; `$rename` and `$setOnInsert` are read elsewhere. */
export const operators: Readonly<Record<string, Operator>> = {
  $set: { creates: true, change: set },
  $setOnInsert: { creates: true, change: set },
  $unset: { creates: false, change: () => () => undefined },
  $inc: { creates: true, change: arithmetic('$inc') },
  $mul: { creates: true, change: arithmetic('$mul') },
  $min: { creates: true, change: bounded(-1) },
  $max: { creates: true, change: bounded(1) },
  $currentDate: { creates: true, change: currentDate },
  $push: { creates: true, change: push },
  $addToSet: { creates: true, change: addToSet },
  $pull: { creates: false, change: pull },
  $pullAll: { creates: false, change: pullAll },
  $pop: { creates: false, change: pop },
};
