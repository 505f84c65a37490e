import { registrationStates } from '../../src/domain/registration.ts';
import { shorten } from '../../src/domain/text.ts';
import type { Counts, DeadlineView } from '../../src/domain/views.ts';
import { text, type Text } from '../../src/dialog/message.ts';
import { stateText } from '../talking/words.ts';

const longestName = 110;

/** A long name among other names of a list; where one stands alone it is written in full. */
export const listName = (name: string): string => shorten(name, longestName);

const phases: Readonly<Record<DeadlineView['phase'], string>> = {
  early: 'report.deadline_early',
  open: 'report.deadline_open',
  late: 'report.deadline_late',
  closed: 'report.deadline_closed',
};

/** The deadline as in the guidance, with its last day, and what it means today. */
export const deadlineText = ({ phase, daysLeft, ...days }: DeadlineView): Text =>
  text(phases[phase], { ...days, count: daysLeft });

/** So many units, so many sent, late, missing. */
export const countsText = ({ units, sent, late, missing }: Counts): Text =>
  text(late > 0 ? 'report.counts_late' : 'report.counts', { units, sent, late, missing });

/** Only the states that there are. */
export const statesText = ({ byState }: Counts): Text =>
  text('report.states', {
    states: registrationStates
      .filter((state) => byState[state] > 0)
      .map((state) =>
        text('report.state_count', { state: stateText(state), count: byState[state] }),
      ),
  });

/** A name and its counts in one line. */
export const namedCounts = (name: string, { units, sent, missing }: Counts): Text =>
  text('report.named', { name: listName(name), units, sent, missing });

/** At most so many lines, and how many there are besides. */
export const capped = <T>(all: readonly T[], most: number, line: (one: T) => Text): Text[] => {
  const hidden = all.length - most;
  return [
    ...all.slice(0, most).map(line),
    ...(hidden > 0 ? [text('report.and_more', { count: hidden })] : []),
  ];
};
