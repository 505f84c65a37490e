import { ApiError } from './api.js';
import { dateOf, dayOf, instantOf, timeOf, weekdayOf } from './dates.js';
import { el, icon } from './dom.js';
import { field, openSheet } from './sheet.js';
import { tell, tellError } from './toast.js';

const steps = [
  ['PT1H', '+1 giờ'],
  ['P1D', '+1 ngày'],
  ['P1W', '+1 tuần'],
];

const askDay = (now, move) =>
  openSheet({
    title: 'Chuyển đồng hồ đến ngày',
    lead: 'Đồng hồ chỉ đi tới. Mọi việc đến hạn trên đường đi được chạy theo thứ tự.',
    fields: el(
      'div',
      { class: 'pair' },
      field(
        'Ngày/tháng/năm',
        el('input', {
          name: 'day',
          required: true,
          value: dateOf(now),
          autocomplete: 'off',
          inputmode: 'numeric',
        }),
      ),
      field(
        'Giờ',
        el('input', { name: 'hour', required: true, value: '08:00', autocomplete: 'off' }),
      ),
    ),
    action: 'Chuyển',
    async run({ day, hour }) {
      const to = instantOf(day, hour);
      if (!to) throw new ApiError('date');
      if (new Date(to) < now) throw new ApiError('past');
      await move({ now: to });
    },
  });

const createFace = () => {
  const time = el('b', { class: 'clock-time' });
  const weekday = el('span', { class: 'clock-weekday' });
  const date = el('span');
  const node = el(
    'button',
    {
      type: 'button',
      class: 'clock-face',
      'aria-expanded': 'false',
      'aria-controls': 'clock-steps',
    },
    icon('clock'),
    time,
    el('span', { class: 'clock-day' }, weekday, date),
    icon('open'),
  );
  return {
    node,
    show(now) {
      time.textContent = timeOf(now);
      weekday.textContent = `${weekdayOf(now)}, `;
      date.textContent = dateOf(now);
      node.setAttribute('aria-label', `Đồng hồ mô phỏng: ${timeOf(now)}, ${dayOf(now)}`);
    },
  };
};

/** The simulated clock: it ticks by itself and jumps when told. */
export const createClock = (root, { api, moved }) => {
  const face = createFace();
  const row = el('div', {
    class: 'clock-steps',
    id: 'clock-steps',
    role: 'group',
    'aria-label': 'Chỉnh đồng hồ',
  });
  let offset = 0;

  const now = () => new Date(Date.now() + offset);
  const draw = () => face.show(now());
  const set = (at) => {
    offset = new Date(at).getTime() - Date.now();
    draw();
  };
  const busy = (isBusy) => {
    root.toggleAttribute('aria-busy', isBusy);
    for (const button of row.children) button.disabled = isBusy;
  };
  const move = async (body) => {
    busy(true);
    try {
      set((await api.moveClock(body)).now);
    } finally {
      busy(false);
    }
    tell(`Đồng hồ: ${timeOf(now())}, ${dayOf(now())}. Các việc đến hạn đã chạy.`);
    moved();
  };
  const step = async (advance) => {
    try {
      await move({ advance });
    } catch (error) {
      tellError(error, () => step(advance));
    }
  };

  row.append(
    ...steps.map(([advance, words]) =>
      el('button', { type: 'button', onclick: () => step(advance) }, words),
    ),
    el('button', { type: 'button', onclick: () => askDay(now(), move) }, 'Đến ngày…'),
  );
  face.node.addEventListener('click', () => {
    const isOpen = root.classList.toggle('open');
    face.node.setAttribute('aria-expanded', String(isOpen));
  });
  root.append(face.node, row);
  setInterval(draw, 1000);
  return { read: async () => set((await api.clock()).now) };
};
