import { describe, expect, test } from '@jest/globals';
import type { Flow } from '../../src/dialog/turn.ts';
import { createFlowList } from '../../src/app/turns/flow-list.ts';

const entries = { fallback: 'fallback', stranger: 'join' };
const flow = (id: string, more: Partial<Flow> = {}): Flow => ({
  id,
  version: 1,
  run: async () => undefined,
  ...more,
});
const needed = [flow('fallback'), flow('join')];

describe('the list of conversations', () => {
  test('finds one by its id, its words and its intents', () => {
    const plan = flow('plan', { commands: ['dangky', 'register'], intents: ['board'] });
    const list = createFlowList([...needed, plan], entries);
    expect(list.byId('plan')).toBe(plan);
    expect(list.byCommand('dangky')).toBe(plan);
    expect(list.byCommand('register')).toBe(plan);
    expect(list.byIntent('board')).toBe(plan);
    expect(list.fallback.id).toBe('fallback');
    expect(list.stranger.id).toBe('join');
  });

  test.each(['DangKy', 'ĐĂNGKÝ', 'đăngký', 'đăngký'.normalize('NFD')])(
    'hears %s as the same word',
    (word) => {
      const list = createFlowList([...needed, flow('plan', { commands: ['dangky'] })], entries);
      expect(list.byCommand(word)?.id).toBe('plan');
    },
  );

  test('knows nothing of what is not in it, an id is no word and a word no intent', () => {
    const plan = flow('plan', { commands: ['dangky'], intents: ['board'] });
    const list = createFlowList([...needed, plan], entries);
    expect(list.byId('board')).toBeUndefined();
    expect(list.byCommand('plan')).toBeUndefined();
    expect(list.byIntent('dangky')).toBeUndefined();
  });

  test.each<[string, Flow, Flow, string]>([
    ['ids', flow('one'), flow('one'), 'one'],
    ['words', flow('one', { commands: ['a'] }), flow('two', { commands: ['b', 'a'] }), 'a'],
    ['intents', flow('one', { intents: ['a'] }), flow('two', { intents: ['a'] }), 'a'],
    ['words within one', flow('one', { commands: ['a', 'a'] }), flow('two'), 'a'],
  ])('refuses double %s', (_what, one, two, key) => {
    expect(() => createFlowList([...needed, one, two], entries)).toThrow(
      `two flows answer to ${key}`,
    );
  });

  test.each([['fallback'], ['join']])('refuses to be without %s', (id) => {
    const some = needed.filter((one) => one.id !== id);
    expect(() => createFlowList(some, entries)).toThrow(`there is no flow ${id}`);
  });
});
