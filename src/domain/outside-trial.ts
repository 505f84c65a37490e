/** "Gửi thử": one message by a template to whoever looks after it, before others get any. */
import { maySetOutside } from './access.ts';
import { note } from './audit-actions.ts';
import type { CommandOf, CommandResult } from './commands.ts';
import { deadlineView, yearToRegister } from './deadlines.ts';
import { actingPost, refuse, type DecideContext, type Refused } from './decide.ts';
import { templateOpening } from './message-ways.ts';
import type { Decided, NoticeBody } from './notices.ts';
import type { Account } from './organisation.ts';
import type { OutsideTemplate, OutsideTrial } from './outside.ts';
import { seasonId, type Season } from './season.ts';

type Try = CommandOf<'outside.try'>;
type Body = Extract<NoticeBody, { name: 'template_trial' }>;

/** Where it can go. */
export type TrialPlace = {
  /** Some channel carries templates. */
  offered: boolean;
  /** The asker's own on such a channel. */
  account?: Pick<Account, 'id' | 'phone'> | undefined;
  /** That channel tries templates by phone. */
  byPhone?: boolean | undefined;
  /** The chat of the asker. */
  askedAt: string;
};

type Ready = { account: NonNullable<TrialPlace['account']>; place: TrialPlace };

const readyAt = (place: TrialPlace): Ready | Refused => {
  const { offered, account, byPhone } = place;
  if (!offered) return refuse('trial_zalo_only');
  if (!account) return refuse('trial_no_chat');
  return byPhone && !account.phone ? refuse('trial_no_phone') : { account, place };
};

/** The registering year and its last day, as the asker would be reminded of them. */
const sampleOf = ({
  programme,
  now,
}: DecideContext): Pick<Body, 'year' | 'lastDay' | 'daysLeft'> => {
  const found = programme && yearToRegister(programme, now, () => false);
  if (!programme || !found || 'outside' in found) return {};
  const { year } = found;
  const { lastDay, daysLeft } = deadlineView(programme, year, now);
  return { year, lastDay, daysLeft };
};

const trialOf = (
  { kind, templateId, params, priceByUser, priceByPhone }: OutsideTemplate,
  { byPhone, askedAt }: TrialPlace,
): OutsideTrial => ({
  template: {
    kind,
    templateId,
    params,
    ...(priceByUser === undefined ? {} : { priceByUser }),
    ...(priceByPhone === undefined ? {} : { priceByPhone }),
  },
  ...(byPhone ? { byPhone } : {}),
  askedAt,
});

const trying = (
  ctx: DecideContext,
  template: OutsideTemplate,
  unitName: string,
  { account, place }: Ready,
): Decided<Record<string, never>, CommandResult<Try>> => {
  const { kind, templateId } = template;
  const trial = trialOf(template, place);
  const body: Body = { name: 'template_trial', trial, unitName, ...sampleOf(ctx) };
  const opening = templateOpening(ctx.now);
  return {
    changes: {},
    audit: [note('outside.tried', { subject: seasonId, after: { kind, templateId } })],
    notices: [{ to: { account: account.id }, body }],
    result: { kind, ...(opening > ctx.now ? { at: opening.toISOString() } : {}) },
  };
};

/** To the asker alone; a template that its vendor has refused is tried too, for the vendor's own words on it. */
export const tryOutside = (
  ctx: DecideContext,
  { outside = [] }: Season,
  place: TrialPlace,
  { as, kind }: Try,
): ReturnType<typeof trying> => {
  const post = actingPost(ctx, as);
  if (!post || !maySetOutside(post)) return refuse('not_allowed');
  const template = outside.find((one) => one.kind === kind);
  if (!template) return refuse('settings_changed');
  const ready = readyAt(place);
  if ('refused' in ready) return ready;
  return trying(ctx, template, ctx.tree.unit(post.unitId)?.name ?? '', ready);
};
