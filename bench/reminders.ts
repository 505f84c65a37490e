/** How long planning a morning takes for a thousand people. `node --import tsx bench/reminders.ts`, or with MONGODB_URI. */
import { join } from 'node:path';
import { createOrganisationView } from '../src/app/turns/organisation-view.ts';
import { createClock } from '../src/app/clock.ts';
import { programFolder } from '../src/app/program-folder.ts';
import { createReminders } from '../src/app/reminders/create-reminders.ts';
import { loadHolidays } from '../src/programmes/holidays.ts';
import { loadProgrammes } from '../src/programmes/load.ts';
import type { Store } from '../src/store/connect.ts';
import { account, person, post, registration, unit } from '../test/store/documents.ts';
import { openTestStore } from '../test/store/open-test-store.ts';

const people = 1_000;
const superiors = 50;
const rung = new Date('2026-10-07T00:30:00Z');
const since = new Date('2026-01-01T00:00:00Z');

const fill = async (store: Store): Promise<void> => {
  const uow = store.begin();
  uow.put('unit', unit('tinh', { parents: [], mayRegister: false, mayApprove: true }));
  for (let n = 0; n < superiors; n += 1) {
    const id = `s${n}`;
    const parents = [{ unitId: 'tinh', from: since }];
    uow.put('unit', unit(id, { parents, mayRegister: false, mayApprove: true }));
    uow.put('person', person(id));
    uow.put('post', post(id, { personId: id, unitId: id, from: since }));
    uow.put('account', account(`web:${id}`, { personId: id, address: id }));
  }
  for (let n = 0; n < people; n += 1) {
    const id = `u${n}`;
    const parents = [{ unitId: `s${n % superiors}`, from: since }];
    uow.put('unit', unit(id, { parents }));
    uow.put('person', person(id));
    uow.put('post', post(id, { personId: id, unitId: id, from: since }));
    uow.put('account', account(`web:${id}`, { personId: id, address: id }));
    if (n % 2 === 0) continue;
    const { summary } = registration(id);
    const state = n % 4 === 1 ? 'drafting' : 'sent';
    uow.put('registration', registration(id, { unitId: id, summary: { ...summary, state } }));
  }
  await uow.commit();
};

const test = await openTestStore();
const { store } = test;
await fill(store);
const folder = join(programFolder(), 'programmes');
const clock = createClock(() => rung);
const reminders = createReminders({
  store,
  organisation: createOrganisationView(store.finds, clock.now, clock.now, loadHolidays(folder)),
  programmes: loadProgrammes(folder),
  clock,
  noticeWords: () => ({ lines: [] }),
});
for (const what of ['a morning', 'the same again']) {
  const start = performance.now();
  const counts = await reminders.plan(['registration', 'report_up', 'review']);
  const ms = (performance.now() - start).toFixed(0);
  console.log(`${what}: ${people} secretaries, ${superiors} superiors: ${ms} ms`, counts);
}
const start = performance.now();
const explained = await reminders.explain({});
console.log(`explained: ${explained.length} lines, ${(performance.now() - start).toFixed(0)} ms`);
await test.close();
