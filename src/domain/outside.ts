/**
 * Messages to people who have been silent for longer than the channel's window: only a form of message that the
 * vendor has approved reaches them, with a few short values in it.
 */

/** What can be said so. One approved template for each. */
export const outsideKinds = ['reminder', 'review_result', 'to_review', 'notice'] as const;
export type OutsideKind = (typeof outsideKinds)[number];

/** Values that a template may show; by default its parameters carry these very names. */
export const outsideFields = [
  /** Whom it is for. */
  'person',
  'unit',
  /** "2027". */
  'year',
  /** The last day as dd/mm/yyyy. */
  'deadline',
  'days_left',
  /** How things stand, in a few words. */
  'status',
  /** What to do next, in a few words. */
  'next',
] as const;
export type OutsideField = (typeof outsideFields)[number];

/** A value in words: a sentence of ours by its key, or words as they stand. */
export type OutsideValue =
  { raw: string } | { key: string; params?: Readonly<Record<string, string | number>> };

/** What a notice or reminder says outside of the window. */
export type OutsideWords = {
  kind: OutsideKind;
  values: Readonly<Record<OutsideField, OutsideValue>>;
};

/** The template that says one kind of message, as the office has entered it and Zalo has described it. */
export type OutsideTemplate = {
  kind: OutsideKind;
  templateId: string;
  /** `maxLength` in UTF-16 units. */
  params: readonly { name: string; field: OutsideField; maxLength: number }[];
  /** Đồng for one message, by user id and by phone. */
  priceByUser?: number;
  priceByPhone?: number;
  /** Nobody could be asked about it: names and lengths of its parameters are our own. */
  unchecked?: true;
  /** When Zalo last said that it may be used; and when it said that it may not. */
  checkedAt: Date;
  refusedAt?: Date;
};

/** One message by a template to whoever asks how it looks, with sample values in it. */
export type OutsideTrial = {
  template: Pick<
    OutsideTemplate,
    'kind' | 'templateId' | 'params' | 'priceByUser' | 'priceByPhone'
  >;
  /** To their number, and not by their id at all. */
  byPhone?: true;
  /** The chat in which it was asked for: how it went is told there. */
  askedAt: string;
};
