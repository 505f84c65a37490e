import type PizZip from 'pizzip';
import type { TemplateFault, TemplateFaultCode } from '../domain/template-fault.ts';
import { nfc, shorten } from '../domain/text.ts';
import { paragraphsOf, writtenParts } from './template-zip.ts';

const faultOf: Readonly<Record<string, TemplateFaultCode>> = {
  unclosed_tag: 'unclosed_tag',
  unopened_tag: 'unopened_tag',
  duplicate_open_tag: 'double_tag',
  duplicate_close_tag: 'double_tag',
  unclosed_loop: 'unclosed_loop',
  unopened_loop: 'unopened_loop',
  closing_tag_does_not_match_opening_tag: 'crossed_loop',
  unbalanced_loop_tags: 'crossed_loop',
  loop_position_invalid: 'crossed_loop',
  no_xml_tag_found_at_left: 'crossed_loop',
  no_xml_tag_found_at_right: 'crossed_loop',
  raw_xml_tag_should_be_only_text_in_paragraph: 'forbidden_tag',
  filetype_not_identified: 'not_docx',
  filetype_not_handled: 'not_docx',
  malformed_xml: 'not_docx',
  file_has_invalid_xml: 'not_docx',
};

const longestPlace = 80;
const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

const shown = (words: string): string =>
  shorten(
    nfc(words.replace(/&(?:amp|lt|gt|quot|apos);/gu, (one) => entities[one] ?? one))
      .replace(/\s+/gu, ' ')
      .trim(),
    longestPlace,
  );

/** The paragraph that holds the n-th letter of a part. */
const paragraphAt = (paragraphs: readonly string[], offset: number): string => {
  let passed = 0;
  for (const words of paragraphs) {
    passed += words.length;
    if (offset < passed) return words;
  }
  return paragraphs.findLast((words) => words !== '') ?? '';
};

/** What docxtemplater says of one fault, as far as it is of use here. */
type Told = {
  id?: string;
  xtag?: string;
  openingtag?: string;
  offset?: number | readonly number[];
  file?: string;
};

const offsetOf = ({ offset }: Told): number | undefined =>
  typeof offset === 'number' ? offset : offset?.[0];

const toFault = (zip: PizZip, told: Told): TemplateFault => {
  const offset = offsetOf(told);
  const lines = told.file === undefined ? [] : paragraphsOf(zip, told.file);
  return {
    fault: faultOf[told.id ?? ''] ?? 'broken',
    tag: shown(told.openingtag ?? told.xtag ?? ''),
    place: offset === undefined ? '' : shown(paragraphAt(lines, offset)),
  };
};

const propertiesOf = (error: unknown): (Told & { errors?: readonly unknown[] }) | undefined =>
  typeof error === 'object' && error !== null && 'properties' in error
    ? (error.properties as Told & { errors?: readonly unknown[] }) // docxtemplater's own shape
    : undefined;

/** docxtemplater throws one error that may hold many; undefined for an error that is not about the template. */
export const faultsOf = (zip: PizZip, error: unknown): readonly TemplateFault[] | undefined => {
  const properties = propertiesOf(error);
  if (properties?.id === undefined) return undefined;
  const all = properties.errors?.map(propertiesOf) ?? [properties];
  return all.map((told) => toFault(zip, told ?? {}));
};

/** A tag that stands in the template by rights, but says nothing: where it stands. */
export const faultAtTag = (zip: PizZip, fault: TemplateFaultCode, tag: string): TemplateFault => {
  const lines = writtenParts(zip).flatMap((part) => paragraphsOf(zip, part));
  const place = lines.find((words) => words.includes('{') && words.includes(tag)) ?? '';
  return { fault, tag: shown(tag), place: shown(place) };
};
