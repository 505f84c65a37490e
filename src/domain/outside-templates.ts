/** What an office enters about templates: which value each of their parameters shows. */
import type { Iso } from './ids.ts';
import {
  outsideFields,
  outsideKinds,
  type OutsideField,
  type OutsideKind,
  type OutsideTemplate,
} from './outside.ts';
import { fold } from './text.ts';

/** A template as its vendor describes it. Lengths in UTF-16 units, prices in đồng. */
export type TemplateAbout = {
  templateId: string;
  name: string;
  approved: boolean;
  /** Why it is not, in the vendor's words. */
  reason?: string;
  /** Not approved yet, but administrators of the account may be sent it to try. */
  development?: true;
  params: readonly TemplateParam[];
  priceByUser?: number;
  priceByPhone?: number;
};

export type TemplateParam = { name: string; required: boolean; maxLength?: number };

/** `unchecked`: there is nobody to ask. `failed`: the vendor gave no answer. */
export type TemplateCheck =
  { about: TemplateAbout } | { unknown: true } | { unchecked: true } | { failed: true };

/** A template as it is to be saved; when that was is for the program to say. */
export type OutsideEntry = Omit<OutsideTemplate, 'kind' | 'checkedAt' | 'refusedAt'> & {
  /** Not approved yet: nobody is written to by it, but whoever tries it. */
  trialOnly?: true;
};

/** Without an entry that kind has no template any more. */
export type OutsideEdit = { kind: OutsideKind; entry?: OutsideEntry };

/** An edit beside what it takes the place of. */
export type OutsideDifference = { edit: OutsideEdit; before?: OutsideEntry };

export type OutsideState = 'accepted' | 'unchecked' | 'refused';

/** What is said with which template, in the order of the kinds. */
export type OutsideView = {
  rev: number;
  templates: readonly {
    kind: OutsideKind;
    entry?: OutsideEntry;
    state?: OutsideState;
    /** When that was said. */
    since?: Iso;
  }[];
};

/** Names under which people and the vendor's own examples know a value. */
const aliases: Readonly<Record<OutsideField, readonly string[]>> = {
  person: ['customer_name', 'customer', 'name', 'full_name', 'user_name', 'ten', 'ho_ten'],
  unit: ['unit_name', 'organization', 'organisation', 'company_name', 'don_vi', 'ten_don_vi'],
  year: ['nam', 'nam_dang_ky'],
  deadline: ['time', 'date', 'due', 'due_date', 'expired_date', 'han', 'ngay', 'thoi_han'],
  days_left: ['days', 'remaining_days', 'so_ngay', 'con_lai', 'so_ngay_con_lai'],
  status: ['state', 'order_status', 'tinh_trang', 'trang_thai'],
  next: ['next_step', 'action', 'note', 'content', 'noi_dung', 'viec_can_lam', 'ghi_chu'],
};

const plain = (name: string): string => fold(name).replace(/[^a-z0-9]+/gu, '_');

/** The value that a parameter of this name asks for, as far as its name says so. */
export const fieldFor = (name: string): OutsideField | undefined =>
  outsideFields.find((field) => field === plain(name) || aliases[field].includes(plain(name)));

/**
 * The vendor's usual limits by what a parameter is for (date 20, name and label 30), where it could not be asked.
 * Source: its guide to parameters of templates.
 */
const usualLengths: Readonly<Record<OutsideField, number>> = {
  person: 30,
  unit: 30,
  year: 20,
  deadline: 20,
  days_left: 20,
  status: 30,
  next: 30,
};

/** Named by the person who enters the template, for parameters whose names say nothing. */
export type Chosen = Readonly<Record<string, OutsideField>>;

/** What each parameter shows; `missing` must show something and has nothing. */
const mapParams = (
  params: TemplateAbout['params'],
  chosen: Chosen = {},
): { params: OutsideEntry['params']; missing: readonly TemplateParam[] } => {
  const fieldOf = (name: string): OutsideField | undefined => chosen[name] ?? fieldFor(name);
  return {
    params: params.flatMap(({ name, maxLength }) => {
      const field = fieldOf(name);
      return field ? [{ name, field, maxLength: maxLength ?? usualLengths[field] }] : [];
    }),
    missing: params.filter(({ name, required }) => required && fieldOf(name) === undefined),
  };
};

/** The entry of a template that its vendor has described, or what must be said about its parameters first. */
export const entryFrom = (
  about: TemplateAbout,
  chosen?: Chosen,
): { entry: OutsideEntry; missing: readonly TemplateParam[] } => {
  const { templateId, priceByUser, priceByPhone } = about;
  const { params, missing } = mapParams(about.params, chosen);
  const entry = {
    templateId,
    params,
    ...(priceByUser === undefined ? {} : { priceByUser }),
    ...(priceByPhone === undefined ? {} : { priceByPhone }),
    ...(about.development ? { trialOnly: true as const } : {}),
  };
  return { entry, missing };
};

const ownNames: Chosen = Object.fromEntries(outsideFields.map((field) => [field, field]));

/** An entry that nobody could be asked about: these parameters, or all values under our own names. */
export const uncheckedEntry = (templateId: string, chosen: Chosen = ownNames): OutsideEntry => ({
  templateId,
  params: Object.entries(chosen).map(([name, field]) => ({
    name,
    field,
    maxLength: usualLengths[field],
  })),
  unchecked: true,
});

/** Digits as a vendor gives them, with room for its other ids. */
export const isTemplateId = (words: string): boolean => /^[\w-]{1,40}$/u.test(words);

const stateOf = ({ refusedAt, unchecked }: OutsideTemplate): OutsideState => {
  if (refusedAt) return 'refused';
  return unchecked ? 'unchecked' : 'accepted';
};

const entryOf = (template: OutsideTemplate): OutsideEntry => {
  const { kind: _kind, checkedAt: _checkedAt, refusedAt: _refusedAt, ...entry } = template;
  return entry;
};

export const showOutside = (templates: readonly OutsideTemplate[]): OutsideView['templates'] =>
  outsideKinds.map((kind) => {
    const found = templates.find((one) => one.kind === kind);
    if (!found) return { kind };
    const since = (found.refusedAt ?? found.checkedAt).toISOString();
    return { kind, entry: entryOf(found), state: stateOf(found), since };
  });

/** One that may only be tried is kept as refused, until its vendor says otherwise. */
const savedAt = ({ trialOnly, ...entry }: OutsideEntry, now: Date) => ({
  ...entry,
  checkedAt: now,
  ...(trialOnly ? { refusedAt: now } : {}),
});

/** What goes in, taken up over what is there. */
export const withOutside = (
  templates: readonly OutsideTemplate[],
  edits: readonly OutsideEdit[],
  now: Date,
): readonly OutsideTemplate[] =>
  outsideKinds.flatMap((kind) => {
    const edit = edits.findLast((one) => one.kind === kind);
    if (!edit) return templates.filter((one) => one.kind === kind);
    return edit.entry ? [{ kind, ...savedAt(edit.entry, now) }] : [];
  });
