import { Refusal } from './double-server.ts';
import type { Template } from './double-state.ts';

/** The data of a template message: every parameter that is wanted, in its length, as text, and no other. */
export const templateDataIn = (
  template: Template,
  value: unknown,
): Readonly<Record<string, unknown>> => {
  if (typeof value !== 'object' || value === null)
    throw new Refusal(-111, 'template data is empty');
  const data = value as Readonly<Record<string, unknown>>;
  const names = template.parameters.map(({ name }) => name);
  if (Object.keys(data).some((name) => !names.includes(name))) {
    throw new Refusal(-132, 'Parameter invalid');
  }
  for (const { name, require, minLength = 0, maxLength } of template.parameters) {
    const given = data[name];
    if (given === undefined) {
      if (require) throw new Refusal(-1122, `template data missing param ${name}`);
      continue;
    }
    if (typeof given !== 'string') throw new Refusal(-112, 'Template data type not define');
    if (given.length > maxLength) throw new Refusal(-1121, `param ${name} is too long`);
    if (given.length < minLength) throw new Refusal(-1124, `param ${name} has a wrong format`);
  }
  return data;
};
