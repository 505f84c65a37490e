const zone = { timeZone: 'Asia/Ho_Chi_Minh' };
const timeShape = new Intl.DateTimeFormat('vi-VN', {
  ...zone,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const weekdayShape = new Intl.DateTimeFormat('vi-VN', { ...zone, weekday: 'long' });
const dateShape = new Intl.DateTimeFormat('en-GB', {
  ...zone,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});

export const timeOf = (at) => timeShape.format(new Date(at));
export const dateOf = (at) => dateShape.format(new Date(at));

export const weekdayOf = (at) => weekdayShape.format(new Date(at));

/** "Thứ Hai, 14/09/2026" */
export const dayOf = (at) => `${weekdayOf(at)}, ${dateOf(at)}`;

const dayShape = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;
const hourShape = /^(\d{1,2})(?:[:h](\d{2})?)?$/;

/** "15/10/2026" and "8:00" of Viet Nam as an ISO time; undefined when there is no such day or time. */
export const instantOf = (day, hour) => {
  const [, date, month, year] = dayShape.exec(day.trim()) ?? [];
  const [, hours, minutes = '00'] = hourShape.exec(hour.trim()) ?? [];
  if (!date || !hours || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const iso = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const at = new Date(`${iso}T${hours.padStart(2, '0')}:${minutes}:00+07:00`);
  return Number.isNaN(at.getTime()) || dateOf(at).split('/').reverse().join('-') !== iso
    ? undefined
    : at.toISOString();
};

export const sizeOf = (bytes) => {
  if (bytes < 1000) return `${bytes} byte`;
  const [unit, by] = bytes < 1_000_000 ? ['KB', 1000] : ['MB', 1_000_000];
  return `${(bytes / by).toLocaleString('vi-VN', { maximumFractionDigits: 1 })} ${unit}`;
};
