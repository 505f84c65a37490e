import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  checkChoices,
  choiceId,
  parseAnswerId,
  questionToken,
} from '../../src/dialog/choice-id.ts';
import { raw } from '../../src/dialog/message.ts';

const label = raw('x');

test('a pressed answer names its question, a pressed intent is the intent itself', () => {
  const token = questionToken('web:e1', 'ask:name');
  expect(token).toMatch(/^[0-9a-z]{8}$/u);
  expect(choiceId({ label, answer: 'có' }, token)).toBe(`=${token}:có`);
  expect(choiceId({ label, intent: 'plan:ab12:3' }, token)).toBe('plan:ab12:3');
});

test('what was made is read back, whatever the answer contains', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 12 }), fc.string(), (answer, key) => {
      const token = questionToken('web:e1', key);
      expect(parseAnswerId(choiceId({ label, answer }, token))).toEqual({ token, answer });
    }),
  );
});

test('twenty thousand questions have twenty thousand tokens', () => {
  const tokens = new Set<string>();
  for (let dialog = 0; dialog < 1_000; dialog += 1) {
    for (let key = 0; key < 20; key += 1) {
      tokens.add(questionToken(`tg:81726${dialog}`, `ask:task.${key}.content`));
    }
  }
  expect(tokens.size).toBe(20_000);
});

test('an id that no button can carry is a fault of the flow', () => {
  expect(() => choiceId({ label, answer: 'ạ'.repeat(18) }, '00000000')).not.toThrow();
  expect(() => choiceId({ label, answer: 'ạ'.repeat(19) }, '00000000')).toThrow('longer than 64');
});

test('the runner keeps its own answers to itself, and no choice stands twice', () => {
  expect(() => checkChoices([{ label, answer: '~back' }])).toThrow('reserved');
  const twice = { label, answer: 'a' };
  expect(() => checkChoices([twice, twice])).toThrow('offered twice');
});
