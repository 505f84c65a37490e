/** Templates of the vendor's: entered by an office, and what the vendor reports of them later. */
import { maySetOutside } from './access.ts';
import { note } from './audit-actions.ts';
import type { CommandOf, CommandResult } from './commands.ts';
import { actingPost, refuse, type DecideContext } from './decide.ts';
import type { AuditNote, Decided, Notice, NoticeBody } from './notices.ts';
import { outsideFields, outsideKinds, type OutsideKind, type OutsideTemplate } from './outside.ts';
import { isTemplateId, withOutside, type OutsideEdit } from './outside-templates.ts';
import { seasonId, type Season } from './season.ts';

const isSound = ({ kind, entry }: OutsideEdit): boolean =>
  outsideKinds.includes(kind) &&
  (entry === undefined ||
    (isTemplateId(entry.templateId) &&
      entry.params.every(
        ({ field, maxLength }) => outsideFields.includes(field) && maxLength > 0,
      )));

const noteOf = (templates: Season['outside'], { kind, entry }: OutsideEdit): AuditNote => {
  const before = templates?.find((one) => one.kind === kind)?.templateId ?? '';
  return note(entry ? 'outside.set' : 'outside.removed', {
    subject: seasonId,
    before: { kind, templateId: before },
    after: { kind, templateId: entry?.templateId ?? '' },
  });
};

/** Some templates over those that are there; undefined when one of them cannot be. */
export const editOutside = (
  season: Season,
  edits: readonly OutsideEdit[],
  now: Date,
): { outside: readonly OutsideTemplate[]; audit: readonly AuditNote[] } | undefined =>
  edits.every(isSound)
    ? {
        outside: withOutside(season.outside ?? [], edits, now),
        audit: edits.map((edit) => noteOf(season.outside, edit)),
      }
    : undefined;

type Save = CommandOf<'settings.outside'>;

/** One template, saved only over what was shown. */
export const saveOutside = (
  ctx: DecideContext,
  season: Season,
  { as, rev, kind, entry }: Save,
): Decided<{ season: Season }, CommandResult<Save>> => {
  const post = actingPost(ctx, as);
  if (!post || !maySetOutside(post)) return refuse('not_allowed');
  if (season.rev !== rev) return refuse('settings_changed');
  const edited = editOutside(season, [{ kind, ...(entry ? { entry } : {}) }], ctx.now);
  if (!edited) return refuse('invalid_field', { field: 'template' });
  return {
    changes: { season: { ...season, outside: edited.outside } },
    audit: edited.audit,
    notices: [],
    result: { kind },
  };
};

/** What the vendor tells of a template, or of how many may go out a day; values as the vendor writes them. */
export type TemplateReport =
  | {
      about: 'template';
      templateId: string;
      what: 'status' | 'quality' | 'quota';
      from?: string;
      to?: string;
      reason?: string;
    }
  | { about: 'allowance'; from?: string; to?: string };

export type Reported = {
  /** Absent when nothing is to be saved. */
  season?: Season;
  notices: readonly Notice[];
  audit: readonly AuditNote[];
};

const nothing: Reported = { notices: [], audit: [] };

const refusing: ReadonlySet<string> = new Set(['REJECT', 'DISABLE', 'DELETE']);

type Report = Extract<TemplateReport, { about: 'template' }>;
type Body = Extract<NoticeBody, { name: 'template_changed' }>;

const told = (body: Omit<Body, 'name'>): readonly Notice[] => [
  { to: { admins: true }, body: { name: 'template_changed', ...body } },
];

const aboutOf = ({ templateId, reason }: Report, kinds: readonly OutsideKind[]) => ({
  templateId,
  kinds,
  ...(reason === undefined || reason.trim() === '' ? {} : { reason: reason.trim() }),
});

/** The templates as the vendor's word leaves them; those of another id stay as they are. */
const marked = (
  templates: readonly OutsideTemplate[],
  { templateId }: Report,
  refusedAt: Date | undefined,
  now: Date,
): readonly OutsideTemplate[] =>
  templates.map((one) => {
    if (one.templateId !== templateId) return one;
    if (refusedAt) return { ...one, refusedAt };
    const { refusedAt: _refusedAt, ...others } = one;
    return { ...others, checkedAt: now };
  });

const statusNote = ({ templateId, from = '', to = '' }: Report): AuditNote =>
  note('outside.reported', {
    subject: seasonId,
    before: { templateId, status: from },
    after: { templateId, status: to },
  });

const ownOf = ({ outside = [] }: Season, { templateId }: Report): readonly OutsideTemplate[] =>
  outside.filter((one) => one.templateId === templateId);

const refused = (season: Season, report: Report, now: Date): Reported => {
  const own = ownOf(season, report);
  const kinds = own.map(({ kind }) => kind);
  const notices = told({ what: 'refused', ...aboutOf(report, kinds) });
  if (own.length === 0) return { ...nothing, notices };
  // Said again in other words: people have read it once, and its first day stands.
  if (own.every(({ refusedAt }) => refusedAt)) return nothing;
  const outside = marked(season.outside ?? [], report, now, now);
  return { season: { ...season, outside }, notices, audit: [statusNote(report)] };
};

const accepted = (season: Season, report: Report, now: Date): Reported => {
  const own = ownOf(season, report);
  if (own.length === 0) return nothing;
  const kinds = own.map(({ kind }) => kind);
  const outside = marked(season.outside ?? [], report, undefined, now);
  return {
    season: { ...season, outside },
    notices: told({ what: 'accepted', ...aboutOf(report, kinds) }),
    audit: [statusNote(report)],
  };
};

const statusReported = (season: Season, report: Report, now: Date): Reported => {
  const { to = '' } = report;
  if (refusing.has(to)) return refused(season, report, now);
  return to === 'ENABLE' ? accepted(season, report, now) : nothing;
};

const isLower = (from: string | undefined, to: string | undefined): boolean =>
  Number(to) < Number(from);

const templateReport = (season: Season, report: Report, now: Date): Reported => {
  if (report.what === 'status') return statusReported(season, report, now);
  const own = ownOf(season, report);
  const { from, to } = report;
  const bad = report.what === 'quality' ? to === 'LOW' : isLower(from, to);
  if (own.length === 0 || !bad) return nothing;
  const kinds = own.map(({ kind }) => kind);
  const figures = {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
  return {
    ...nothing,
    notices: told({ what: report.what, ...aboutOf(report, kinds), ...figures }),
  };
};

/**
 * What follows from a report: a template that may not be used is passed over until it may again, and whoever
 * looks after the program hears of what is worse than before.
 */
export const templateReported = (season: Season, report: TemplateReport, now: Date): Reported => {
  if (report.about === 'template') return templateReport(season, report, now);
  const { from, to } = report;
  if (from === undefined || to === undefined || !isLower(from, to)) return nothing;
  return { ...nothing, notices: told({ what: 'allowance', kinds: [], from, to }) };
};
