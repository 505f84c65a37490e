import { eventBody, submittedInfo, type EventBody } from './event-body.ts';
import { contentOf, messageIdIn } from './event-message.ts';
import {
  zaloMessageKinds,
  type ZaloEvent,
  type ZaloEventHead,
  type ZaloSubmittedInfo,
} from './event-types.ts';
import { momentMaybe } from './fields.ts';
import { isRecord, parseJson } from './json.ts';

type Detail<E = ZaloEvent> = E extends ZaloEvent ? Omit<E, keyof ZaloEventHead> : never;
type Reader = (body: EventBody) => Detail;

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

const listed = (value: unknown): string | undefined =>
  Array.isArray(value) ? value.map((one) => textOf(one) ?? '?').join(', ') : textOf(value);

/** Zalo names the two sides prev_status and new_status, prev_value and new_value, and so on. */
const changeIn = (values: Readonly<Record<string, unknown>> | undefined) => {
  const side = (start: string) => {
    const key = Object.keys(values ?? {}).find((name) => name.startsWith(start));
    return key === undefined ? undefined : listed(values?.[key]);
  };
  return { from: side('prev'), to: side('new') };
};

/** The details stand in `info`; some accounts get them as JSON inside the text instead. */
const infoOf = (body: EventBody): ZaloSubmittedInfo => {
  const inText = parseJson(body.message.text ?? '');
  const info = submittedInfo.parse(isRecord(body.info) ? body.info : inText);
  const full = info.full_address;
  return {
    name: info.name,
    phone: info.phone,
    birthday: info.user_dob,
    gender: info.gender,
    city: full.user_city ?? info.city,
    district: full.user_district ?? info.district,
    ward: full.user_ward ?? info.ward,
    address: full.user_address ?? info.address,
  };
};

const reaction =
  (by: 'user' | 'oa'): Reader =>
  (body) => ({
    kind: 'reaction',
    by,
    messageId: messageIdIn(body),
    icon: body.message.react_icon,
  });

const tagged =
  (change: 'added' | 'taken_off' | 'removed'): Reader =>
  (body) => ({
    kind: 'tag',
    change,
    tag: body.tag.name,
    userIds: body.tag.user_ids,
  });

const written = zaloMessageKinds.map((kind): [string, Reader] => [
  `user_send_${kind}`,
  (body) => ({ kind, ...contentOf(body) }),
]);

const sideOf = (body: EventBody) => ({
  anonymousId: body.sender.anonymous_id ?? body.anonymous_id ?? body.sender.id,
  conversationId: body.sender.conversation_id ?? body.conversation_id,
});

const anonymous = ['text', 'image', 'file', 'sticker'].map((what): [string, Reader] => [
  `anonymous_send_${what}`,
  (body) => ({ kind: 'anonymous', ...sideOf(body), ...contentOf(body) }),
]);

const echoes = [...zaloMessageKinds, 'list', 'template'].map((what): [string, Reader] => [
  `oa_send_${what}`,
  (body) => ({ kind: 'echo', what, adminId: body.sender.admin_id, ...contentOf(body) }),
]);

const others: readonly [string, Reader][] = [
  ['follow', ({ source }) => ({ kind: 'follow', source })],
  ['unfollow', ({ source }) => ({ kind: 'unfollow', source })],
  ['user_submit_info', (body) => ({ kind: 'submit_info', info: infoOf(body) })],
  ['user_click_chatnow', () => ({ kind: 'click_chatnow' })],
  ['user_withdraw', () => ({ kind: 'withdraw' })],
  [
    'user_click_response_button',
    (body) => ({
      kind: 'template_reply',
      messageId: messageIdIn(body),
      trackingId: body.message.tracking_id ?? body.tracking_id,
      text: body.message.data,
      submittedAt: body.message.submit_time,
    }),
  ],
  [
    'user_feedback',
    (body) => ({
      kind: 'template_feedback',
      messageId: messageIdIn(body),
      trackingId: body.message.tracking_id ?? body.tracking_id,
      rate: body.message.rate,
      note: body.message.note,
      answers: body.message.feedbacks,
    }),
  ],
  [
    'user_received_message',
    (body) => ({
      kind: 'received',
      messageId: messageIdIn(body),
      trackingId: body.message.tracking_id,
      deliveredAt: body.message.delivery_time,
    }),
  ],
  [
    'user_seen_message',
    (body) => {
      const one = messageIdIn(body);
      const many = body.message.msg_ids;
      return { kind: 'seen', messageIds: many.length > 0 || one === undefined ? many : [one] };
    },
  ],
  ['user_reacted_message', reaction('user')],
  ['oa_reacted_message', reaction('oa')],
  ['add_user_to_tag', tagged('added')],
  ['remove_user_from_tag', tagged('taken_off')],
  ['remove_tag', tagged('removed')],
  ['update_user_info', () => ({ kind: 'user_info_changed' })],
  [
    'change_template_status',
    (body) => ({
      kind: 'template_status',
      templateId: body.template_id,
      reason: body.reason,
      ...changeIn(body.status),
    }),
  ],
  [
    'change_template_quality',
    (body) => ({
      kind: 'template_quality',
      templateId: body.template_id,
      ...changeIn(body.quality),
    }),
  ],
  [
    'change_template_quota',
    (body) => ({ kind: 'template_quota', templateId: body.template_id, ...changeIn(body.quota) }),
  ],
  ['change_oa_daily_quota', (body) => ({ kind: 'daily_quota', ...changeIn(body.quota) })],
  ['change_oa_template_tags', (body) => ({ kind: 'template_tags', ...changeIn(body.tags) })],
];

const readers = new Map<string, Reader>([...written, ...anonymous, ...echoes, ...others]);

/** In these the account is the sender. */
const fromAccount = /^(oa_|user_received_message$|user_seen_message$)/u;

const headOf = (name: string, body: EventBody): ZaloEventHead => {
  const [oa, user] = fromAccount.test(name)
    ? [body.sender.id, body.recipient.id]
    : [body.recipient.id, body.sender.id];
  return {
    name,
    appId: body.app_id,
    oaId: body.oa_id ?? body.oaId ?? oa,
    userId: body.follower.id ?? body.user_id ?? user,
    userIdByApp: body.user_id_by_app,
    timestamp: body.timestamp,
    at: momentMaybe.parse(body.timestamp),
  };
};

const recordIn = (body: Uint8Array | string): Readonly<Record<string, unknown>> | undefined => {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  const parsed = parseJson(text);
  return isRecord(parsed) ? parsed : undefined;
};

/**
 * An event out of a request's body, with the digits of its ids. `undefined` if it is no JSON object; an event that
 * is not known here, and an object that is no event, are of the kind `unknown`. Nothing is verified here.
 * @public
 */
export const parseEvent = (body: Uint8Array | string): ZaloEvent | undefined => {
  const raw = recordIn(body);
  if (raw === undefined) return undefined;
  const read = eventBody.parse(raw);
  const name = read.event_name ?? '';
  const detail = readers.get(name)?.(read) ?? { kind: 'unknown' as const };
  return { ...headOf(name, read), ...detail };
};

/**
 * The body's own timestamp, for `verifySignature` when no header carries one.
 * @public
 */
export const timestampOf = (body: Uint8Array | string): string | undefined =>
  textOf(recordIn(body)?.timestamp);

/**
 * Zalo tries an address with an unsigned `{}` or an empty body when it is saved, and wants 200: answer it, and do
 * nothing.
 * @public
 */
export const isProbe = (body: Uint8Array | string): boolean => {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  return /^(\{\s*\})?$/u.test(text.trim());
};

/**
 * The same for each delivery of one event, for telling repeats apart: Zalo delivers again what was not answered.
 * Of the message's id if there is one, else of moment and person.
 * @public
 */
export const eventKeyOf = (event: ZaloEvent): string => {
  const own = 'messageId' in event ? event.messageId : undefined;
  const ids = event.kind === 'seen' ? event.messageIds.join(',') : own;
  return `${event.name}:${ids || `${event.timestamp ?? ''}:${event.userId ?? event.oaId ?? ''}`}`;
};
