/** The same news in a few words, for people whom only an approved template reaches. */
import type { NoticeBody } from '../../src/domain/notices.ts';
import { leadingSection, outsideNews } from '../../src/domain/outside-words.ts';
import type { OutsideValue, OutsideWords } from '../../src/domain/outside.ts';
import type { PlanReminder, ReminderSection } from '../../src/domain/reminders.ts';

/** How things stand, and what to do next. */
type Said = { status: OutsideValue; next: OutsideValue };

const value = (key: string, params?: Readonly<Record<string, string | number>>): OutsideValue =>
  params ? { key, params } : { key };

const none = value('brief.none');
const plan = value('brief.next_plan');
const review = value('brief.next_review');
const report = value('brief.next_report');
const invite = value('brief.next_invite');
const units = value('brief.next_units');
const help = value('brief.next_help');

const planStatus = ({ state, returned, deadline, ...filled }: PlanReminder): OutsideValue => {
  if (state === 'returned') return value('brief.plan_returned', { count: returned });
  if (deadline.daysLeft < 0) return value('brief.plan_over');
  if (state === 'none') return value('brief.plan_none');
  return value('brief.plan_drafting', { filled: filled.itemsFilled, total: filled.itemsTotal });
};

const ofSection = (section: ReminderSection): Said => {
  switch (section.about) {
    case 'plan':
      return { status: planStatus(section), next: plan };
    case 'report_up': {
      const sent = section.units - section.missing;
      return { status: value('brief.report', { sent, units: section.units }), next: report };
    }
    case 'silent':
      return { status: value('brief.silent', { count: section.names.length }), next: report };
    case 'review':
      return { status: value('brief.review', { tasks: section.tasks }), next: review };
  }
};

type Told = Extract<
  NoticeBody,
  { name: 'plan_sent' | 'review_closed' | 'join_decided' | 'join_nudge' }
>;

const withFigures = (body: Told): Said => {
  switch (body.name) {
    case 'plan_sent':
      return { status: value('brief.plan_sent', { tasks: body.tasks }), next: review };
    case 'review_closed': {
      const { approved, returned } = body;
      const key = returned > 0 ? 'brief.some_returned' : 'brief.all_approved';
      return { status: value(key, { approved, returned }), next: plan };
    }
    case 'join_decided':
      return {
        status: value(body.accepted ? 'brief.join_accepted' : 'brief.join_rejected'),
        next: help,
      };
    case 'join_nudge':
      return { status: value('brief.join_nudge', { count: body.count }), next: invite };
  }
};

const plainly = (status: string, next: OutsideValue): Said => ({ status: value(status), next });

const fixed: Readonly<Partial<Record<NoticeBody['name'], Said>>> = {
  report_sent_up: plainly('brief.report_sent_up', report),
  join_requested: plainly('brief.join_requested', invite),
  deadline_moved: plainly('brief.deadline_moved', plan),
  behalf_asked: plainly('brief.behalf_asked', plan),
  follow_changed: plainly('brief.follow_changed', units),
  post_handed_over: plainly('brief.handed_over', units),
  member_unreachable: plainly('brief.unreachable', help),
  member_unsent: plainly('brief.unreachable', help),
  channel_trouble: plainly('brief.trouble', help),
  template_trial: plainly('brief.trial', value('brief.next_trial')),
};

const saidBy = (body: NoticeBody): Said | undefined => {
  switch (body.name) {
    case 'reminder': {
      const section = leadingSection(body);
      return section && ofSection(section);
    }
    case 'plan_sent':
    case 'review_closed':
    case 'join_decided':
    case 'join_nudge':
      return withFigures(body);
    default:
      return fixed[body.name];
  }
};

/** Undefined for what is not worth a template. `person`: the reader's own name. */
export const outsideWords = (
  body: NoticeBody,
  person: string | undefined,
): OutsideWords | undefined => {
  const news = outsideNews(body);
  const said = saidBy(body);
  if (!news || !said) return undefined;
  const { kind, unit, year, deadline, daysLeft } = news;
  const orNone = (words: string | undefined): OutsideValue => (words ? { raw: words } : none);
  return {
    kind,
    values: {
      person: orNone(person),
      unit: orNone(unit),
      year: orNone(year),
      deadline: orNone(deadline),
      days_left: orNone(daysLeft === undefined ? undefined : String(Math.max(0, daysLeft))),
      ...said,
    },
  };
};
