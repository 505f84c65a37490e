import { createHash } from 'node:crypto';

type Body = Readonly<Record<string, unknown>>;

/** What Zalo's webhook sends, ready for the receiver: headers in lower case, the body as bytes. */
export type WebhookRequest = { headers: Record<string, string>; body: Buffer };

export type EventMaker = ReturnType<typeof createEvents>;

type Setting = { appId: string; oaId: string; oaSecret: string; now: () => Date };

const macOf = ({ appId, oaSecret }: Setting, body: Buffer, timestamp: string): string =>
  createHash('sha256').update(appId).update(body).update(timestamp).update(oaSecret).digest('hex');

/** Bodies of events as they have been seen, and their signed delivery. */
export const createEvents = (setting: Setting) => {
  let count = 0;
  const { appId: app_id, oaId, now } = setting;
  const timestamp = (): string => String(now().getTime());
  const msgId = (): string => `96d3cdf3af15${String((count += 1)).padStart(7, '0')}`;

  const fromUser = (event_name: string, userId: string, message: Body): Body => ({
    app_id,
    sender: { id: userId },
    recipient: { id: oaId },
    event_name,
    message: { msg_id: msgId(), ...message },
    timestamp: timestamp(),
  });
  const fromAccount = (event_name: string, userId: string, rest: Body): Body => ({
    app_id,
    sender: { id: oaId },
    recipient: { id: userId },
    event_name,
    timestamp: timestamp(),
    ...rest,
  });
  const attached = (type: string, payload: Body): Body => ({ attachments: [{ type, payload }] });
  const following = (event_name: string, userId: string): Body => ({
    oa_id: oaId,
    follower: { id: userId },
    event_name,
    source: 'oa_profile',
    app_id,
    timestamp: timestamp(),
  });

  return {
    /** Also what a tap on a query button gives: its payload as the text. */
    text: (userId: string, text: string, more: Body = {}) =>
      fromUser('user_send_text', userId, { text, ...more }),
    image: (userId: string, url: string, more: Body = {}) =>
      fromUser('user_send_image', userId, {
        ...attached('image', { url, thumbnail: `${url}?thumb` }),
        ...more,
      }),
    file: (userId: string, file: { url: string; name: string; size: number }) =>
      fromUser('user_send_file', userId, {
        ...attached('file', {
          url: file.url,
          name: file.name,
          size: String(file.size),
          checksum: 'db8f0c2a',
          type: file.name.split('.').at(-1) ?? '',
        }),
      }),
    location: (userId: string, latitude: string, longitude: string) =>
      fromUser('user_send_location', userId, {
        ...attached('location', { coordinates: { latitude, longitude } }),
      }),
    sticker: (userId: string, id: string) =>
      fromUser('user_send_sticker', userId, attached('sticker', { id, url: 'https://s.example' })),
    follow: (userId: string) => following('follow', userId),
    unfollow: (userId: string) => following('unfollow', userId),
    chatnow: (userId: string): Body => ({
      app_id,
      oa_id: oaId,
      user_id: userId,
      event_name: 'user_click_chatnow',
      timestamp: timestamp(),
    }),
    submitInfo: (userId: string, info: Body): Body => ({
      sender: { id: userId },
      recipient: { id: oaId },
      event_name: 'user_submit_info',
      app_id,
      timestamp: timestamp(),
      info,
    }),
    withdraw: (userId: string): Body => ({
      app_id,
      oa_id: oaId,
      user_id: userId,
      event_name: 'user_withdraw',
      timestamp: timestamp(),
    }),
    received: (userId: string, message: Body) =>
      fromAccount('user_received_message', userId, { message }),
    seen: (userId: string, messageIds: readonly string[]) =>
      fromAccount('user_seen_message', userId, { message: { msg_ids: messageIds } }),
    /** What the account has sent; with `adminId` a human has, in Zalo's own tool. */
    echo: (userId: string, text: string, adminId?: string) =>
      fromAccount('oa_send_text', userId, {
        sender: { id: oaId, ...(adminId === undefined ? {} : { admin_id: adminId }) },
        message: { text, msg_id: msgId() },
      }),
    templateReply: (reply: { messageId: string; trackingId: string; text: string }): Body => ({
      event_name: 'user_click_response_button',
      message: {
        submit_time: timestamp(),
        button_type: 'response',
        data: reply.text,
        tracking_id: reply.trackingId,
      },
      msg_id: reply.messageId,
      app_id,
      oa_id: oaId,
      timestamp: timestamp(),
    }),
    templateStatus: (templateId: string, from: string, to: string, reason = ''): Body => ({
      app_id,
      oa_id: oaId,
      event_name: 'change_template_status',
      template_id: templateId,
      status: { prev_status: from, new_status: to },
      reason,
      timestamp: timestamp(),
    }),

    /**
     * Signed as Zalo signs: over the bytes, with the timestamp of the body, or of a header if `header` is set.
     * A string goes out as it stands.
     */
    deliver(event: Body | string, { header }: { header?: string } = {}): WebhookRequest {
      const body = Buffer.from(typeof event === 'string' ? event : JSON.stringify(event));
      const inBody = /"timestamp":"?(\d+)/u.exec(body.toString())?.[1] ?? '';
      return {
        headers: {
          'content-type': 'application/json',
          'user-agent': 'ZaloWebhook',
          'x-zevent-server': 'OA OpenAPI',
          'x-zevent-signature': `mac=${macOf(setting, body, header ?? inBody)}`,
          ...(header === undefined ? {} : { 'x-zevent-timestamp': header }),
        },
        body,
      };
    },
  };
};
