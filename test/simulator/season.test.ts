import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Bubble } from './phone.ts';
import { withProgram } from './with-program.ts';

type Timed = Bubble & { at: string };
type Explained = {
  persona: string;
  unit: string;
  milestone: string;
  rung: string | null;
  due: string | null;
  sent: string | null;
  reason: string;
};

const dayMs = 86_400_000;
const local = (at: string | Date): string =>
  new Date(new Date(at).getTime() + 7 * 3_600_000).toISOString();
const short = (iso: string): string => `${iso.slice(8, 10)}/${iso.slice(5, 7)}`;

/** What one message was about, by the words that only it has. */
const kinds: readonly [RegExp, string][] = [
  [/Đồng chí đã hẹn nhắc lại/u, 'hẹn'],
  [/còn \d+ ngày\.\nĐơn vị chưa|còn \d+ ngày\.\nĐã ghi|ngày mai là hạn cuối|⏰.*HÔM NAY/u, 'hạn'],
  [/cấp trên yêu cầu bổ sung/u, 'bổ sung'],
  [/Vẫn gửi được đến hết ngày 31\/12\/2026/u, 'quá hạn'],
  [/đơn vị của .* chưa gửi đăng ký/u, 'đơn vị'],
  [/chờ duyệt, lâu nhất/u, 'duyệt'],
  [/Báo cáo đăng ký năm 2027|Đã qua hạn báo cáo/u, 'báo cáo'],
];
const kindsOf = (text: string): string =>
  kinds
    .filter(([words]) => words.test(text))
    .map(([, kind]) => kind)
    .join('+');

/**
 * Written from the guidance by hand. Registration: last day Wednesday 14/10; T-3 is a Sunday and comes on
 * Saturday 10/10. Report up: last day Saturday 24/10; T-14 is a Saturday, T+1 a Sunday and comes on Monday 26/10.
 * Three plans wait for review all the time: every third day, on Monday when that is a Sunday.
 */
const expected: Readonly<Record<string, readonly string[]>> = {
  // sends on the evening of 08/10
  'bithu-1': ['14/09 hạn', '30/09 hạn', '07/10 hạn'],
  // asks on 07/10 to be reminded the next morning
  'bithu-2': [
    '14/09 hạn',
    '30/09 hạn',
    '07/10 hạn',
    '08/10 hẹn+hạn',
    '10/10 hạn',
    '13/10 hạn',
    '14/10 hạn',
    '15/10 quá hạn',
  ],
  // two tasks came back: in time for good, and still to be mended
  'bithu-3': ['14/09', '30/09', '07/10', '10/10', '13/10', '14/10', '15/10'].map(
    (day) => `${day} bổ sung`,
  ),
  'canbo-1': [
    '14/09 duyệt',
    '17/09 duyệt',
    '21/09 duyệt',
    '24/09 duyệt+báo cáo',
    '28/09 duyệt',
    '01/10 duyệt',
    '05/10 duyệt',
    '08/10 duyệt',
    // three days after T-7
    '10/10 đơn vị+báo cáo',
    '12/10 duyệt',
    '14/10 đơn vị',
    '15/10 duyệt',
    '17/10 báo cáo',
    '19/10 duyệt',
    '21/10 báo cáo',
    '22/10 duyệt',
    '23/10 báo cáo',
    '24/10 báo cáo',
    '26/10 duyệt+báo cáo',
  ],
  // the root owes no report, an administrator nothing at all
  'tinh-1': [],
  quantri: [],
};

describe('October, played in the simulator from 14/09 to 26/10', () => {
  const program = withProgram();
  const { api } = program;
  const explained = new Map<string, readonly Explained[]>();

  const texts = async (persona: string): Promise<Timed[]> =>
    (await api.get<Timed[]>(`/sim/api/personas/${persona}/messages?after=0`)).filter(
      ({ from }) => from === 'bot',
    );
  const why = (day: string, persona: string, milestone = 'registration'): string => {
    const found = explained
      .get(day)
      ?.find((one) => one.persona === persona && one.milestone === milestone);
    return `${found?.rung ?? '-'} ${found?.reason ?? 'absent'}`;
  };

  const sendPlan = async (): Promise<void> => {
    const secretary = api.phone('bithu-1');
    for (const code of ['1.1', '2.1', '3.1']) {
      await secretary.type('/dangky');
      await secretary.type(code);
      await secretary.press('task_new');
      await secretary.type(`Hoạt động của tiểu mục ${code}; 02 hoạt động; Quý II; Phó Bí thư`);
      await secretary.press('save');
    }
    await secretary.type('/dangky');
    await secretary.press('send');
    await secretary.press('yes');
  };
  /** What people do of an evening. */
  const evenings: Readonly<Record<string, () => Promise<unknown>>> = {
    '07/10': () => api.phone('bithu-2').press('Nhắc lại sáng mai'),
    '08/10': sendPlan,
  };

  beforeAll(async () => {
    const first = Date.parse('2026-09-14T20:00:00+07:00');
    for (let n = 0; n <= 42; n += 1) {
      const evening = new Date(first + n * dayMs);
      const day = short(local(evening));
      await api.post('/sim/api/clock', { now: evening.toISOString() });
      explained.set(day, await api.get('/sim/api/reminders/explain'));
      await evenings[day]?.();
    }
  }, 240_000);

  test.each(Object.keys(expected))('%s got these messages on these days', async (persona) => {
    const got = (await texts(persona)).flatMap(({ at, text }) => {
      const kind = kindsOf(text);
      const isMorning = local(at).slice(11, 16) < '19:00' || short(local(at)) === '14/09';
      return isMorning && kind ? [`${short(local(at))} ${kind}`] : [];
    });
    expect(got).toEqual(expected[persona]);
  });

  test('the two cadres of one superior are told the same', async () => {
    const of = async (persona: string): Promise<string[]> =>
      (await texts(persona)).map(({ text }) => text).filter((text) => kindsOf(text) !== '');
    expect(await of('canbo-2')).toEqual(await of('canbo-1'));
  });

  test('each came at eight, once a day', async () => {
    for (const persona of ['bithu-2', 'bithu-3', 'canbo-1']) {
      const mornings = (await texts(persona))
        .map(({ at }) => local(at))
        .filter((at) => at.slice(11, 16) < '19:00' && !at.startsWith('2026-09-14'));
      expect(new Set(mornings.map((at) => at.slice(0, 10))).size).toBe(mornings.length);
      for (const at of mornings) expect(at.slice(11, 15)).toBe('08:0');
    }
  });

  test('the words fit the state and count the days', async () => {
    const all = async (persona: string): Promise<string> =>
      (await texts(persona)).map(({ text }) => text).join('\n');
    const second = await all('bithu-2');
    for (const words of [
      'còn 14 ngày',
      'Đã ghi 7 trên 15 tiểu mục, chưa gửi.',
      'ngày mai là hạn cuối',
      'HÔM NAY là hạn cuối',
      'Gửi trước ngày 15/10/2026 (hết ngày 14/10/2026).',
      'còn 6 ngày',
      'còn 4 ngày',
    ]) {
      expect(second).toContain(words);
    }
    expect(await all('bithu-1')).toContain('Đơn vị chưa ghi phần việc nào.');
    expect(await all('bithu-3')).toContain('yêu cầu bổ sung 2 phần việc');
    const superior = await all('canbo-1');
    expect(superior).toMatch(/\n?5 đơn vị của .* chưa gửi đăng ký năm 2027, còn 4 ngày/u);
    expect(superior).toMatch(/4 đơn vị trong số này Hệ thống chưa nhắn được/u);
  });

  test('why somebody got none is told for each day', () => {
    expect(why('10/10', 'bithu-1')).toBe('T-3 done');
    expect(why('10/10', 'mau-kp2')).toBe('T-3 no_account');
    expect(why('10/10', 'mau-kp1')).toBe('T-3 done');
    expect(why('11/10', 'bithu-2')).toBe('- not_due');
    expect(why('09/10', 'bithu-2')).toBe('- not_due');
    expect(why('07/10', 'bithu-2')).toBe('T-7 sent');
    expect(why('08/10', 'bithu-2')).toMatch(/sent$/u);
    expect(why('24/10', 'canbo-1', 'report_up')).toBe('T sent');
    expect(why('25/10', 'canbo-1', 'report_up')).toBe('- not_due');
    expect(why('26/10', 'canbo-1', 'report_up')).toBe('T+1 sent');
    expect(why('10/10', 'canbo-1', 'escalation')).toBe('- sent');
  });

  test('what is said to have been sent is on the phone that day', async () => {
    for (const persona of ['bithu-1', 'bithu-2', 'bithu-3']) {
      const days = [...explained].flatMap(([day, entries]) =>
        entries.some((one) => one.persona === persona && one.sent !== null) ? [day] : [],
      );
      expect(days).toEqual(expected[persona]?.map((one) => one.slice(0, 5)));
    }
  });
});
