/** What can be wrong with a Word template: flows put it into a sentence that names the place. */
export const templateFaultCodes = [
  /** Not a Word document (.docx) at all, or a damaged one. */
  'not_docx',
  /** More than a template may weigh, packed or unpacked. */
  'too_big',
  /** "{đơn vị" without its "}". */
  'unclosed_tag',
  /** "}" without its "{". */
  'unopened_tag',
  /** "{{…}}": one brace too many. */
  'double_tag',
  /** Nothing between the braces. */
  'empty_tag',
  /** A tag that no data answers. */
  'unknown_tag',
  /** "{#…}" without its "{/…}". */
  'unclosed_loop',
  /** "{/…}" without its "{#…}". */
  'unopened_loop',
  /** "{#a}…{/b}", or loops that cross each other, or half in and half outside a table. */
  'crossed_loop',
  /** Raw XML and the like: a template gets words only. */
  'forbidden_tag',
  /** Nothing in it says what was registered. */
  'no_tasks',
  /** Anything else that keeps it from being filled. */
  'broken',
] as const;
export type TemplateFaultCode = (typeof templateFaultCodes)[number];

/**
 * `tag` is what stands between the braces, as it was typed; `place` the words of the line where it stands. Both
 * may be empty: a file that cannot be opened has no lines.
 */
export type TemplateFault = { fault: TemplateFaultCode; tag: string; place: string };
