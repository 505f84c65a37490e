import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { raw, type Message } from '../../src/dialog/message.ts';
import type { Flow, Parse } from '../../src/dialog/turn.ts';
import { openTestStore, type TestStore } from '../store/open-test-store.ts';
import { openHouse, type House } from './house.ts';

const words: Parse<string> = ({ text }) =>
  text ? { ok: text } : { retry: [raw('words, please')] };
const line = (text: string): Message => ({ lines: [raw(text)] });
const texts = (bubbles: readonly { text: string }[]): string[] => bubbles.map(({ text }) => text);

/** Asks for the words of a task and saves it into the plan of bithu-1. */
const saving = (questions: readonly string[]): Flow => ({
  id: 'saving',
  version: 1,
  commands: ['ghi'],
  resumable: true,
  async run(t) {
    const answers: string[] = [];
    for (const question of questions)
      answers.push(await t.ask(question, line(`${question}?`), words));
    const outcome = await t.run('save', {
      type: 'task.save',
      as: 'bithu-1.thpt',
      year: 2027,
      item: '1.1',
      fields: { content: answers.join(' '), target: '02 lớp', due: 'Quý I', owner: 'Bí thư' },
    });
    await t.say('end', line('refused' in outcome ? outcome.refused.code : 'saved'));
    const more = await t.ask('more', line('more?'), words);
    await t.say('bye', line(`bye ${more}`));
    return undefined;
  },
});

describe('a turn', () => {
  let test_: TestStore;
  let house: House;
  const open = async (...flows: Flow[]): Promise<void> => {
    house = await openHouse(test_.store, { flows });
  };
  const tasks = async (): Promise<string[]> => {
    const plan = await test_.store.finds.registrationOf('thpt', 2027);
    return plan?.tasks.map(({ content }) => content) ?? [];
  };

  beforeEach(async () => {
    test_ = await openTestStore();
  });
  afterEach(async () => {
    await house.stop();
    await test_.close();
  });

  test('answers, saves once and goes on', async () => {
    await open(saving(['what', 'how']));
    expect(texts(await house.send('bithu-1', { text: '/ghi' }))).toEqual(['what?']);
    expect(texts(await house.send('bithu-1', { text: 'Mở lớp' }))).toEqual(['how?']);
    expect(texts(await house.send('bithu-1', { text: 'cảm tình Đoàn' }))).toEqual([
      'saved',
      'more?',
    ]);
    expect(await tasks()).toEqual(['Mở lớp cảm tình Đoàn']);
  });

  test('goes on after a restart in the middle', async () => {
    await open(saving(['what', 'how']));
    await house.send('bithu-1', { text: '/ghi' });
    await house.send('bithu-1', { text: 'Mở lớp' });
    await house.stop();
    await open(saving(['what', 'how']));
    expect(texts(await house.send('bithu-1', { text: 'cảm tình Đoàn' }))).toEqual([
      'saved',
      'more?',
    ]);
    expect(await tasks()).toEqual(['Mở lớp cảm tình Đoàn']);
  });

  test('runs a command once when a deploy inserts a question before it', async () => {
    await open(saving(['what']));
    await house.send('bithu-1', { text: '/ghi' });
    await house.send('bithu-1', { text: 'Mở lớp' });
    await house.stop();
    await open(saving(['what', 'new']));
    const [closed] = await house.send('bithu-1', { text: 'thêm' });
    expect(closed?.text).toMatch(/cập nhật/);
    expect(await tasks()).toEqual(['Mở lớp']);
    await house.send('bithu-1', { text: '/ghi' });
    expect(await tasks()).toEqual(['Mở lớp']);
  });

  test('answers the same event once, however often it comes', async () => {
    await open(saving(['what']));
    await house.send('bithu-1', { text: '/ghi' });
    const [first, again] = await Promise.all([
      house.send('bithu-1', { text: 'Mở lớp' }, 'same'),
      house.send('bithu-1', { text: 'Mở lớp' }, 'same'),
    ]);
    expect(texts(first)).toEqual(['saved', 'more?']);
    expect(texts(again)).toEqual(['saved', 'more?']);
    const third = await house.send('bithu-1', { text: 'Mở lớp' }, 'same');
    expect(texts(third)).toEqual(['saved', 'more?']);
    expect(await tasks()).toEqual(['Mở lớp']);
    expect((await house.thread('bithu-1')).filter(({ text }) => text === 'saved')).toHaveLength(1);
  });

  test('keeps both when two people write into one plan at the same moment', async () => {
    const both = Array.from({ length: 8 }, (_, index) => `Việc ${String(index)}`);
    await open({
      id: 'at-once',
      version: 1,
      commands: ['ngay'],
      async run(t) {
        await t.run('save', {
          type: 'task.save',
          as: 'bithu-1.thpt',
          year: 2027,
          item: '1.1',
          fields: { content: t.start.words ?? '', target: '02 lớp', due: 'Quý I', owner: 'Bí thư' },
        });
        await t.say('end', line('ok'));
        return undefined;
      },
    });
    const uow = test_.store.begin();
    for (const address of both.map((_, index) => `phone-${String(index)}`)) {
      uow.put('account', {
        id: `web:${address}`,
        rev: 0,
        channel: 'web',
        address,
        personId: 'bithu-1',
        lang: 'vi',
        seenAt: new Date(),
        attempts: [],
      });
      await test_.store.threads.addPersona({
        id: address,
        name: address,
        role: '',
        unit: '',
        like: 'web',
      });
    }
    await uow.commit();
    await Promise.all(
      both.map((content, index) =>
        house.send(`phone-${String(index)}`, { text: `/ngay ${content}` }),
      ),
    );
    expect((await tasks()).toSorted()).toEqual(both);
  });

  test('makes a sentence of a refused command and stays in order', async () => {
    await open({
      id: 'refused',
      version: 1,
      commands: ['khoa'],
      async run(t) {
        const outcome = await t.run('send', { type: 'plan.send', as: 'bithu-1.thpt', year: 2027 });
        await t.say('end', line('refused' in outcome ? outcome.refused.code : 'sent'));
        return undefined;
      },
    });
    expect(texts(await house.send('bithu-1', { text: '/khoa' }))).toEqual(['head_missing']);
    expect(await test_.store.finds.registrationOf('thpt', 2027)).toBeUndefined();
  });

  test('says an id, and keeps what was there, when something breaks', async () => {
    const broken: Flow = {
      id: 'broken',
      version: 1,
      commands: ['hong'],
      async run(t) {
        await t.run('save', {
          type: 'task.save',
          as: 'bithu-1.thpt',
          year: 2027,
          item: '1.1',
          fields: { content: 'never', target: 'x', due: 'x', owner: 'x' },
        });
        throw new Error('a bug');
      },
    };
    await open(broken, saving(['what', 'how']));
    await house.send('bithu-1', { text: '/ghi' });
    const [answer] = await house.send('bithu-1', { text: '/hong' }, 'bad');
    const row = await test_.store.inbox.get('web:bad');
    expect(row?.state).toBe('dead');
    expect(answer?.text).toContain(row?.errorId);
    expect(house.log.join('')).toContain(row?.errorId);
    expect(await tasks()).toEqual([]);
    expect(texts(await house.send('bithu-1', { text: 'Mở lớp' }))).toEqual(['how?']);
  });

  test('ends a flow that hangs, and the chat goes on', async () => {
    await open(
      { id: 'hangs', version: 1, commands: ['treo'], run: () => new Promise(() => undefined) },
      saving(['what']),
    );
    await house.send('bithu-1', { text: '/treo' }, 'hung');
    expect((await test_.store.inbox.get('web:hung'))?.state).toBe('dead');
    expect(texts(await house.send('bithu-1', { text: '/ghi' }))).toEqual(['what?']);
  });

  test('keeps unsaved answers when the person turns to something else, and takes them up again', async () => {
    await open(saving(['what', 'how']), {
      id: 'other',
      version: 1,
      commands: ['khac'],
      async run(t) {
        await t.ask('other', line('other?'), words);
        return undefined;
      },
    });
    await house.send('bithu-1', { text: '/ghi' });
    await house.send('bithu-1', { text: 'Mở lớp' });
    expect(texts(await house.send('bithu-1', { text: '/khac' }))).toEqual(['other?']);
    const [resumed] = await house.send('bithu-1', { text: '/ghi' });
    expect(resumed?.text).toContain('how?');
    await house.send('bithu-1', { text: 'cảm tình Đoàn' });
    expect(await tasks()).toEqual(['Mở lớp cảm tình Đoàn']);
  });

  test('keeps the words that one conversation handed to another, until they are saved', async () => {
    const hand: Flow = {
      id: 'hand',
      version: 1,
      commands: ['dua'],
      run: async (t) => ({ action: 'note', subject: 'x', rev: 1, words: t.start.words ?? '' }),
    };
    const note: Flow = {
      id: 'note',
      version: 1,
      intents: ['note'],
      resumable: true,
      async run(t) {
        await t.ask('sure', line(`${t.start.intent?.words ?? ''}?`), words);
        return undefined;
      },
    };
    await open(hand, note);
    expect(texts(await house.send('bithu-1', { text: '/dua một' }))).toEqual(['một?']);
    expect(texts(await house.send('bithu-1', { text: '/dua hai' }))).toEqual(['hai?']);
    const [stopped] = await house.send('bithu-1', { text: '/huy' });
    const resume = stopped?.choices.find(({ action }) => action === 'resume');
    const [again] = await house.send('bithu-1', { press: resume?.id ?? '' });
    expect(again?.text).toContain('hai?');
  });

  test('stops at /huy, and goes on or forgets as the person says', async () => {
    await open(saving(['what', 'how']));
    await house.send('bithu-1', { text: '/ghi' });
    await house.send('bithu-1', { text: 'Mở lớp' });
    const [kept] = await house.send('bithu-1', { text: '/huỷ' });
    expect(kept?.choices.map(({ action }) => action)).toEqual(['resume', 'drop']);
    const [again] = await house.send('bithu-1', { press: kept?.choices[0]?.id ?? '' });
    expect(again?.text).toContain('how?');
    await house.send('bithu-1', { text: '/cancel' });
    await house.send('bithu-1', { press: kept?.choices[1]?.id ?? '' });
    expect(texts(await house.send('bithu-1', { text: '/ghi' }))).toEqual(['what?']);
  });

  test('begins a conversation anew when it leads to itself', async () => {
    await open({
      id: 'again',
      version: 1,
      commands: ['lai'],
      intents: ['again'],
      resumable: true,
      async run(t) {
        const said = await t.ask('what', line('what?'), words);
        await t.say('said', line(said));
        return { action: 'again' };
      },
    });
    await house.send('bithu-1', { text: '/lai' });
    expect(texts(await house.send('bithu-1', { text: 'một' }))).toEqual(['một', 'what?']);
    expect(texts(await house.send('bithu-1', { text: 'hai' }))).toEqual(['hai', 'what?']);
  });

  test('meets words anew that an open menu has no use for', async () => {
    const menu: Flow = {
      id: 'menu',
      version: 1,
      commands: ['chon'],
      async run(t) {
        const page = { lines: [raw('one or two?')], choices: [{ label: raw('one'), answer: '1' }] };
        const options = { accept: ['choice'], menu: true } as const;
        await t.ask('page', page, ({ choice }) => ({ ok: choice }), options);
        await t.say('end', line('one it is'));
        return undefined;
      },
    };
    const fallback: Flow = {
      id: 'fallback',
      version: 1,
      async run(t) {
        await t.say('heard', line(`heard ${t.start.words ?? ''}`));
        return undefined;
      },
    };
    await open(menu, fallback);
    await house.send('bithu-1', { text: '/chon' });
    expect(texts(await house.send('bithu-1', { text: 'Xin chào' }))).toEqual(['heard Xin chào']);
    expect(texts(await house.send('bithu-1', { text: 'one' }))).toEqual(['one it is']);
  });

  test('leaves an open question as it was when a one-shot answers beside it', async () => {
    await open(saving(['what']), {
      id: 'shot',
      version: 1,
      intents: ['shot'],
      async run(t) {
        await t.say('now', line('now'));
        return undefined;
      },
    });
    await house.send('bithu-1', { text: '/ghi' });
    expect(texts(await house.send('bithu-1', { press: 'shot:x' }))).toEqual(['now']);
    expect(texts(await house.send('bithu-1', { text: 'Mở lớp' }))).toEqual(['saved', 'more?']);
  });

  test('shows a text back that was written before its question arrived', async () => {
    await open(saving(['what', 'how']));
    await house.send('bithu-1', { text: '/ghi' });
    await house.core.worker.stop();
    await house.core.accept('web', { eventId: 'a', address: 'bithu-1', text: 'Mở lớp' });
    await house.core.accept('web', { eventId: 'b', address: 'bithu-1', text: 'cảm tình Đoàn' });
    await house.stop();
    await open(saving(['what', 'how']));
    await house.core.worker.settle();
    const last = (await house.thread('bithu-1')).at(-1);
    expect(last?.text).toContain('cảm tình Đoàn');
    expect(last?.text).toContain('how?');
    expect(await tasks()).toEqual([]);
  });
});
