import type { Me, MyPost } from '../../../src/domain/views.ts';
import type { PlanReminder, ReportUpReminder, WaveView } from '../../../src/domain/reminders.ts';
import type { World } from '../play.ts';

const deadline: PlanReminder['deadline'] = {
  year: 2027,
  opens: '01/09/2026',
  dueBefore: '15/10/2026',
  lastDay: '14/10/2026',
  lateUntil: '31/12/2026',
  daysLeft: 7,
  phase: 'open',
};

const plan = (over: Partial<PlanReminder> = {}): PlanReminder => ({
  about: 'plan',
  unitId: 'u-thpt',
  unitName: 'Đoàn trường THPT Hoa Mẫu',
  year: 2027,
  state: 'drafting',
  itemsFilled: 7,
  itemsTotal: 15,
  returned: 0,
  deadline,
  inTime: false,
  ...over,
});

const reportUp: ReportUpReminder = {
  about: 'report_up',
  unitId: 'u-phuong',
  unitName: 'Đoàn phường Hoa Mẫu',
  year: 2027,
  dueBefore: '25/10/2026',
  lastDay: '24/10/2026',
  daysLeft: 17,
  units: 12,
  missing: 5,
};

const post = (over: Partial<MyPost>): MyPost => ({
  postId: 'q1',
  role: 'secretary',
  unitId: 'u-thpt',
  unitName: 'Đoàn trường THPT Hoa Mẫu',
  kind: 'truong_hoc',
  registers: true,
  reviews: false,
  oversees: false,
  admin: false,
  ...over,
});

const superiorPost = post({
  postId: 'q2',
  role: 'cadre',
  unitId: 'u-phuong',
  unitName: 'Đoàn phường Hoa Mẫu',
  kind: 'dia_ban',
  registers: false,
  reviews: true,
});

const me = (...posts: MyPost[]): (() => Me) => {
  const person = { id: 'p1', name: 'Nguyễn Văn Mẫu' };
  return () => ({ person, posts });
};

const at = '2026-10-08T08:00:00+07:00';
const snooze = [
  { choice: 'tomorrow', at },
  { choice: 'monday', at: '2026-10-12T08:00:00+07:00' },
] as const;

/** A secretary on T-7, who may snooze once. */
export const remindedWorld = (): World => {
  let snoozed = false;
  return {
    now: '2026-10-07T19:00:00+07:00',
    reads: {
      me: me(post({})),
      'remind.mine': () => ({
        open: [{ section: plan(), next: '10/10/2026' }],
        done: [],
        snooze,
        ...(snoozed ? { snoozedUntil: at } : {}),
      }),
    },
    runs: {
      'reminder.snooze': ({ choice }) => {
        if (choice === 'afternoon') return { refused: { code: 'snooze_too_late' } };
        snoozed = true;
        return { done: { at } };
      },
    },
  };
};

/** One unit is done, of another two tasks came back. */
export const remindedDoneWorld = (): World => ({
  now: '2026-10-16T09:00:00+07:00',
  reads: {
    me: me(post({})),
    'remind.mine': () => ({
      open: [
        {
          section: plan({ state: 'returned', returned: 2, inTime: true, unitName: 'Đoàn xã Mẫu' }),
        },
        {
          section: plan({ unitId: 'u-xa', deadline: { ...deadline, daysLeft: -2, phase: 'late' } }),
        },
      ],
      done: [{ unitName: 'Chi đoàn Mẫu', year: 2027 }],
      snooze: [],
    }),
  },
  runs: {},
});

/** Nobody to remind of anything. */
export const remindIdleWorld = (): World => ({
  now: '2026-06-01T09:00:00+07:00',
  reads: {
    me: me(superiorPost),
    'remind.mine': () => ({ open: [], done: [], snooze: [] }),
    'remind.wave': () => null,
  },
  runs: {},
});

export const remindNoPostWorld = (): World => ({
  now: '2026-06-01T09:00:00+07:00',
  reads: { me: me() },
  runs: {},
});

/** The same where many have been silent on Zalo: some of it costs, some of it waits. */
export const zaloWaveWorld = (): World => {
  const world = waveWorld();
  const view = world.reads['remind.wave'];
  return {
    ...world,
    reads: {
      ...world.reads,
      'remind.wave': (query) => {
        const seen = view?.(query) ?? null;
        if (!seen) return null;
        if (seen.last) return { ...seen, last: { ...seen.last, waiting: 88, parked: 12 } };
        const cost = { free: 100, paid: 120, templateUser: 80, templatePhone: 0, other: 0 };
        return {
          ...seen,
          cost: { ...cost, parked: 12, userPrice: 560, total: 51_400, more: false },
        };
      },
    },
  };
};

/** Templates whose price nobody knows, and some who are written to elsewhere. */
export const openPriceWorld = (): World => {
  const world = waveWorld();
  const view = world.reads['remind.wave'];
  return {
    ...world,
    reads: {
      ...world.reads,
      'remind.wave': (query) => {
        const seen = view?.(query);
        if (!seen) return null;
        const cost = { free: 0, paid: 2, templateUser: 300, templatePhone: 4, other: 6, parked: 0 };
        return { ...seen, cost: { ...cost, phonePrice: 800, total: 3_310, more: true } };
      },
    },
  };
};

/** A superior who may write to all the units that have not sent. */
export const waveWorld = (): World => {
  let paused: boolean | undefined;
  const view = (): WaveView => ({
    unitId: 'u-phuong',
    unitName: 'Đoàn phường Hoa Mẫu',
    year: 2027,
    deadline,
    at,
    people: paused === undefined ? 312 : 0,
    units: { none: 180, drafting: 120, returned: 12 },
    unreachable: 14,
    remindedAlready: paused === undefined ? 3 : 315,
    unjoined: 9,
    ...(paused === undefined
      ? {}
      : {
          last: {
            waveId: 'w1',
            at: '2026-10-07T19:00:00+07:00',
            people: 312,
            sent: 200,
            waiting: 100,
            failed: 4,
            dropped: 8,
            parked: 0,
            paused,
          },
        }),
  });
  return {
    now: '2026-10-07T19:00:00+07:00',
    reads: {
      me: me(superiorPost),
      'remind.mine': () => ({
        open: [{ section: reportUp, next: '10/10/2026' }],
        done: [],
        snooze,
      }),
      'remind.wave': view,
    },
    runs: {
      'wave.start': () => {
        paused = false;
        return { done: { waveId: 'w1', people: 312, at } };
      },
      'wave.pause': (command) => {
        paused = command.paused;
        return { done: { paused } };
      },
    },
  };
};
