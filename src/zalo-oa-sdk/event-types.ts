/**
 * What Zalo's webhook tells, as one union. Ids are strings; texts stand as they came: bring them into Unicode form
 * NFC yourself. Every field that Zalo has been seen to leave out may be undefined, ids included.
 */

/** @public */
export type ZaloEventHead = {
  /** Zalo's own word: `event_name`. */
  name: string;
  appId: string | undefined;
  /** Which account it happened to. */
  oaId: string | undefined;
  /** The person, whichever side they stand on in the vendor's body. */
  userId: string | undefined;
  userIdByApp: string | undefined;
  /** As it came: it is part of the signature. */
  timestamp: string | undefined;
  at: Date | undefined;
};

/** @public */
export type ZaloAttachment =
  | {
      type: 'image' | 'gif' | 'video' | 'audio';
      url: string | undefined;
      thumbnail: string | undefined;
      description: string | undefined;
    }
  | {
      type: 'file';
      url: string | undefined;
      name: string | undefined;
      size: number | undefined;
      extension: string | undefined;
      checksum: string | undefined;
    }
  | { type: 'sticker'; id: string | undefined; url: string | undefined }
  | {
      type: 'link';
      url: string | undefined;
      title: string | undefined;
      description: string | undefined;
      thumbnail: string | undefined;
      /** A contact card comes as a link whose description is JSON: what that holds. */
      card: Readonly<Record<string, unknown>> | undefined;
    }
  | { type: 'location'; latitude: number | undefined; longitude: number | undefined }
  | { type: 'other'; name: string | undefined };

/** @public */
export type ZaloMessageContent = {
  messageId: string | undefined;
  text: string | undefined;
  /** The message that this one answers. */
  quotedId: string | undefined;
  /** May stand beside a text. */
  attachments: readonly ZaloAttachment[];
};

/** @public */
export const zaloMessageKinds = [
  'text',
  'image',
  'gif',
  'video',
  'audio',
  'file',
  'sticker',
  'link',
  'location',
  'business_card',
] as const;

/** @public */
export type ZaloMessageKind = (typeof zaloMessageKinds)[number];

type Change = { from: string | undefined; to: string | undefined };

/** @public */
export type ZaloEvent = ZaloEventHead &
  (
    | /** A person has written. A tap on a query button is a `text` too. */
      ({ kind: ZaloMessageKind } & ZaloMessageContent)
      /** Somebody without a Zalo account has written. */
    | ({
        kind: 'anonymous';
        anonymousId: string | undefined;
        conversationId: string | undefined;
      } & ZaloMessageContent)
    | { kind: 'follow'; source: string | undefined }
    | { kind: 'unfollow'; source: string | undefined }
    /** The answer to `request_user_info`, or to a form of the account. */
    | { kind: 'submit_info'; info: ZaloSubmittedInfo }
    /** The chat button of the account's page was tapped: opens the window. */
    | { kind: 'click_chatnow' }
    /** The person demands their data to be removed: must be acted on. */
    | { kind: 'withdraw' }
    /** A quick reply under a template message; it names no person: look the message up. */
    | {
        kind: 'template_reply';
        messageId: string | undefined;
        trackingId: string | undefined;
        text: string | undefined;
        submittedAt: Date | undefined;
      }
    /** Stars under a rating template. */
    | {
        kind: 'template_feedback';
        messageId: string | undefined;
        trackingId: string | undefined;
        rate: number | undefined;
        note: string | undefined;
        answers: readonly string[];
      }
    /** By phone, `userId` is the phone number or its hash. */
    | {
        kind: 'received';
        messageId: string | undefined;
        trackingId: string | undefined;
        deliveredAt: Date | undefined;
      }
    | { kind: 'seen'; messageIds: readonly string[] }
    | {
        kind: 'reaction';
        by: 'user' | 'oa';
        messageId: string | undefined;
        icon: string | undefined;
      }
    | {
        kind: 'tag';
        change: 'added' | 'taken_off' | 'removed';
        tag: string | undefined;
        userIds: readonly string[];
      }
    | { kind: 'user_info_changed' }
    | ({
        kind: 'template_status';
        templateId: string | undefined;
        /** Why it was refused, in Vietnamese. */
        reason: string | undefined;
      } & Change)
    | ({ kind: 'template_quality'; templateId: string | undefined } & Change)
    | ({ kind: 'template_quota'; templateId: string | undefined } & Change)
    | ({ kind: 'daily_quota' } & Change)
    | ({ kind: 'template_tags' } & Change)
    /**
     * What the account itself has sent, by this program or by hand. `adminId` is there only if a human answered in
     * Zalo's own tool. Never answer an echo.
     */
    | ({
        kind: 'echo';
        what: string;
        adminId: string | undefined;
      } & ZaloMessageContent)
    | { kind: 'unknown' }
  );

/** @public */
export type ZaloSubmittedInfo = {
  name: string | undefined;
  phone: string | undefined;
  /** As Zalo writes it, DD/MM/YYYY. */
  birthday: string | undefined;
  gender: string | undefined;
  city: string | undefined;
  district: string | undefined;
  ward: string | undefined;
  address: string | undefined;
};
