/** Buttons of any age, of other people, or made up: always an answer, never a fault, and nothing is changed. */
import { expect, it } from '@jest/globals';
import { entries, flows } from '../../flows/index.ts';
import { createPhone } from './play.ts';
import { registeringWorlds } from './registering/worlds.ts';

const actions = [
  'plan',
  'item',
  'official',
  'task_new',
  'task',
  'task_saved',
  'task_changed',
  'task_edit',
  'task_delete',
  'task_restore',
  'send',
  'withdraw',
  'fix',
  'help',
  'language',
  'privacy',
];
const subjects = [
  '',
  ':nobody',
  ':nobody:2027',
  ':u1:2040',
  ':u1/9.9:2027',
  ':nobody/1.1:2027',
  ':t404:7',
  ':a/b/c:1',
];
const cases = actions.flatMap((action) => subjects.map((subject) => `{${action}${subject}}`));

it.each(cases)('%s is answered', async (press) => {
  const world = registeringWorlds['school, four tasks']!();
  const lines = await createPhone({ flows, entries, world }).send(press);
  expect(lines.filter((line) => line.startsWith('<')).length).toBeGreaterThan(0);
  const done = lines.filter((line) => line.startsWith('!') && !line.includes('→ refused'));
  expect(done).toEqual([]);
});

it.each(cases)('%s leads a stranger to the door', async (press) => {
  const world = registeringWorlds['the door']!();
  const lines = await createPhone({ flows, entries, world, stranger: true }).send(press);
  const doors = ['< join.hello', '< help.stranger', '< privacy.nothing'];
  expect(doors.filter((door) => lines.includes(door))).toHaveLength(1);
});
