import { blank, text, type Choice, type Message, type Text } from '../../src/dialog/message.ts';
import type {
  PlanReminder,
  ReminderBody,
  ReminderSection,
  ReportUpReminder,
  ReviewReminder,
  SilentReminder,
} from '../../src/domain/reminders.ts';
import type { SnoozeChoice } from '../../src/domain/snooze.ts';
import { opens, planIntent } from '../talking/buttons.ts';
import { superiorReport } from '../reporting/report-intents.ts';

/** One screen of a phone. */
const mostPlans = 3;
const mostNames = 6;

const stateText = ({ state, itemsFilled: filled, itemsTotal: total }: PlanReminder): Text =>
  state === 'none' ? text('remind.state_none') : text('remind.state_drafting', { filled, total });

const returnedLines = ({ year, unitName: unit, returned, inTime }: PlanReminder): Text[] => [
  text('remind.plan_returned', { year, unit, count: returned }),
  text(inTime ? 'remind.returned_in_time' : 'remind.returned_again'),
];

const daysKey = (days: number): string => {
  if (days === 0) return 'remind.plan_today';
  return days === 1 ? 'remind.plan_tomorrow' : 'remind.plan_days';
};

/** The same words in a reminder and where somebody asks what they will be reminded of. */
export const planLines = (plan: PlanReminder): Text[] => {
  const { year, unitName: unit, deadline, state } = plan;
  const { dueBefore: due, lastDay: last, lateUntil: until, daysLeft: days } = deadline;
  if (state === 'returned') return returnedLines(plan);
  if (days < 0) {
    return [
      text('remind.plan_over', { year, unit, last }),
      stateText(plan),
      text('remind.plan_late', { until }),
    ];
  }
  return [
    text(daysKey(days), { year, unit, days }),
    stateText(plan),
    text('remind.plan_due', { due, last }),
  ];
};

export const reportLines = (report: ReportUpReminder): Text[] => {
  const { year, unitName: unit, dueBefore: due, lastDay: last, daysLeft: days } = report;
  const key =
    days > 0 ? 'remind.report_days' : days === 0 ? 'remind.report_today' : 'remind.report_over';
  const { units, missing } = report;
  return [
    text(key, { year, unit, days, due, last }),
    text('remind.report_units', { sent: units - missing, units }),
  ];
};

const silentLines = (silent: SilentReminder): Text[] => {
  const { unitName: unit, year, daysLeft: days, dueBefore: due, names, unreachable } = silent;
  const about = { count: names.length, unit, year, days, due };
  const more = names.length - mostNames;
  return [
    text(days > 0 ? 'remind.silent_days' : 'remind.silent_today', about),
    ...names.slice(0, mostNames).map((name) => text('remind.silent_unit', { name })),
    ...(more > 0 ? [text('remind.silent_more', { count: more })] : []),
    ...(unreachable > 0 ? [text('remind.silent_unreachable', { count: unreachable })] : []),
  ];
};

const reviewLines = ({ unitName: unit, units, tasks, days, years }: ReviewReminder): Text[] => [
  text('remind.review', { units, tasks, days, unit, years: years.join(', ') }),
];

const linesOf = (section: ReminderSection): Text[] => {
  switch (section.about) {
    case 'plan':
      return planLines(section);
    case 'silent':
      return silentLines(section);
    case 'review':
      return reviewLines(section);
    case 'report_up':
      return reportLines(section);
  }
};

const planButton = (plan: PlanReminder, only: boolean): Choice => {
  const { state, unitName: unit } = plan;
  const intent = planIntent(plan);
  if (state === 'returned' && only)
    return opens('remind.fix', { ...intent, action: 'fix' }, { tone: 'primary' });
  return only
    ? opens('remind.open_plan', intent, { tone: 'primary' })
    : opens('remind.open_unit', intent, { params: { unit } });
};

export const sectionButton = (section: ReminderSection, only: boolean): Choice => {
  switch (section.about) {
    case 'plan':
      return planButton(section, only);
    case 'silent':
      return opens('remind.see_units', superiorReport(section.unitId, section.year));
    case 'review':
      return opens('remind.review_now', { action: 'queue', subject: section.postId });
    case 'report_up':
      return opens('remind.see_report', { action: 'report' });
  }
};

const laterKeys: Readonly<Record<SnoozeChoice, string>> = {
  afternoon: 'remind.later_afternoon',
  tomorrow: 'remind.later_tomorrow',
  monday: 'remind.later_monday',
};

export const snoozeButtons = (snooze: ReminderBody['snooze']): Choice[] =>
  snooze.map(({ choice }) => ({
    ...opens(laterKeys[choice], { action: 'snooze', subject: choice }),
    narrow: true,
  }));

/** All that is due to one person on one day. */
export const reminderMessage = ({ sections, snooze, again }: ReminderBody): Message => {
  const plans = sections.filter(({ about }) => about === 'plan');
  const left = plans.slice(mostPlans);
  const shown = sections.filter((section) => !left.includes(section));
  const only = plans.length === 1;
  return {
    lines: [
      ...(again ? [text('remind.again')] : []),
      ...shown.flatMap((section, index) => [...(index > 0 ? [blank] : []), ...linesOf(section)]),
      ...(left.length > 0 ? [text('remind.plans_more', { count: left.length })] : []),
    ],
    choices: [...shown.map((section) => sectionButton(section, only)), ...snoozeButtons(snooze)],
  };
};
