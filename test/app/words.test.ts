import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { raw, text } from '../../src/dialog/message.ts';
import { createSpeaker, type Speaker } from '../../src/app/words.ts';
import { createWords } from '../../src/i18n/words.ts';

describe('words', () => {
  let dir: string;
  let speaker: Speaker;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'words-'));
    const languages = {
      vi: { hello: 'Chào {{name}}', days: 'Còn {{count}} ngày', yes: 'Có', a: { b: 'sâu' } },
      en: {
        hello: 'Hello {{name}}',
        days_one: '{{count}} day left',
        days_other: '{{count}} days left',
        yes: 'Yes',
        a: { b: 'deep' },
      },
    };
    for (const [lang, words] of Object.entries(languages)) {
      await mkdir(join(dir, lang));
      await writeFile(join(dir, lang, 'test.json'), JSON.stringify(words));
    }
    speaker = createSpeaker(createWords(dir));
  });
  afterAll(() => rm(dir, { recursive: true }));

  test('are in the language of the reader', () => {
    const hello = text('test.hello', { name: 'An' });
    expect([speaker.say(hello, 'vi'), speaker.say(hello, 'en')]).toEqual(['Chào An', 'Hello An']);
    expect(speaker.say(text('test.a.b'), 'vi')).toBe('sâu');
  });

  test('count as their language counts', () => {
    const days = (count: number, lang: string): string =>
      speaker.say(text('test.days', { count }), lang);
    expect([days(1, 'en'), days(2, 'en'), days(1, 'vi')]).toEqual([
      '1 day left',
      '2 days left',
      'Còn 1 ngày',
    ]);
  });

  test('that are missing throw instead of showing a key to people', () => {
    expect(() => speaker.say(text('test.none'), 'vi')).toThrow('no words for test.none');
    expect(() => speaker.say(text('none.hello'), 'vi')).toThrow('no words for none.hello');
    expect(() => speaker.phrase('vi')('test.none')).toThrow('no words for test.none');
  });

  test('leave what people wrote as they wrote it', () => {
    const name = '<b>{{name}}</b> & $t(test.yes)';
    expect(speaker.say(text('test.hello', { name }), 'vi')).toBe(`Chào ${name}`);
    expect(speaker.say(raw('{{count}} < 1'), 'vi')).toBe('{{count}} < 1');
  });

  test('may hold texts and lists of texts', () => {
    const two = [text('test.yes'), raw('An')];
    expect(speaker.say(text('test.hello', { name: two }), 'vi')).toBe('Chào Có, An');
    expect(speaker.say(text('test.hello', { name: text('test.yes') }), 'en')).toBe('Hello Yes');
  });

  test('make a message: lines in NFC, choices with a label, a tone and what they do', () => {
    const message = {
      lines: [raw('Hội nghị'.normalize('NFD')), text('test.yes')],
      choices: [
        { label: text('test.yes'), answer: 'yes', tone: 'primary' as const },
        { label: raw('Kế hoạch'), intent: 'plan:thpt:2027' },
      ],
    };
    const shown = speaker.render(message, 'vi', 'token', 'slot');
    expect(shown.text).toBe('Hội nghị\nCó'.normalize('NFC'));
    expect(shown.slot).toBe('slot');
    expect(shown.choices).toMatchObject([
      { label: 'Có', tone: 'primary', action: 'yes' },
      { id: 'plan:thpt:2027', label: 'Kế hoạch', tone: 'plain', action: 'plan' },
    ]);
    expect(shown.choices[0]?.id).toContain('token');
  });
});
