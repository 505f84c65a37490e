import { z } from 'zod';
import {
  figureMaybe,
  flagMaybe,
  momentMaybe,
  part,
  word,
  wordMaybe,
  wordsMaybe,
} from './fields.ts';

/**
 * What was sent. `messageId` is missing only if Zalo leaves it out. `quota` tells what paid for it; when it is
 * missing, the message was billed.
 * @public
 */
export type ZaloSent = {
  messageId: string | undefined;
  userId: string | undefined;
  sentAt: Date | undefined;
  quota: ZaloSentQuota | undefined;
};

/** @public */
export type ZaloSentQuota = {
  /** reply (48 hours), sub_quota (package), purchase_quota, reward_quota, welcome_msg. */
  type: string | undefined;
  remain: number | undefined;
  total: number | undefined;
  expires: string | undefined;
};

const quotaSent = z
  .object({
    quota_type: wordMaybe,
    remain: figureMaybe,
    total: figureMaybe,
    expired_date: wordMaybe,
  })
  .transform(({ quota_type, remain, total, expired_date }): ZaloSentQuota | undefined => ({
    type: quota_type,
    remain,
    total,
    expires: expired_date,
  }))
  .catch(undefined);

/** Says as little as it can be sure of: the message is out, whatever else the answer holds. */
export const sentAnswer: z.ZodType<ZaloSent> = part({
  message_id: wordMaybe,
  msg_id: wordMaybe,
  user_id: wordMaybe,
  sent_time: momentMaybe,
  quota: quotaSent,
}).transform((data) => ({
  messageId: data.message_id ?? data.msg_id,
  userId: data.user_id,
  sentAt: data.sent_time,
  quota: data.quota,
}));

export const attachmentAnswer = part({ attachment_id: wordMaybe }).transform(
  (data) => data.attachment_id,
);

export const fileAnswer = part({ token: wordMaybe }).transform((data) => data.token);

/**
 * A person as an account sees them; `userId` is theirs for this account only.
 * @public
 */
export type ZaloUser = {
  userId: string;
  userIdByApp: string | undefined;
  displayName: string | undefined;
  alias: string | undefined;
  isFollower: boolean | undefined;
  isSensitive: boolean | undefined;
  /** As Zalo writes it, DD/MM/YYYY; `quota` knows the moment. */
  lastInteractionDay: string | undefined;
  avatar: string | undefined;
  tags: readonly string[];
  notes: readonly string[];
  /** What the person has chosen to share. */
  shared: {
    name: string | undefined;
    phone: string | undefined;
    address: string | undefined;
    city: string | undefined;
    district: string | undefined;
  };
};

const shared = part({
  name: wordMaybe,
  phone: wordMaybe,
  address: wordMaybe,
  city: wordMaybe,
  district: wordMaybe,
});

const labels = part({ tag_names: wordsMaybe, notes: wordsMaybe });

export const userAnswer: z.ZodType<ZaloUser> = z
  .object({
    user_id: word,
    user_id_by_app: wordMaybe,
    display_name: wordMaybe,
    user_alias: wordMaybe,
    user_is_follower: flagMaybe,
    is_sensitive: flagMaybe,
    user_last_interaction_date: wordMaybe,
    avatar: wordMaybe,
    tags_and_notes_info: labels,
    shared_info: shared,
  })
  .transform((data) => ({
    userId: data.user_id,
    userIdByApp: data.user_id_by_app,
    displayName: data.display_name,
    alias: data.user_alias,
    isFollower: data.user_is_follower,
    isSensitive: data.is_sensitive,
    lastInteractionDay: data.user_last_interaction_date,
    avatar: data.avatar,
    tags: data.tags_and_notes_info.tag_names,
    notes: data.tags_and_notes_info.notes,
    shared: data.shared_info,
  }));

/**
 * The account itself. What it may do hangs on three of these: verified, package, Zalo Cloud Account.
 * @public
 */
export type ZaloAccount = {
  oaId: string | undefined;
  name: string | undefined;
  description: string | undefined;
  isVerified: boolean | undefined;
  packageName: string | undefined;
  packageValidThrough: string | undefined;
  followers: number | undefined;
  /** The linked Zalo Cloud Account, as Zalo writes it. */
  linkedZca: string | undefined;
};

export const accountAnswer: z.ZodType<ZaloAccount> = z
  .object({
    oa_id: wordMaybe,
    oaid: wordMaybe,
    name: wordMaybe,
    description: wordMaybe,
    is_verified: flagMaybe,
    package_name: wordMaybe,
    package_valid_through_date: wordMaybe,
    num_follower: figureMaybe,
    linked_ZCA: wordMaybe,
  })
  .transform((data) => ({
    oaId: data.oa_id ?? data.oaid,
    name: data.name,
    description: data.description,
    isVerified: data.is_verified,
    packageName: data.package_name,
    packageValidThrough: data.package_valid_through_date,
    followers: data.num_follower,
    linkedZca: data.linked_ZCA,
  }));

/**
 * What may still be sent to one person. Within 48 hours of `lastInteractionAt` messages are free, up to seven days
 * they are billed, later they are refused.
 * @public
 */
export type ZaloUserQuota = {
  lastInteractionAt: Date | undefined;
  reply: { remain: number | undefined; total: number | undefined };
};

export const userQuotaAnswer: z.ZodType<ZaloUserQuota> = z
  .object({
    last_interaction: momentMaybe,
    cs_reply: part({ remain: figureMaybe, total: figureMaybe }),
  })
  .transform((data) => ({ lastInteractionAt: data.last_interaction, reply: data.cs_reply }));
