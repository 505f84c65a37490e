import { expect, test } from '@jest/globals';
import type { AskOptions, Parse } from '../../src/dialog/turn.ts';
import {
  chosen,
  createStage,
  flowOf,
  line,
  offering,
  press,
  take,
  turn,
  type,
  at,
  textOf,
  type Stage,
} from './stage.ts';
import { text, type Message } from '../../src/dialog/message.ts';
import type { RawInput } from '../../src/dialog/read-answer.ts';

const file = { id: 'f1', name: 'ảnh.jpg', type: 'image/jpeg', size: 12 };

/** One question that takes anything and says what it got; a second one, so that the first can be looked at. */
const asking = (message: Message, options: AskOptions = {}) =>
  flowOf(async (t) => {
    const got = await t.ask('one', message, (answer) => ({ ok: answer }), options);
    await t.ask('two', line(`Đã hiểu: ${JSON.stringify(got)}`), textOf);
    return undefined;
  });

const heard = async (stage: Stage, answer: Omit<RawInput, 'at'>) => {
  await turn(stage);
  stage.sent = [];
  await turn(stage, { at: 'T', ...answer });
  return take(stage)[0]?.replace('[↩ Quay lại]', '').trim();
};

const yesNo = offering('Gửi chứ?', 'Có', 'Không');

test.each<[string, AskOptions['accept'], Omit<RawInput, 'at'>, string]>([
  ['a sticker', undefined, { other: 'sticker' }, 'input.sticker'],
  ['a voice note', undefined, { other: 'voice' }, 'input.voice'],
  ['a place', undefined, { other: 'location' }, 'input.location'],
  ['a contact', undefined, { other: 'contact' }, 'input.contact'],
  ['an empty message', undefined, { other: 'empty' }, 'input.empty'],
  ['what no bot can read', undefined, { other: 'unsupported' }, 'input.unsupported'],
  ['spaces', undefined, { text: ' \n\t ' }, 'input.empty'],
  ['invisible letters', undefined, { text: '\u200B\u200D\u3164' }, 'input.empty'],
  ['nothing at all', undefined, {}, 'input.empty'],
  ['a file', undefined, { files: [file] }, 'input.file'],
  ['an album', undefined, { files: [file, file] }, 'input.file'],
  ['a sticker where a file is wanted', ['file'], { other: 'sticker' }, 'input.sticker'],
  ['words where a choice is wanted', ['choice'], { text: 'có lẽ' }, 'input.choose'],
  ['a number beyond the choices', ['choice'], { text: '3' }, 'input.choose'],
  ['a button of another question', ['choice'], { press: '=00000000:Có' }, 'input.stale'],
  ['a button that never was', ['choice'], { press: 'gì đó' }, 'input.stale'],
])('%s is answered kindly, and the question stands below', async (_name, accept, answer, key) => {
  const stage = createStage(asking(yesNo, accept ? { accept } : {}));
  expect(await heard(stage, answer)).toBe(`ask:one: ${key} | Gửi chứ? [Có] [Không]`);
  expect(stage.dialog?.open).toEqual({ key: 'ask:one', at: 'web:e2' });
  expect(stage.dialog?.path).toEqual([]);
});

test('words where a file is wanted are asked for a file', async () => {
  const stage = createStage(asking(line('Ảnh?'), { accept: ['file'] }));
  expect(await heard(stage, { text: 'đây ạ' })).toBe('ask:one: input.send_file | Ảnh?');
});

test.each<[string, AskOptions['accept'], Omit<RawInput, 'at'>, object]>([
  ['free words', undefined, { text: ' Có thể ' }, { text: 'Có thể' }],
  ['words in NFD', undefined, { text: 'có thể'.normalize('NFD') }, { text: 'có thể' }],
  ['the label of a choice', undefined, { text: 'khong' }, { choice: 'Không' }],
  ['other accents than the label has', undefined, { text: 'cỏ' }, { text: 'cỏ' }],
  ['a digit where free words are welcome', undefined, { text: '2' }, { text: '2' }],
  ['a digit where only choices are', ['choice'], { text: '2' }, { choice: 'Không' }],
  ['the beginning of a label', ['choice'], { text: 'kho' }, { choice: 'Không' }],
  ['a file', ['file'], { files: [file] }, { files: [file] }],
  [
    'a captioned file',
    ['file'],
    { files: [file], text: 'Ảnh 1' },
    { files: [file], text: 'Ảnh 1' },
  ],
  ['a choice beside a file question', ['file'], { text: 'Có' }, { choice: 'Có' }],
])('%s reaches the parser', async (_name, accept, answer, expected) => {
  const stage = createStage(asking(yesNo, accept ? { accept } : {}));
  const found = await heard(stage, answer);
  expect(found).toBe(`ask:two: Đã hiểu: ${JSON.stringify({ at: 'T', ...expected })}`);
});

test('several choices that fit are named, none is taken', async () => {
  const stage = createStage(
    asking(offering('Ai?', 'Lan Mẫu', 'Lan Anh Mẫu'), { accept: ['choice'] }),
  );
  await turn(stage);
  stage.sent = [];
  await type(stage, 'lan');
  expect(stage.sent[0]?.message.lines[0]).toEqual(
    text('input.ambiguous', { choices: [{ raw: 'Lan Mẫu' }, { raw: 'Lan Anh Mẫu' }] }),
  );
  expect(stage.dialog?.path).toEqual([]);
});

test('a digit means a choice where more choices than buttons are numbered in the text', async () => {
  const many = offering('Mẫu nào?', 'A', 'B', 'C');
  const stage = createStage(asking(many), { limits: { buttons: 2, edit: false, textLength: 500 } });
  expect(await heard(stage, { text: '3' })).toContain('"choice":"C"');
});

test('a digit never goes back from a question that asks for a number', async () => {
  const flow = flowOf(async (t) => {
    await t.ask('name', line('Tên?'), textOf);
    const count = await t.ask('count', line('Bao nhiêu?'), textOf, { skip: true });
    await t.ask('end', line(`Số: ${count}`), textOf);
    return undefined;
  });
  const stage = createStage(flow, { limits: { buttons: 0, edit: false, textLength: 500 } });
  await turn(stage);
  await type(stage, 'A');
  await type(stage, '1');
  expect(take(stage).at(-1)).toMatch(/^ask:end: Số: 1/u);
});

test('a digit that makes no sense as free text chooses after all', async () => {
  const flow = flowOf(async (t) => {
    const got = await t.ask('one', yesNo, chosen);
    await t.ask('two', line(`Đã chọn ${got}`), textOf);
    return undefined;
  });
  const stage = createStage(flow);
  await turn(stage);
  await type(stage, '9');
  await type(stage, '2');
  expect(take(stage)).toEqual([
    'ask:one: Gửi chứ? [Có] [Không]',
    'ask:one: xin chọn | Gửi chứ? [Có] [Không]',
    'ask:two: Đã chọn Không [↩ Quay lại]',
  ]);
});

test('words that make no sense and begin several choices get the reason of the parser', async () => {
  const flow = flowOf(async (t) => {
    await t.ask('who', offering('Ai?', 'Lan Mẫu', 'Lan Anh Mẫu'), chosen);
    return undefined;
  });
  const stage = createStage(flow);
  await turn(stage);
  stage.sent = [];
  await type(stage, 'lan');
  expect(take(stage)).toEqual(['ask:who: xin chọn | Ai? [Lan Mẫu] [Lan Anh Mẫu]']);
});

test('a word of a button that works at any time is handed out, and the question stays open', async () => {
  const message: Message = {
    lines: [{ raw: 'Việc?' }],
    choices: [{ label: { raw: 'Xem kế hoạch' }, intent: 'plan:ab12:3' }],
  };
  const stage = createStage(asking(message));
  await turn(stage);
  const before = stage.dialog;
  stage.sent = [];
  const result = await type(stage, 'xem ke hoach');
  expect(result).toMatchObject({
    state: 'intent',
    intent: { action: 'plan', subject: 'ab12', rev: 3 },
  });
  expect(stage.sent).toEqual([]);
  expect(stage.dialog).toEqual({ ...before, touchedAt: '2026-09-14T01:01:00.000Z' });
});

test('pressing twice is pressing once, but an old button is told to be old', async () => {
  const flow = flowOf(async (t) => {
    await t.ask('one', yesNo, chosen);
    await t.ask('two', offering('Chắc chứ?', 'Có', 'Không'), chosen);
    return undefined;
  });
  const stage = createStage(flow);
  await turn(stage);
  const old = stage.sent[0]!.ids[0]!;
  await press(stage, 'Có');
  stage.sent = [];
  const before = stage.dialog;
  const same = new Date(Date.parse(at(stage)) - 59_000).toISOString();
  await turn(stage, { at: same, press: old });
  expect(stage.sent).toEqual([]);
  expect(stage.dialog?.open).toEqual(before?.open);
  await turn(stage, { at: at(stage), press: old });
  expect(take(stage)).toEqual(['ask:two: input.stale | Chắc chứ? [Có] [Không] [↩ Quay lại]']);
  expect(stage.dialog?.path).toEqual(before?.path);
});

test('words that a menu has no use for are handed out, its numbers and choices are not', async () => {
  const menu = (accept: readonly ('text' | 'choice')[]) =>
    createStage(
      flowOf(async (t) => {
        const parse: Parse<string> = ({ choice, text }) =>
          choice === 'yes' || text === 'mã' ? { ok: 'heard' } : { retry: [{ raw: 'no' }] };
        const choices = [
          { label: { raw: 'Xem đơn vị' }, answer: 'yes' },
          { label: { raw: 'Xem cụm' }, answer: 'no' },
        ];
        const heard = await t.ask('page', { lines: [], choices }, parse, { accept, menu: true });
        await t.say('end', { lines: [{ raw: heard }] });
        return undefined;
      }),
    );
  for (const accept of [['choice'], ['choice', 'text']] as const) {
    const stage = menu(accept);
    await turn(stage);
    expect(await type(stage, ' xin chào\nđồng chí ')).toMatchObject({
      state: 'unheard',
      words: 'xin chào\nđồng chí',
      dialog: { open: { key: 'ask:page' } },
    });
    expect(await type(stage, '7.')).toMatchObject({ state: 'waiting' });
    expect(await type(stage, 'xem')).toMatchObject({
      state: accept.length === 1 ? 'waiting' : 'unheard',
    });
    expect(await type(stage, 'xem đơn vị')).toMatchObject({ state: 'finished' });
  }
});
