import {
  messageStatusAnswer,
  phoneSentAnswer,
  sendingQuotaAnswer,
  templateAnswer,
  templateListAnswer,
  type ZaloMessageStatus,
  type ZaloPhoneSent,
  type ZaloSendingQuota,
  type ZaloTemplate,
  type ZaloTemplateList,
} from './business-answers.ts';
import { createCaller, type Call } from './call.ts';
import { settingsOf, type TokenSource, type ZaloOptions } from './options.ts';

/** @public */
export type ZaloPhoneTemplate = {
  /** 84… or +84…, without spaces. */
  phone: string;
  templateId: string;
  data: Readonly<Record<string, string>>;
  /**
   * Yours; comes back in the event `received`. At most 48 letters, digits, - and _. Nothing says that Zalo keeps
   * a second message with the same one from going out.
   */
  trackingId: string;
  /** Reaches administrators of the account or the app only, works before approval, and is not billed. */
  development?: boolean;
};

/** @public */
export type ZaloTemplateFilter = {
  offset?: number;
  /** At most 100. */
  limit?: number;
  status?: 'enabled' | 'pending' | 'rejected' | 'disabled';
};

/**
 * Template messages (ZBS, once ZNS) by phone number, and the templates themselves. Throws `ZaloError`, or what
 * the `TokenSource` throws. To somebody whose user id is known, `OfficialAccount.sendTemplate` is cheaper.
 * @public
 */
export type Business = {
  sendTemplate(message: ZaloPhoneTemplate): Promise<ZaloPhoneSent>;
  templates(filter?: ZaloTemplateFilter): Promise<ZaloTemplateList>;
  template(templateId: string): Promise<ZaloTemplate>;
  /** Whether a message sent by phone has arrived. */
  messageStatus(messageId: string): Promise<ZaloMessageStatus>;
  quota(): Promise<ZaloSendingQuota>;
};

const statusNumbers = { enabled: '1', pending: '2', rejected: '3', disabled: '4' } as const;

const get = (path: string, query: Readonly<Record<string, string>>): Call => ({
  family: 'zbs',
  method: 'GET',
  path,
  query,
  read: true,
});

/**
 * A client of the ZBS API; it takes the same token as the account.
 * @public
 */
export const createBusiness = (options: ZaloOptions, tokens: TokenSource): Business => {
  const call = createCaller(settingsOf(options), tokens);
  return {
    sendTemplate: ({ phone, templateId, data, trackingId, development = false }) =>
      call(
        {
          family: 'zbs',
          method: 'POST',
          path: '/message/template',
          json: {
            phone,
            template_id: templateId,
            template_data: data,
            tracking_id: trackingId,
            ...(development ? { mode: 'development' } : {}),
          },
        },
        phoneSentAnswer,
      ),
    templates: ({ offset = 0, limit = 100, status } = {}) =>
      call(
        get('/template/all', {
          offset: String(offset),
          limit: String(limit),
          ...(status === undefined ? {} : { status: statusNumbers[status] }),
        }),
        templateListAnswer,
        (body) => body,
      ),
    template: (templateId) =>
      call(get('/template/info/v2', { template_id: templateId }), templateAnswer),
    messageStatus: (messageId) =>
      call(get('/message/status', { message_id: messageId }), messageStatusAnswer),
    quota: () => call(get('/message/quota', {}), sendingQuotaAnswer),
  };
};
