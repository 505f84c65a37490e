import Docxtemplater from 'docxtemplater';
import type PizZip from 'pizzip';
import type { TemplateFault } from '../domain/template-fault.ts';
import { nfc } from '../domain/text.ts';
import { faultAtTag, faultsOf } from './template-faults.ts';
import { openTemplate } from './template-zip.ts';

export type Filled = { docx: Uint8Array } | { faults: readonly TemplateFault[] };

/** As Word and phones write it: NFD, hard spaces, a capital at the beginning of a sentence. */
const nameOf = (tag: string): string => nfc(tag).replace(/\s+/gu, ' ').trim();

const own = (scope: unknown, name: string): unknown => {
  if (typeof scope !== 'object' || scope === null) return undefined;
  // nothing but what was handed in: no constructor, no prototype
  const found = [name, name.toLowerCase()].find((one) => Object.hasOwn(scope, one));
  return found === undefined ? undefined : (scope as Readonly<Record<string, unknown>>)[found];
};

const valueAt = (scope: unknown, tag: string): unknown => {
  if (nameOf(tag) === '.') return scope;
  return nameOf(tag)
    .split('.')
    .reduce((value, name) => own(value, name.trim()), scope);
};

/** A tag with its sign: "#", "^" and "/" are loops, plain ones words; a template gets nothing else. */
type Part = { value: string; module?: string };

const isForbidden = ({ module }: Part): boolean => module === 'rawxml';

const render = (zip: PizZip, data: object): Filled => {
  const unknown = new Map<string, TemplateFault>();
  const miss = ({ value, module }: Part): void => {
    const fault = nameOf(value) === '' ? 'empty_tag' : 'unknown_tag';
    const code = isForbidden({ value, ...(module === undefined ? {} : { module }) })
      ? 'forbidden_tag'
      : fault;
    unknown.set(nameOf(value), faultAtTag(zip, code, value));
  };
  const document = new Docxtemplater(zip, {
    linebreaks: true,
    paragraphLoop: true,
    errorLogging: false,
    stripInvalidXMLChars: true,
    parser: (tag) => ({
      get: (scope: unknown, { meta }) => (isForbidden(meta.part) ? undefined : valueAt(scope, tag)),
    }),
    nullGetter(part: Part) {
      miss(part);
      return '';
    },
  });
  document.render(data);
  if (unknown.size > 0) return { faults: [...unknown.values()] };
  return { docx: document.toUint8Array({ compression: 'DEFLATE' }) };
};

/**
 * Puts data into a Word template whose tags are plain words: `{tên đơn vị}`, `{#phần việc}…{/phần việc}`. Every
 * tag must be answered by data (an empty text is an answer, null is none). What is wrong with the template is a
 * value that names the place.
 */
export const fillTemplate = (template: Uint8Array, data: object): Filled => {
  const opened = openTemplate(template);
  if ('fault' in opened) return { faults: [{ fault: opened.fault, tag: '', place: '' }] };
  try {
    return render(opened.zip, data);
  } catch (error) {
    const faults = faultsOf(opened.zip, error);
    if (faults === undefined) throw error;
    return { faults };
  }
};
