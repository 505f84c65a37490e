import { z } from 'zod';
import { figureMaybe, flagMaybe, momentMaybe, part, word, wordMaybe } from './fields.ts';

/**
 * Accepted, not yet delivered: the event `received` or `messageStatus` tells of that.
 * @public
 */
export type ZaloPhoneSent = {
  messageId: string | undefined;
  sentAt: Date | undefined;
  dailyQuota: number | undefined;
  remainingQuota: number | undefined;
};

/** The message is out, whatever else the answer holds. */
export const phoneSentAnswer: z.ZodType<ZaloPhoneSent> = part({
  msg_id: wordMaybe,
  message_id: wordMaybe,
  sent_time: momentMaybe,
  quota: part({ dailyQuota: figureMaybe, remainingQuota: figureMaybe }),
}).transform((data) => ({
  messageId: data.msg_id ?? data.message_id,
  sentAt: data.sent_time,
  dailyQuota: data.quota.dailyQuota,
  remainingQuota: data.quota.remainingQuota,
}));

/** @public */
export type ZaloTemplateState =
  'ENABLE' | 'PENDING_REVIEW' | 'REJECT' | 'DISABLE' | 'DELETE' | 'DRAFT' | 'unknown';

/** @public */
export type ZaloTemplateSummary = {
  templateId: string;
  name: string | undefined;
  status: ZaloTemplateState;
  /** HIGH, MEDIUM, LOW or UNDEFINED: a low one is switched off. */
  quality: string | undefined;
  createdAt: Date | undefined;
};

/** @public */
export type ZaloTemplateList = {
  templates: readonly ZaloTemplateSummary[];
  total: number | undefined;
};

/** @public */
export type ZaloTemplateParameter = {
  name: string;
  required: boolean;
  type: string | undefined;
  minLength: number | undefined;
  maxLength: number | undefined;
  acceptsNull: boolean | undefined;
};

/** @public */
export type ZaloTemplate = ZaloTemplateSummary & {
  parameters: readonly ZaloTemplateParameter[];
  buttons: readonly {
    type: number | undefined;
    title: string | undefined;
    content: string | undefined;
  }[];
  tag: string | undefined;
  previewUrl: string | undefined;
  /** Why it was refused, in Vietnamese. */
  reason: string | undefined;
  /** In VND, by phone and by user id. */
  priceByPhone: number | undefined;
  priceByUser: number | undefined;
};

const state = z
  .enum(['ENABLE', 'PENDING_REVIEW', 'REJECT', 'DISABLE', 'DELETE', 'DRAFT'])
  .or(z.literal('unknown'))
  .catch('unknown');

const summaryFields = {
  templateId: word,
  templateName: wordMaybe,
  status: state,
  templateQuality: wordMaybe,
  createdTime: momentMaybe,
};

const summaryOf = (data: z.output<z.ZodObject<typeof summaryFields>>): ZaloTemplateSummary => ({
  templateId: data.templateId,
  name: data.templateName,
  status: data.status,
  quality: data.templateQuality,
  createdAt: data.createdTime,
});

export const templateListAnswer: z.ZodType<ZaloTemplateList> = z
  .object({
    data: z.array(z.object(summaryFields)),
    metadata: part({ total: figureMaybe }),
  })
  .transform(({ data, metadata }) => ({
    templates: data.map(summaryOf),
    total: metadata.total,
  }));

const parameter = z
  .object({
    name: word,
    require: flagMaybe,
    type: wordMaybe,
    minLength: figureMaybe,
    maxLength: figureMaybe,
    acceptNull: flagMaybe,
  })
  .transform(({ name, require, type, minLength, maxLength, acceptNull }) => ({
    name,
    required: require ?? false,
    type,
    minLength,
    maxLength,
    acceptsNull: acceptNull,
  }));

const button = z.object({ type: figureMaybe, title: wordMaybe, content: wordMaybe });

export const templateAnswer: z.ZodType<ZaloTemplate> = z
  .object({
    ...summaryFields,
    listParams: z.array(parameter).nullish(),
    listButtons: z.array(button).nullish(),
    templateTag: wordMaybe,
    previewUrl: wordMaybe,
    reason: wordMaybe,
    price: figureMaybe,
    price_sdt: figureMaybe,
    price_uid: figureMaybe,
  })
  .transform((data) => ({
    ...summaryOf(data),
    parameters: data.listParams ?? [],
    buttons: data.listButtons ?? [],
    tag: data.templateTag,
    previewUrl: data.previewUrl,
    reason: data.reason,
    priceByPhone: data.price_sdt ?? data.price,
    priceByUser: data.price_uid,
  }));

/** @public */
export type ZaloMessageStatus = {
  status: 'none' | 'pending' | 'delivered' | 'unknown';
  deliveredAt: Date | undefined;
};

const messageStatuses = { '-1': 'none', '0': 'pending', '1': 'delivered' } as const;
const isStatusNumber = (text: string): text is keyof typeof messageStatuses =>
  Object.hasOwn(messageStatuses, text);

export const messageStatusAnswer: z.ZodType<ZaloMessageStatus> = z
  .object({ status: word, delivery_time: momentMaybe })
  .transform(({ status, delivery_time }) => ({
    status: isStatusNumber(status) ? messageStatuses[status] : 'unknown',
    deliveredAt: delivery_time,
  }));

/** How many template messages may go out by phone. @public */
export type ZaloSendingQuota = {
  daily: number | undefined;
  remaining: number | undefined;
  monthlyPromotion: number | undefined;
  remainingMonthlyPromotion: number | undefined;
};

export const sendingQuotaAnswer: z.ZodType<ZaloSendingQuota> = z
  .object({
    dailyQuota: figureMaybe,
    remainingQuota: figureMaybe,
    monthlyPromotionQuota: figureMaybe,
    remainingMonthlyPromotionQuota: figureMaybe,
  })
  .transform((data) => ({
    daily: data.dailyQuota,
    remaining: data.remainingQuota,
    monthlyPromotion: data.monthlyPromotionQuota,
    remainingMonthlyPromotion: data.remainingMonthlyPromotionQuota,
  }));
