import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { jobs } from '../../jobs/index.ts';
import { noticeMessage } from '../../flows/notices.ts';
import { flows } from '../../flows/index.ts';
import { plainSeason } from '../../src/domain/season.ts';
import type { OutboxRow } from '../../src/store/contract.ts';
import type { Store } from '../../src/store/connect.ts';
import { createScheduler } from '../../src/app/scheduler.ts';
import { openHouse, type House } from '../app/house.ts';
import { until } from '../app/until.ts';
import { noteTimers } from './left-timers.ts';
import { openTestStore, type TestStore } from '../store/open-test-store.ts';

const timers = noteTimers;
const hour = 3_600_000;

describe('reminders over a real store', () => {
  let test_: TestStore;
  let house: House;
  const open = (store: Store): Promise<House> =>
    openHouse(store, { flows, jobs, notice: noticeMessage });
  const goTo = (time: string): Promise<void> =>
    house.pass(new Date(`${time}+07:00`).getTime() - house.now().getTime());
  const reminders = async (): Promise<OutboxRow[]> =>
    (await test_.store.outbox.recent(500)).filter(({ reminder }) => reminder);
  const ofPerson = async (id: string): Promise<string[]> =>
    (await reminders())
      .filter(({ personId, state }) => personId === id && state === 'sent')
      .map(({ reminder }) => reminder?.day ?? '')
      .toSorted();
  const plan = () => house.core.reminders.plan(['registration', 'report_up', 'review']);

  beforeEach(async () => {
    test_ = await openTestStore();
    house = await open(test_.store);
  });
  afterEach(async () => {
    await house.stop();
    await test_.close();
  });

  test('planning twice, or in two processes at once, puts each message once', async () => {
    await goTo('2026-09-14T09:00:00');
    const before = (await reminders()).length;
    expect(before).toBeGreaterThan(0);
    const other = await openHouse(test_.store, { flows, jobs, notice: noticeMessage, holder: 'b' });
    const both = await Promise.all([plan(), other.core.reminders.plan(['registration'])]);
    await other.stop();
    expect(both.map(({ planned }) => planned)).toEqual([0, 0]);
    expect(await reminders()).toHaveLength(before);
  });

  test('two plans at the same moment of a new day put each message once', async () => {
    await goTo('2026-09-30T06:59:00');
    const settled = house.core.worker.settle();
    await settled;
    const other = await openHouse(test_.store, { flows, jobs: [], holder: 'b' });
    await goTo('2026-09-30T07:00:30');
    await Promise.all([plan(), plan(), other.core.reminders.plan(['registration'])]);
    await other.stop();
    const today = (await reminders()).filter(({ reminder }) => reminder?.day === '2026-09-30');
    const people = today.map(({ personId }) => personId);
    expect(people).toHaveLength(new Set(people).size);
    expect(people).toEqual(expect.arrayContaining(['bithu-1', 'bithu-2', 'bithu-3']));
  });

  test('a crash in the middle of planning is made up for, and nothing is said twice', async () => {
    await goTo('2026-09-30T06:59:00');
    // the process dies between the messages and the mark of the day
    const { settings, outbox } = test_.store;
    const kept = await settings.get('reminders.planned');
    await goTo('2026-09-30T07:30:30');
    const whole = (await reminders()).filter(({ reminder }) => reminder?.day === '2026-09-30');
    const lost = whole.find(({ personId }) => personId === 'bithu-2');
    await settings.set('reminders.planned', kept);
    await test_.store.db.collection<{ _id: string }>('outbox').deleteOne({ _id: lost?.id ?? '' });
    await plan();
    const healed = (await reminders()).filter(({ reminder }) => reminder?.day === '2026-09-30');
    expect(healed.map(({ id }) => id).toSorted()).toEqual(whole.map(({ id }) => id).toSorted());
    await goTo('2026-09-30T09:00:00');
    expect(await ofPerson('bithu-2')).toEqual(['2026-09-14', '2026-09-30']);
    expect(await outbox.countDue(house.now())).toBe(0);
  });

  test('days on which nothing ran cost one message, the most urgent', async () => {
    await goTo('2026-09-14T09:00:00');
    await house.stop();
    // asleep over T-14 and T-7
    await test_.store.settings.set(
      'simulator.clock',
      new Date('2026-10-08T09:10:00+07:00').getTime() - Date.now(),
    );
    house = await open(test_.store);
    await goTo('2026-10-08T09:16:00');
    expect(await ofPerson('bithu-1')).toEqual(['2026-09-14', '2026-10-08']);
    const [last] = (await house.thread('bithu-1')).toReversed();
    expect(last?.text).toContain('còn 6 ngày');
    await goTo('2026-10-09T20:00:00');
    expect(await ofPerson('bithu-1')).toEqual(['2026-09-14', '2026-10-08']);
  });

  test('what it offers can be typed with a word, as it was said when it went out', async () => {
    await goTo('2026-09-30T09:00:00');
    const sent = (await house.thread('bithu-1')).findLast(({ from }) => from === 'bot');
    const labels = sent?.choices.map(({ label }) => label) ?? [];
    expect(sent?.text).not.toMatch(/gõ số/u);
    const at = sent?.choices.findIndex(({ action }) => action === 'snooze') ?? -1;
    expect([labels, at]).not.toContain(-1);
    const number = (sent?.choices[at]?.number ?? at + 1).toString();
    const answered = await house.send('bithu-1', { text: `xem ${number}` });
    expect(answered.map(({ text }) => text).join()).toContain('Hệ thống sẽ nhắc lại lúc');
  });

  test('what is done before it goes out is dropped, and says why', async () => {
    await goTo('2026-09-30T07:30:30');
    const uow = test_.store.begin();
    const plan27 = await test_.store.finds.registrationOf('ubnd', 2027);
    expect(plan27?.summary.state).toBe('drafting');
    uow.put('registration', { ...plan27!, summary: { ...plan27!.summary, state: 'sent' } });
    await uow.commit();
    await goTo('2026-09-30T09:00:00');
    const row = (await reminders()).find(({ id }) => id === 'reminder|2026-09-30|bithu-2');
    expect([row?.state, row?.errorCode]).toEqual(['failed', 'done']);
    const [why] = await house.core.reminders.explain({ account: 'web:bithu-2' });
    expect([why?.rung, why?.reason, why?.sent]).toEqual(['T-14', 'done', null]);
  });

  test('one that was on the wire when its process died is not said again', async () => {
    await goTo('2026-09-30T07:30:30');
    const id = 'reminder|2026-09-30|bithu-1';
    const eight = new Date('2026-09-30T08:00:00+07:00');
    await test_.store.outbox.claim(id, eight, 60_000);
    await goTo('2026-09-30T09:00:00');
    const row = (await reminders()).find((one) => one.id === id);
    expect([row?.state, row?.errorCode]).toEqual(['failed', 'unknown']);
    expect(await ofPerson('bithu-1')).toEqual(['2026-09-14']);
  });

  test('retries keep the quiet hours, and count the days anew', async () => {
    await goTo('2026-09-30T07:30:30');
    house.fault('bithu-1', 'throttled', 200);
    await goTo('2026-09-30T20:59:00');
    expect(await ofPerson('bithu-1')).toEqual(['2026-09-14']);
    const id = 'reminder|2026-09-30|bithu-1';
    const before = (await reminders()).find((one) => one.id === id);
    expect(before?.state).toBe('failed');
    expect(before?.attempts).toBe(10);
  });

  test('who cannot be written to is told of above, not planned for again, and reads one message when they write', async () => {
    await goTo('2026-09-30T07:30:30');
    house.fault('bithu-1', 'window_closed', 1);
    await goTo('2026-09-30T09:00:00');
    const first = (await reminders()).find(({ id }) => id === 'reminder|2026-09-30|bithu-1');
    expect(first?.state).toBe('parked');
    await goTo('2026-10-07T09:00:00');
    expect(await ofPerson('bithu-1')).toEqual(['2026-09-14']);
    const whys = await house.core.reminders.explain({ account: 'web:bithu-1' });
    expect(whys.map(({ rung, reason, sent }) => [rung, reason, sent])).toEqual([
      ['T-7', 'window_closed', null],
    ]);
    const above = (await house.thread('canbo-1')).map(({ text }) => text);
    expect(above.filter((text) => text.includes('chưa gửi được qua Zalo'))).toHaveLength(1);
    const cards = await house.send('canbo-1', { press: 'unit:thpt' });
    expect(cards.at(-1)?.text).toContain('Có 1 người lâu không nhắn cho Hệ thống');
    const seen = (await house.thread('bithu-1')).length;
    await house.send('bithu-1', { text: '/trogiup' });
    await house.core.worker.settle();
    const came = (await house.thread('bithu-1')).slice(seen);
    expect(came.filter(({ text }) => text.startsWith('⏰')).map(({ text }) => text)).toEqual([
      expect.stringContaining('còn 7 ngày'),
    ]);
    expect(await ofPerson('bithu-1')).toEqual(['2026-09-14', '2026-09-30']);
  });

  test('while an approved template says it, whoever is silent is planned for as ever', async () => {
    await goTo('2026-09-30T07:30:30');
    house.fault('bithu-1', 'window_closed', 1);
    await goTo('2026-09-30T09:00:00');
    const uow = test_.store.begin();
    const season = (await uow.load('season', 'season')) ?? plainSeason;
    const template = { kind: 'reminder', templateId: '1', params: [] } as const;
    uow.put('season', { ...season, outside: [{ ...template, checkedAt: house.now() }] });
    await uow.commit();
    house.core.forget();
    await goTo('2026-10-07T09:00:00');
    expect((await ofPerson('bithu-1')).at(-1)).toBe('2026-10-07');
  });

  test('at night and on a Sunday a message waits for the next morning', async () => {
    await goTo('2026-09-30T07:30:30');
    const rows = test_.store.db.collection<{ _id: string }>('outbox');
    const night = new Date('2026-10-03T22:00:00+07:00');
    await rows.updateOne({ _id: 'reminder|2026-09-30|bithu-1' }, { $set: { notBefore: night } });
    await goTo('2026-10-04T20:00:00');
    const waiting = (await reminders()).find(({ id }) => id === 'reminder|2026-09-30|bithu-1');
    expect(waiting?.state).toBe('queued');
    expect(waiting?.notBefore).toEqual(new Date('2026-10-05T08:00:00+07:00'));
    await goTo('2026-10-05T09:00:00');
    const [last] = (await house.thread('bithu-1')).toReversed();
    expect(last?.text).toContain('còn 9 ngày');
  });

  test('a paused wave holds back what has not gone out, and goes on when it is let', async () => {
    await goTo('2026-09-15T10:00:00');
    const post = 'canbo-1.saomai';
    await house.send('canbo-1', { press: 'remind:saomai' });
    await house.send('canbo-1', { press: 'wave:saomai:2027' });
    const sure = (await house.thread('canbo-1')).at(-1);
    const yes = sure?.choices.find(({ action }) => action === 'yes');
    expect(yes?.label).toBe('Gửi nhắc');
    house.fault('bithu-1', 'throttled', 1);
    house.fault('bithu-2', 'throttled', 1);
    house.fault('bithu-3', 'throttled', 1);
    await house.send('canbo-1', { press: yes?.id ?? '' });
    await house.core.worker.settle();
    const [wave] = await test_.store.finds.wavesOf('saomai', 1);
    expect(wave).toMatchObject({ people: 3, paused: false, by: { postId: post } });
    await house.send('canbo-1', { press: `wave_pause:${wave?.id ?? ''}` });
    await house.pass(hour);
    const states = async (): Promise<string[]> =>
      (await test_.store.finds.remindersOfWave(wave?.id ?? '')).map(({ state }) => state);
    expect(await states()).toEqual(['queued', 'queued', 'queued']);
    await house.send('canbo-1', { press: `wave_resume:${wave?.id ?? ''}` });
    await house.pass(60_000);
    expect(await states()).toEqual(['sent', 'sent', 'sent']);
    const shown = await house.send('canbo-1', { press: 'remind:saomai:2027' });
    expect(shown.at(-1)?.text).toContain('3 người, đã gửi 3, chờ gửi 0');
  });

  test('a snooze comes besides the message of the day, and the latest choice counts', async () => {
    await goTo('2026-10-07T09:00:00');
    await house.send('bithu-1', { press: 'snooze:afternoon' });
    await house.send('bithu-1', { press: 'snooze:tomorrow' });
    await goTo('2026-10-07T20:00:00');
    expect(await ofPerson('bithu-1')).toEqual(['2026-09-14', '2026-09-30', '2026-10-07']);
    await house.send('bithu-1', { press: 'snooze:monday' });
    await goTo('2026-10-10T20:00:00');
    const explained = await house.core.reminders.explain({ account: 'web:bithu-1' });
    expect(explained.map(({ rung, reason }) => [rung, reason])).toEqual([['T-3', 'snoozed']]);
    await goTo('2026-10-12T20:00:00');
    expect((await ofPerson('bithu-1')).slice(-2)).toEqual(['2026-10-07', '2026-10-12']);
  });

  test('Agenda runs the check that was missed while nothing ran, and each message lies there once', async () => {
    const clear = timers();
    await goTo('2026-09-30T06:59:00');
    await goTo('2026-09-30T07:10:00');
    const rows = test_.store.db.collection('agendaJobs');
    const ran: string[] = [];
    const some = jobs.filter(({ name }) => name === 'recheck-reminders');
    const make = () =>
      createScheduler({
        db: test_.store.db,
        jobs: some,
        async run(job) {
          ran.push(job.name);
          return house.core.jobs.run(job);
        },
        onError: (error) => void ran.push(String(error)),
      });
    await until(async () => (await rows.countDocuments({ name: 'recheck-reminders' })) === 1);
    await rows.updateOne(
      { name: 'recheck-reminders' },
      { $set: { nextRunAt: new Date('2026-01-01T00:00:00Z') } },
    );
    const both = [make(), make()];
    await Promise.all(both.map((one) => one.start()));
    await until(async () => {
      const today = (await reminders()).filter(({ reminder }) => reminder?.day === '2026-09-30');
      return today.length > 0 ? true : undefined;
    });
    await Promise.all(both.map((one) => one.stop(1_000)));
    clear();
    const ids = (await reminders()).map(({ id }) => id);
    expect(ids).toHaveLength(new Set(ids).size);
    expect(ran.filter((one) => one !== 'recheck-reminders')).toEqual([]);
  });
});
