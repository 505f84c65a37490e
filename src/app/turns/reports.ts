import type { ChannelReport } from '../../channels/channel.ts';
import type { Notice } from '../../domain/notices.ts';
import { templateReported } from '../../domain/outside-decisions.ts';
import { presentSeason } from '../queries/settings-queries.ts';
import type { Desk } from './desk.ts';

/** What follows from what a vendor tells of itself. A reply under a template has become its sender's own word before. */
export const hearReport = async (desk: Desk, report: ChannelReport): Promise<readonly Notice[]> => {
  if (report.about === 'reply') return [];
  const { uow, now, channel } = desk;
  const reported = templateReported(await presentSeason(desk), report, now);
  if (reported.season) uow.put('season', reported.season);
  for (const line of reported.audit) uow.audit({ ...line, at: now, channel });
  return reported.notices;
};
