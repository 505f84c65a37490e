import { createHash } from 'node:crypto';
import type { Business, ZaloPhoneTemplate } from '../../zalo-oa-sdk/business.ts';
import { ZaloError, type ZaloErrorKind } from '../../zalo-oa-sdk/errors.ts';
import type { OfficialAccount } from '../../zalo-oa-sdk/official-account.ts';
import { SendError, type Sent } from '../channel.ts';
import { namesNobody, sending } from './errors.ts';
import { sentAs } from './sending.ts';

/** An approved ZBS template, for whoever has been silent for too long; from 06:00 to 21:59, which the caller sees to. */
export type Template = {
  templateId: string;
  data: Readonly<Record<string, string>>;
  /** The second way: `key` is the caller's own name of this message, and does not leave the house as it is. */
  byPhone?: { phone: string; key: string; development?: true };
};

export type TemplateSent = Sent & { by: 'user' | 'phone' };

/**
 * To the person by their id, or by phone where that way is shut or none is known. Whoever has refused messages is
 * not asked a second time, and nothing goes the second way while it may have arrived by the first.
 */
export type SendTemplate = (
  address: string | undefined,
  template: Template,
) => Promise<TemplateSent>;

export type TemplateDeps = { account: OfficialAccount; business: Business; now: () => Date };

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

export const createSendTemplate = ({ account, business, now }: TemplateDeps): SendTemplate => {
  const toPhone = async (
    template: Pick<ZaloPhoneTemplate, 'templateId' | 'data'>,
    { phone, key, development }: NonNullable<Template['byPhone']>,
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
