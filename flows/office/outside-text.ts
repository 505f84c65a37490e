/** Templates for those who have been silent, in words. */
import {
  blank,
  raw,
  text,
  type Choice,
  type Message,
  type Text,
} from '../../src/dialog/message.ts';
import { dayOf, formatDay } from '../../src/domain/dates.ts';
import { formatDong } from '../../src/domain/money.ts';
import type { OutsideField, OutsideKind } from '../../src/domain/outside.ts';
import type {
  OutsideDifference,
  OutsideEntry,
  OutsideState,
  OutsideView,
  TemplateAbout,
  TemplateCheck,
} from '../../src/domain/outside-templates.ts';
import { opens } from '../talking/buttons.ts';

const kinds: Readonly<Record<OutsideKind, string>> = {
  reminder: 'zbs.kind.reminder',
  review_result: 'zbs.kind.review_result',
  to_review: 'zbs.kind.to_review',
  notice: 'zbs.kind.notice',
};

const fields: Readonly<Record<OutsideField, string>> = {
  person: 'zbs.field.person',
  unit: 'zbs.field.unit',
  year: 'zbs.field.year',
  deadline: 'zbs.field.deadline',
  days_left: 'zbs.field.days_left',
  status: 'zbs.field.status',
  next: 'zbs.field.next',
};

const states: Readonly<Record<OutsideState, string>> = {
  accepted: 'zbs.state.accepted',
  unchecked: 'zbs.state.unchecked',
  refused: 'zbs.state.refused',
};

export const kindText = (kind: OutsideKind): Text => text(kinds[kind]);

export const fieldText = (field: OutsideField): Text => text(fields[field]);

/** "560 đ mỗi tin, theo số điện thoại 800 đ". */
const priceText = ({ priceByUser, priceByPhone }: OutsideEntry): Text => {
  const [user, phone] = [priceByUser, priceByPhone].map((one) =>
    one === undefined ? '' : formatDong(one),
  );
  if (user && phone) return text('zbs.prices', { user, phone });
  if (user) return text('zbs.price', { price: user });
  return phone ? text('zbs.price_phone', { price: phone }) : text('zbs.no_price');
};

type Shown = OutsideView['templates'][number];

const stateText = ({ state = 'unchecked', since }: Shown): Text =>
  text(states[state], { day: since ? formatDay(dayOf(new Date(since))) : '' });

const kindLine = (shown: Shown): Text => {
  const { kind, entry } = shown;
  const name = kindText(kind);
  if (!entry) return text('zbs.none', { kind: name });
  const { templateId: id } = entry;
  const about = { kind: name, id, price: priceText(entry), state: stateText(shown) };
  return text('zbs.one', about);
};

const subject = (postId: string, kind: OutsideKind): string => `${postId}/${kind}`;

export const listButton = (postId: string): Choice =>
  opens('zbs.list', { action: 'outside', subject: postId });

/** All kinds, each with the way to its template. */
export const outsideMessage = ({ templates }: OutsideView, postId: string): Message => ({
  lines: [text('zbs.title'), text('zbs.why'), blank, ...templates.map(kindLine)],
  choices: [
    ...templates.map(({ kind }) => ({
      ...opens('zbs.button', { action: 'outside_one', subject: subject(postId, kind) }),
      label: kindText(kind),
    })),
    opens('settings.back', { action: 'settings' }),
  ],
});

const paramLines = ({ params }: OutsideEntry): Text[] =>
  params.map(({ name, field, maxLength: max }) =>
    text('zbs.param', { name: raw(name), field: fieldText(field), max }),
  );

/** One message by it to whoever presses, and to nobody else. */
export const tryButton = (postId: string, kind: OutsideKind): Choice =>
  opens('zbs.try', { action: 'outside_try', subject: subject(postId, kind) });

/** One template with what each of its parameters shows. */
export const oneMessage = (shown: Shown & { entry: OutsideEntry }, postId: string): Message => {
  const { kind, entry } = shown;
  const change = (key: string, action: string) =>
    opens(key, { action, subject: subject(postId, kind) });
  return {
    lines: [kindLine(shown), ...paramLines(entry)],
    choices: [
      tryButton(postId, kind),
      change('zbs.change', 'outside_set'),
      change('zbs.remove', 'outside_drop'),
      listButton(postId),
    ],
  };
};

/** Why a template cannot be entered; undefined when it can. */
export const problemLines = (id: string, check: TemplateCheck): Text[] | undefined => {
  if ('unknown' in check) return [text('zbs.unknown', { id })];
  if ('failed' in check) return [text('zbs.failed')];
  if ('unchecked' in check) return undefined;
  const { approved, development, reason } = check.about;
  if (approved || development) return undefined;
  return [
    text('zbs.not_approved', { id }),
    ...(reason ? [text('zbs.reason', { reason: raw(reason) })] : []),
    text('zbs.other_id'),
  ];
};

/** What will be used, before the last yes. */
export const checkedLines = (about: TemplateAbout, entry: OutsideEntry): Text[] => {
  const { name, params, approved } = about;
  const used = new Set(entry.params.map((one) => one.name));
  const left = params.filter((one) => !used.has(one.name));
  return [
    text(approved ? 'zbs.approved' : 'zbs.trial_only', { name: raw(name) }),
    ...paramLines(entry),
    ...left.map((one) => text('zbs.param_left', { name: raw(one.name) })),
    text('zbs.costs', { price: priceText(entry) }),
  ];
};

export const uncheckedLines = (entry: OutsideEntry): Text[] => [
  text('zbs.unchecked'),
  text('zbs.own_names'),
  ...paramLines(entry),
  text('zbs.other_names'),
];

const entryText = (entry: OutsideEntry | undefined): Text => {
  if (!entry) return text('zbs.unset');
  const { templateId: id, unchecked } = entry;
  const params = entry.params.map(({ name, field }) =>
    text('zbs.pair', { name: raw(name), field: fieldText(field) }),
  );
  return unchecked
    ? text('zbs.shown_unchecked', { id, params })
    : text('zbs.shown', { id, params, price: priceText(entry) });
};

/** "Mẫu tin Zalo, Nhắc hạn: chưa có → mẫu 1001 (customer_name = Người nhận), 560 đ mỗi tin". */
export const outsideLines = (differences: readonly OutsideDifference[]): Text[] =>
  differences.map(({ edit: { kind, entry }, before }) =>
    text('zbs.differs', {
      kind: kindText(kind),
      before: entryText(before),
      after: entryText(entry),
    }),
  );
