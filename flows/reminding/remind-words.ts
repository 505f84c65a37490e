import { dayOf, formatDay, formatTime, weekday } from '../../src/domain/dates.ts';
import type { Iso } from '../../src/domain/ids.ts';
import { text, type Param } from '../../src/dialog/message.ts';

/** "08:00", "Thứ Sáu" and "09/10/2026". */
export const momentParams = (at: Iso): Record<'time' | 'weekday' | 'day', Param> => {
  const instant = new Date(at);
  const day = dayOf(instant);
  return {
    time: formatTime(instant),
    weekday: text(`remind.weekday.${weekday(day)}`),
    day: formatDay(day),
  };
};
