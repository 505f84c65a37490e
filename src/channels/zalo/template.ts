import { createHash } from 'node:crypto';
import type { Business, ZaloPhoneTemplate } from '../../zalo-oa-sdk/business.ts';
import type { ZaloTemplate } from '../../zalo-oa-sdk/business-answers.ts';
import { ZaloError, type ZaloErrorKind } from '../../zalo-oa-sdk/errors.ts';
import type { OfficialAccount } from '../../zalo-oa-sdk/official-account.ts';
import {
  SendError,
  type Channel,
  type Template,
  type TemplateAbout,
  type TemplateSent,
} from '../channel.ts';
import { namesNobody, sending } from './errors.ts';
import { sentAs } from './sending.ts';

type SendTemplate = NonNullable<Channel['sendTemplate']>;

export type TemplateDeps = {
  account: OfficialAccount;
  business: Business;
  now: () => Date;
  /** Reaches administrators of the account only, and works before a template is approved. */
  development: boolean;
};

const otherWay: readonly ZaloErrorKind[] = [
  'unreachable',
  'not_found',
  'not_following',
  'window_closed',
  'template_rejected',
];

const isOtherWay = (error: unknown): boolean =>
  error instanceof ZaloError &&
  !error.mayHaveActed &&
  (otherWay.includes(error.kind) || (error.kind === 'bad_request' && namesNobody(error)));

/** As Zalo wants it: 84 in front, digits only. */
const phoneOf = (written: string): string => {
  const digits = written.replace(/\D/gu, '');
  return digits.startsWith('0') ? `84${digits.slice(1)}` : digits;
};

const trackingIdOf = (key: string): string => createHash('sha256').update(key).digest('base64url');

const composed = (data: Template['data']): Record<string, string> =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [name, value.normalize('NFC')]));

export const createSendTemplate = ({
  account,
  business,
  now,
  development,
}: TemplateDeps): SendTemplate => {
  const toPhone = async (
    template: Pick<ZaloPhoneTemplate, 'templateId' | 'data'>,
    { phone, key }: NonNullable<Template['byPhone']>,
  ): Promise<TemplateSent> => {
    const { messageId, remainingQuota } = await business.sendTemplate({
      ...template,
      phone: phoneOf(phone),
      trackingId: trackingIdOf(key),
      ...(development ? { development } : {}),
    });
    const left = remainingQuota === undefined ? {} : { remaining: remainingQuota };
    return { providerId: messageId ?? 'unknown', billed: !development, ...left, by: 'phone' };
  };

  return (address, { templateId, data, byPhone }) =>
    sending(now, async () => {
      const template = { templateId, data: composed(data) };
      if (address !== undefined) {
        try {
          return { ...sentAs(await account.sendTemplate(address, template)), by: 'user' };
        } catch (error) {
          if (!byPhone || !isOtherWay(error)) throw error;
        }
      }
      if (!byPhone) throw new SendError('unreachable', 'zalo: neither an id nor a phone');
      return toPhone(template, byPhone);
    });
};

const unknownKinds: readonly ZaloErrorKind[] = ['not_found', 'template_rejected', 'bad_request'];

const aboutOf = (template: ZaloTemplate, development: boolean): TemplateAbout => {
  const { templateId, name = '', status, reason, parameters, priceByUser, priceByPhone } = template;
  return {
    templateId,
    name,
    approved: status === 'ENABLE',
    ...(reason === undefined ? {} : { reason }),
    ...(development && status === 'PENDING_REVIEW' ? { development } : {}),
    params: parameters.map(({ name: param, required, minLength, maxLength }) => ({
      name: param,
      required,
      ...(minLength === undefined ? {} : { minLength }),
      ...(maxLength === undefined ? {} : { maxLength }),
    })),
    ...(priceByUser === undefined ? {} : { priceByUser }),
    ...(priceByPhone === undefined ? {} : { priceByPhone }),
  };
};

/** What Zalo says about a template; undefined when it knows none of this id. */
export const createAboutTemplate =
  ({ business, now, development }: Omit<TemplateDeps, 'account'>) =>
  (templateId: string): Promise<TemplateAbout | undefined> =>
    sending(now, async () => {
      try {
        return aboutOf(await business.template(templateId), development);
      } catch (error) {
        if (error instanceof ZaloError && unknownKinds.includes(error.kind)) return undefined;
        throw error;
      }
    });
