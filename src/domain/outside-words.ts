/** What of a notice or reminder is worth a template, and the figures that it shows. */
import type { NoticeBody } from './notices.ts';
import type { OutsideKind } from './outside.ts';
import type { ReminderBody, ReminderSection } from './reminders.ts';

/** `deadline` as dd/mm/yyyy. What is absent does not apply. */
export type OutsideNews = {
  kind: OutsideKind;
  unit?: string;
  year?: string;
  deadline?: string;
  daysLeft?: number;
};

type Name = NoticeBody['name'];

/** The rest changes nothing for its reader, and waits without cost. A reminder is told by what it says first. */
const kinds: Readonly<Partial<Record<Exclude<Name, 'reminder'>, OutsideKind>>> = {
  plan_sent: 'to_review',
  report_sent_up: 'to_review',
  review_closed: 'review_result',
  join_requested: 'notice',
  join_decided: 'notice',
  join_nudge: 'notice',
  deadline_moved: 'notice',
  behalf_asked: 'notice',
  follow_changed: 'notice',
  post_handed_over: 'notice',
  member_unreachable: 'notice',
  member_unsent: 'notice',
  channel_trouble: 'notice',
  template_changed: 'notice',
};

const order: readonly ReminderSection['about'][] = ['plan', 'report_up', 'silent', 'review'];

/** Of all that one reminder says, what has a deadline of the reader's own, then that of others. */
export const leadingSection = ({
  sections,
}: Pick<ReminderBody, 'sections'>): ReminderSection | undefined =>
  order.flatMap((about) => sections.find((section) => section.about === about) ?? [])[0];

const ofSection = (section: ReminderSection): OutsideNews => {
  const { unitName: unit } = section;
  switch (section.about) {
    case 'plan': {
      const { lastDay: deadline, daysLeft } = section.deadline;
      return { kind: 'reminder', unit, year: String(section.year), deadline, daysLeft };
    }
    case 'report_up': {
      const { lastDay: deadline, daysLeft } = section;
      return { kind: 'reminder', unit, year: String(section.year), deadline, daysLeft };
    }
    case 'silent': {
      const { year, lastDay: deadline, daysLeft } = section;
      return { kind: 'reminder', unit, year: String(year), deadline, daysLeft };
    }
    case 'review':
      return { kind: 'to_review', unit, year: section.years.join(', ') };
  }
};

type Trial = Extract<NoticeBody, { name: 'template_trial' }>;

const ofTrial = ({ trial, unitName: unit, year, lastDay, daysLeft }: Trial): OutsideNews => ({
  kind: trial.template.kind,
  unit,
  ...(year === undefined ? {} : { year: String(year) }),
  ...(lastDay === undefined ? {} : { deadline: lastDay }),
  ...(daysLeft === undefined ? {} : { daysLeft }),
});

/** Undefined for what is not worth a template. */
export const outsideNews = (body: NoticeBody): OutsideNews | undefined => {
  if (body.name === 'reminder') {
    const section = leadingSection(body);
    return section && ofSection(section);
  }
  if (body.name === 'template_trial') return ofTrial(body);
  const kind = kinds[body.name];
  return (
    kind && {
      kind,
      ...('unitName' in body ? { unit: body.unitName } : {}),
      ...('year' in body ? { year: String(body.year) } : {}),
      ...(body.name === 'deadline_moved' ? { deadline: body.after.lastDay } : {}),
    }
  );
};
