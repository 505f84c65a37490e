import { describe, expect, test } from '@jest/globals';
import { choiceId, questionToken } from '../../src/dialog/choice-id.ts';
import { raw } from '../../src/dialog/message.ts';
import type { RawInput } from '../../src/dialog/read-answer.ts';
import type { Flow } from '../../src/dialog/turn.ts';
import { createFlowList } from '../../src/app/turns/flow-list.ts';
import { route, type Route, type RouteContext } from '../../src/app/turns/route.ts';

const flow = (id: string, more: Partial<Flow> = {}): Flow => ({
  id,
  version: 1,
  run: async () => undefined,
  ...more,
});
const flows = createFlowList(
  [
    flow('fallback', { open: true }),
    flow('join', { open: true, commands: ['start'] }),
    flow('help', { open: true, commands: ['trogiup'], intents: ['help'] }),
    flow('board', { commands: ['dangky'], intents: ['board'] }),
  ],
  { fallback: 'fallback', stranger: 'join' },
);

/** A route as a line to read: where to, which flow, opened by what. */
const words = (to: Route): string => {
  if (to.to === 'resume' || to.to === 'drop') return `${to.to} ${to.ref}`;
  if (to.to !== 'flow') return to.to;
  const { words: typed, intent } = to.start;
  const opening = typed ?? (intent && [intent.action, intent.subject, intent.rev].join(':'));
  return `${to.flow.id}(${opening ?? ''})`;
};
const at = '2026-09-14T01:00:00.000Z';
const answer = choiceId({ label: raw('Có'), answer: 'yes' }, questionToken('web:1', 'ask:sure'));

const member: RouteContext = { flows, member: true, hasOpen: false };
const asked: RouteContext = { flows, member: true, hasOpen: true };
const stranger: RouteContext = { flows, member: false, hasOpen: false };
const joining: RouteContext = { flows, member: false, hasOpen: true };

const chosen = (press: string): RouteContext => ({ ...member, chosen: { press } });
const chosenAsked = (press: string): RouteContext => ({ ...asked, chosen: { press } });

describe('an event goes', () => {
  test.each<[string, RouteContext, Omit<RawInput, 'at'>, string]>([
    // commands: always after a slash
    ['a command', member, { text: '/dangky' }, 'board()'],
    ['a command with words', member, { text: '/dangky 1.1; Mở lớp' }, 'board(1.1; Mở lớp)'],
    ['a command with lines', member, { text: '/dangky a\nb' }, 'board(a\nb)'],
    ['a command with accents', member, { text: '/ĐăngKý' }, 'board()'],
    ['a command with a space', member, { text: '/ dangky' }, 'board()'],
    ['a command in a group', member, { text: '/dangky@ba_chu_dong_bot' }, 'board()'],
    ['a command in a group, with words', member, { text: '/dangky@bot x' }, 'board(x)'],
    ['a command at a question', asked, { text: '/dangky' }, 'board()'],
    ['an unknown command', member, { text: '/khongco' }, 'fallback(/khongco)'],
    ['an unknown command at a question', asked, { text: '/khongco' }, 'fallback(/khongco)'],
    ['a slash alone at a question', asked, { text: '/' }, 'question'],
    ['a word of a command without its slash', member, { text: 'dangky' }, 'fallback(dangky)'],
    // text
    ['words', member, { text: ' xin chào ' }, 'fallback(xin chào)'],
    ['words at a question', asked, { text: 'xin chào' }, 'question'],
    ['a digit', member, { text: '1' }, 'fallback(1)'],
    ['a digit at a question', asked, { text: '1' }, 'question'],
    ['a date at a question', asked, { text: '30/11' }, 'question'],
    // what is neither
    ['a sticker', member, { other: 'sticker' }, 'fallback()'],
    ['a sticker at a question', asked, { other: 'sticker' }, 'question'],
    // cancelling
    ['/huy', member, { text: '/huy' }, 'cancel'],
    ['/huỷ', asked, { text: '/huỷ' }, 'cancel'],
    ['/hủy', asked, { text: '/hủy' }, 'cancel'],
    ['/cancel', asked, { text: '/cancel' }, 'cancel'],
    ['the cancel button', asked, { press: 'cancel' }, 'cancel'],
    ['huy without a slash', asked, { text: 'huy' }, 'question'],
    // buttons
    ['a button', member, { press: 'board:thpt:2027' }, 'board(board:thpt:2027)'],
    ['a button at a question', asked, { press: 'board:thpt:2027' }, 'board(board:thpt:2027)'],
    ['a button of no flow', member, { press: 'gone:x' }, 'stale'],
    ['a button of no flow at a question', asked, { press: 'gone:x' }, 'question'],
    ['an answer button', asked, { press: answer }, 'question'],
    ['an answer button when nothing is open', member, { press: answer }, 'stale'],
    ['a press of any string', member, { press: '🎉 {}' }, 'stale'],
    ['an empty press', member, { press: '' }, 'stale'],
    ['resume', member, { press: 'resume:abc' }, 'resume abc'],
    ['drop', asked, { press: 'drop:abc' }, 'drop abc'],
    ['resume of nothing', member, { press: 'resume' }, 'resume '],
    // words that choose of a message that is no question
    [
      'a word with a number',
      chosen('board:thpt:2027'),
      { text: 'xem 6' },
      'board(board:thpt:2027)',
    ],
    [
      'such words at a question',
      chosenAsked('board:thpt:2027'),
      { text: 'XEM6' },
      'board(board:thpt:2027)',
    ],
    ['such words of no message', member, { text: 'xem 6' }, 'fallback(xem 6)'],
    ['such words of no message, at a question', asked, { text: 'xem 6' }, 'question'],
    ['such words for what is gone', chosen('gone:x'), { text: 'xem 6' }, 'stale'],
    [
      'such words for what is gone, at a question',
      chosenAsked('gone:x'),
      { text: 'xem 6' },
      'stale',
    ],
    [
      'such words beyond the last',
      { ...asked, chosen: { count: 3 } },
      { text: 'xem 6' },
      'no_choice',
    ],
    [
      'a stranger’s such words',
      { ...stranger, chosen: { press: 'board:thpt:2027' } },
      { text: 'xem 6' },
      'join()',
    ],
    // strangers
    ['a stranger’s words', stranger, { text: 'xin chào' }, 'join(xin chào)'],
    ['a stranger’s command for members', stranger, { text: '/dangky' }, 'join()'],
    ['a stranger’s command for all', stranger, { text: '/trogiup' }, 'help()'],
    ['a stranger’s invitation', stranger, { text: '/start ABCD' }, 'join(ABCD)'],
    ['a forwarded button', stranger, { press: 'board:thpt:2027' }, 'join()'],
    ['a button for all', stranger, { press: 'help' }, 'help(help::)'],
    ['a newcomer’s answer', joining, { text: 'Nguyễn Văn Mới Mẫu' }, 'question'],
  ])('%s', (_what, context, input, to) => {
    expect(words(route({ at, ...input }, context))).toBe(to);
  });

  test('a press and a text never both: the press counts', () => {
    const both = { at, text: '/dangky', press: 'help' };
    expect(words(route(both, member))).toBe('help(help::)');
  });
});
