import { expect, test } from '@jest/globals';
import {
  chosen,
  command,
  createStage,
  flowOf,
  line,
  offering,
  query,
  take,
  textOf,
  turn,
  type,
  type Stage,
  trialWork,
} from './stage.ts';
import { askAgain, playTurn } from '../../src/dialog/runner.ts';
import { inputFor } from './stage.ts';
import type { Turn } from '../../src/dialog/turn.ts';

const ask = (t: Turn, key: string) => t.ask(key, line(`${key}?`), textOf);
const finish = async (): Promise<undefined> => Promise.resolve(undefined);

const play = async (stage: Stage, ...answers: string[]) => {
  await turn(stage);
  for (const answer of answers) await type(stage, answer);
  take(stage);
};

const saving = flowOf(async (t) => {
  await ask(t, 'name');
  await t.run('save', command('save'));
  await ask(t, 'more');
  await t.run('more', command('more'));
  return finish();
});

test('a question inserted before an executed command is not asked: the talk closes, the command ran once', async () => {
  const stage = createStage(saving);
  await play(stage, 'A');
  stage.flow = flowOf(async (t) => {
    await ask(t, 'name');
    await ask(t, 'inserted');
    await t.run('save', command('save'));
    await ask(t, 'more');
    return finish();
  });
  const result = await type(stage, 'B');
  expect(result).toEqual({ state: 'closed', reason: 'changed', answerLost: true });
  expect(take(stage)).toEqual(['say:dialog.changed: dialog.changed | dialog.answer_lost']);
  expect(stage.commands).toEqual(['save']);
});

test('a command inserted before an executed command does not run', async () => {
  const stage = createStage(saving);
  await play(stage, 'A');
  stage.flow = flowOf(async (t) => {
    await ask(t, 'name');
    await t.say('hello', line('chào'));
    await t.run('inserted', command('inserted'));
    await t.run('save', command('save'));
    await ask(t, 'more');
    return finish();
  });
  expect(await type(stage, 'B')).toMatchObject({ state: 'closed' });
  expect(take(stage)).toEqual(['say:dialog.changed: dialog.changed | dialog.answer_lost']);
  expect(stage.commands).toEqual(['save']);
});

test('work inserted before an executed command does not start', async () => {
  const stage = createStage(saving);
  await play(stage, 'A');
  stage.flow = flowOf(async (t) => {
    await t.later('inserted', trialWork);
    await t.run('save', command('save'));
    return finish();
  });
  expect(await type(stage, 'B')).toMatchObject({ state: 'closed' });
  expect(stage.works).toEqual([]);
});

test('an executed command that was taken out of the flow closes the talk at its next deed', async () => {
  const stage = createStage(saving);
  await play(stage, 'A');
  stage.flow = flowOf(async (t) => {
    await ask(t, 'name');
    await ask(t, 'more');
    await t.run('more', command('more'));
    return finish();
  });
  expect(await type(stage, 'B')).toMatchObject({ state: 'closed' });
  expect(stage.commands).toEqual(['save']);
});

test('a command whose key was renamed is never run a second time', async () => {
  const stage = createStage(saving);
  await play(stage, 'A');
  stage.flow = flowOf(async (t) => {
    await ask(t, 'name');
    await t.run('save.renamed', command('save'));
    await ask(t, 'more');
    return finish();
  });
  expect(await type(stage, 'B')).toMatchObject({ state: 'closed' });
  expect(stage.commands).toEqual(['save']);
});

test('a command that a deploy moved behind the open question is remembered while the person hesitates', async () => {
  const stage = createStage(
    flowOf(async (t) => {
      await t.run('save', command('save'));
      await t.ask('sure', line('Chắc?'), chosen);
      return finish();
    }),
  );
  await play(stage);
  stage.flow = flowOf(async (t) => {
    await t.ask('sure', offering('Chắc?', 'có'), chosen);
    await t.run('save', command('save'));
    return finish();
  });
  for (const answer of ['hả', 'sao', 'có']) await type(stage, answer);
  expect(stage.results.at(-1)).toEqual({ state: 'finished' });
  expect(stage.commands).toEqual(['save']);
});

test('nothing before a command is reopened, wherever a deploy has moved the command', async () => {
  const stage = createStage(saving);
  await play(stage, 'A');
  stage.flow = flowOf(async (t) => {
    await ask(t, 'name');
    await ask(t, 'more');
    await t.run('save', command('save'));
    return finish();
  });
  await type(stage, 'quay lại');
  expect(take(stage)).toEqual(['ask:more: input.cannot_edit | more? [↩ Quay lại]']);
  expect(await type(stage, 'B')).toEqual({ state: 'finished' });
  expect(stage.commands).toEqual(['save']);
});

test('when one turn goes forward and back, only what still stands is said, and once', async () => {
  const stage = createStage(asking);
  await play(stage, 'A');
  stage.flow = flowOf(async (t) => {
    await t.say('top', line('Trên'));
    await ask(t, 'name');
    await t.say('between', line('Giữa'));
    await ask(t, 'place');
    return finish();
  });
  await type(stage, 'quay lại');
  expect(take(stage)).toEqual(['say:top: Trên', 'ask:name: name?']);
  await type(stage, 'B');
  expect(take(stage)).toEqual(['say:between: Giữa', 'ask:place: place? [↩ Quay lại]']);
});

test('a question inserted after the last command is asked, and what was done stands', async () => {
  const stage = createStage(saving);
  await play(stage, 'A');
  stage.flow = flowOf(async (t) => {
    await ask(t, 'name');
    await t.run('save', command('save'));
    await ask(t, 'inserted');
    await ask(t, 'more');
    await t.run('more', command('more'));
    return finish();
  });
  expect(await type(stage, 'B')).toMatchObject({ state: 'restarted' });
  expect(take(stage)).toEqual([
    'ask:inserted: dialog.question_changed | dialog.answer_lost | inserted?',
  ]);
  await type(stage, 'C');
  await type(stage, 'D');
  expect(stage.commands).toEqual(['save', 'more']);
});

test('messages and reads may come and go in the middle of a talk', async () => {
  const stage = createStage(saving);
  await play(stage, 'A');
  stage.flow = flowOf(async (t) => {
    await t.read('me', query('me'));
    await ask(t, 'name');
    await t.say('thanks', line('Cảm ơn'));
    await t.run('save', command('save'));
    await ask(t, 'more');
    await t.run('more', command('more'));
    return finish();
  });
  expect(await type(stage, 'B')).toEqual({ state: 'finished' });
  expect(take(stage)).toEqual(['say:thanks: Cảm ơn']);
  expect(stage.commands).toEqual(['save', 'more']);
});

const asking = flowOf(async (t) => {
  await ask(t, 'name');
  await ask(t, 'place');
  await t.run('save', command('save'));
  return finish();
});

test('before any command an inserted question is asked politely, and later answers are kept', async () => {
  const stage = createStage(asking);
  await play(stage, 'A');
  stage.flow = flowOf(async (t) => {
    await ask(t, 'inserted');
    await ask(t, 'name');
    await ask(t, 'place');
    await t.run('save', command('save'));
    return finish();
  });
  expect(await type(stage, 'B')).toMatchObject({ state: 'restarted' });
  expect(take(stage)).toEqual([
    'ask:inserted: dialog.question_changed | dialog.answer_lost | inserted?',
  ]);
  await type(stage, 'C');
  expect(take(stage)).toEqual(['ask:place: place? [↩ Quay lại]']);
  expect(await type(stage, 'B')).toEqual({ state: 'finished' });
  expect(stage.commands).toEqual(['save']);
});

test('a command inserted before the open question waits until the person was asked from the top', async () => {
  const stage = createStage(asking);
  await play(stage, 'A');
  stage.flow = flowOf(async (t) => {
    await ask(t, 'name');
    await t.run('early', command('early'));
    await ask(t, 'place');
    return finish();
  });
  expect(await type(stage, 'B')).toMatchObject({ state: 'restarted' });
  expect(take(stage)).toEqual(['ask:name: dialog.restarted | dialog.answer_lost | name?']);
  expect(stage.commands).toEqual([]);
  await type(stage, 'C');
  expect(stage.commands).toEqual(['early']);
});

test('an answer to a question that is no more never lets a command run', async () => {
  const stage = createStage(
    flowOf(async (t) => {
      const sure = await ask(t, 'sure');
      if (sure === 'có') await t.run('save', command('save'));
      return finish();
    }),
  );
  await play(stage);
  stage.flow = flowOf(async (t) => {
    await t.run('save', command('save'));
    return finish();
  });
  expect(await type(stage, 'không')).toEqual({
    state: 'closed',
    reason: 'changed',
    answerLost: true,
  });
  expect(stage.commands).toEqual([]);
});

test('a flow that ends without the open question says that the answer was lost', async () => {
  const stage = createStage(saving);
  await play(stage, 'A');
  stage.flow = flowOf(async (t) => {
    await ask(t, 'name');
    await t.run('save', command('save'));
    await t.say('done', line('Xong'));
    return finish();
  });
  expect(await type(stage, 'B')).toEqual({ state: 'finished' });
  expect(take(stage)).toEqual(['say:done: Xong', 'say:dialog.answer_lost: dialog.answer_lost']);
});

test('an answer that the question would no longer take is asked for again', async () => {
  const stage = createStage(asking);
  await play(stage, 'A');
  stage.flow = flowOf(async (t) => {
    await t.ask('name', line('Tên dài?'), ({ text = '' }) =>
      text.length > 1 ? { ok: text } : { retry: [{ raw: 'ngắn' }] },
    );
    await ask(t, 'place');
    return finish();
  });
  expect(await type(stage, 'B')).toMatchObject({ state: 'restarted' });
  expect(take(stage)).toEqual([
    'ask:name: dialog.question_changed | dialog.answer_lost | Tên dài?',
  ]);
});

test('a skipped question that may no longer be skipped is asked for', async () => {
  const flow = (skip: boolean) =>
    flowOf(async (t) => {
      await t.ask('name', line('Tên?'), textOf, { skip });
      await ask(t, 'place');
      return finish();
    });
  const stage = createStage(flow(true));
  await play(stage, 'bỏ qua');
  stage.flow = flow(false);
  await type(stage, 'B');
  expect(take(stage)).toEqual(['ask:name: dialog.question_changed | dialog.answer_lost | Tên?']);
});

test('a new version starts from the top before any command and forgets the old answers', async () => {
  const stage = createStage(asking);
  await play(stage, 'A');
  stage.flow = { ...asking, version: 2 };
  expect(await type(stage, 'B')).toMatchObject({ state: 'restarted' });
  expect(take(stage)).toEqual(['ask:name: dialog.restarted | dialog.answer_lost | name?']);
  expect(stage.dialog).toMatchObject({ id: 'web:e1', version: 2, path: [], ahead: [] });
  await type(stage, 'C');
  expect(await type(stage, 'D')).toEqual({ state: 'finished' });
  expect(stage.commands).toEqual(['save']);
});

test('a new version closes a talk in which something was done', async () => {
  const stage = createStage(saving);
  await play(stage, 'A');
  stage.flow = { ...saving, version: 2 };
  expect(await type(stage, 'B')).toMatchObject({ state: 'closed', answerLost: true });
  expect(stage.commands).toEqual(['save']);
});

test('without an answer in flight nobody is told that one was lost', async () => {
  const stage = createStage(asking);
  await play(stage, 'A');
  stage.flow = { ...asking, version: 2 };
  await turn(stage);
  expect(take(stage)).toEqual(['ask:name: dialog.restarted | name?']);
  stage.dialog = undefined;
  stage.flow = saving;
  await play(stage, 'A');
  stage.flow = { ...saving, version: 2 };
  expect(await turn(stage)).toMatchObject({ state: 'closed', answerLost: false });
  expect(take(stage)).toEqual(['say:dialog.changed: dialog.changed']);
});

test('the open question is shown again under the lines that the program gives', async () => {
  const stage = createStage(asking);
  await play(stage, 'A');
  const before = JSON.stringify(stage.dialog);
  const { answer: _none, ...input } = inputFor(stage);
  const result = await askAgain({ ...input, lead: [{ raw: 'Ta nói tiếp nhé.' }] });
  expect(take(stage)).toEqual(['ask:place: Ta nói tiếp nhé. | place? [↩ Quay lại]']);
  expect(JSON.stringify(stage.dialog)).toBe(before);
  expect(result).toMatchObject({
    state: 'waiting',
    dialog: { path: stage.dialog?.path, open: { key: 'ask:place', at: 'web:e3' } },
  });
});

test('a paused talk is no longer paused once it is played', async () => {
  const stage = createStage(asking);
  await play(stage, 'A');
  stage.dialog = { ...stage.dialog!, paused: true };
  await turn(stage);
  expect(stage.dialog).not.toHaveProperty('paused');
});

test('a dialog is never played with another flow', async () => {
  const stage = createStage(asking);
  await play(stage);
  const input = inputFor(stage);
  await expect(playTurn({ ...input, flow: { ...asking, id: 'other' } })).rejects.toMatchObject({
    code: 'wrong_flow',
  });
});
