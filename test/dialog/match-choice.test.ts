import { describe, expect, test } from '@jest/globals';
import { navChoice } from '../../src/dialog/choice-id.ts';
import { matchPressed, matchTyped, type Offered } from '../../src/dialog/match-choice.ts';
import { raw, type Choice } from '../../src/dialog/message.ts';

const offer = (label: string, over: Partial<Choice> = {}): Offered => ({
  label,
  choice: { label: raw(label), answer: label, ...over },
});

const back: Offered = { label: '↩ Quay lại', choice: navChoice('back') };
const skip: Offered = { label: 'Bỏ qua', choice: navChoice('skip') };

const items = [
  offer('Học tập nghị quyết', { code: '1.1', answer: 'i11' }),
  offer('Tham gia bảo vệ nền tảng', { code: '1.2', answer: 'i12' }),
  offer('Mười hai', { code: '12', answer: 'i_12' }),
];
const verdicts = [
  offer('✅ Đạt', { answer: 'yes' }),
  offer('❌ Không đạt', { answer: 'no' }),
  offer('Đạt một phần', { answer: 'part' }),
  offer('Xem kế hoạch', { intent: 'plan:ab12' }),
  back,
];
const twins = [offer('Bán'), offer('Bàn'), offer('Hải Hà 1'), offer('Hải Hà 2')];
const sure = [offer('Rút lại', { answer: 'yes' }), offer('Giữ nguyên', { answer: 'no' })];
const numbers = [offer('20'), offer('10'), offer('1'), skip];
const own = [offer('Quay lại', { answer: 'home' }), offer('Dừng')];
const inEnglish = [offer('Yes'), { ...back, label: 'Back' }, { ...skip, label: 'Skip' }];
const emoji = [offer('👍'), offer('👎')];

const loose = { digits: true, loose: true };
const strict = { digits: false, loose: false };

const ambiguous = (...labels: string[]) => ({ ambiguous: labels });

/** typed | offered | what it chooses | how */
const table: [string, Offered[], unknown, { digits: boolean; loose: boolean }?][] = [
  ['bao ve', items, { answer: 'i12' }],
  ['vệ', items, undefined],
  ['bảo vệ', items, undefined, strict],
  ['đạt một', [offer('Chưa đạt một phần')], undefined],
  ['Vâng.', sure, { answer: 'yes' }],
  ['dong y', sure, { answer: 'yes' }],
  ['không', sure, { answer: 'no' }],
  ['vâng', sure, undefined, strict],
  ['vâng', twins, undefined],
  ['1.2', items, { answer: 'i12' }],
  ['1,2', items, { answer: 'i12' }],
  ['1 2', items, { answer: 'i12' }],
  [' 1. 2. ', items, { answer: 'i12' }],
  ['12', items, { answer: 'i_12' }],
  ['1.2', items, { answer: 'i12' }, strict],
  ['1.3', items, undefined],
  // a choice with a code is never numbered on the screen
  ['1', items, undefined],
  ['4', [...items, back], { nav: 'back' }],

  ['1', verdicts, { answer: 'yes' }],
  ['2.', verdicts, { answer: 'no' }],
  ['(3)', verdicts, { answer: 'part' }],
  ['4', verdicts, { intent: 'plan:ab12' }],
  ['5', verdicts, { nav: 'back' }],
  ['6', verdicts, undefined],
  ['0', verdicts, undefined],
  ['-1', verdicts, undefined],
  ['1 đạt', verdicts, undefined],
  ['1', verdicts, undefined, strict],

  ['Đạt', verdicts, { answer: 'yes' }],
  ['đạt', verdicts, { answer: 'yes' }],
  ['DAT', verdicts, { answer: 'yes' }],
  ['  không   đạt! ', verdicts, { answer: 'no' }],
  ['đạt'.normalize('NFD'), verdicts, { answer: 'yes' }],
  ['dat', verdicts, { answer: 'yes' }, strict],
  ['đát', verdicts, { answer: 'yes' }],
  // other accents are other words where free text is welcome
  ['đát', verdicts, undefined, strict],
  ['xem ke hoach', verdicts, { intent: 'plan:ab12' }],

  ['khong', verdicts, { answer: 'no' }],
  ['dat mot', verdicts, { answer: 'part' }],
  ['kh', verdicts, undefined],
  ['khong', verdicts, undefined, strict],
  ['không phải', verdicts, undefined],

  ['bán', twins, { answer: 'Bán' }],
  ['BÀN', twins, { answer: 'Bàn' }],
  ['ban', twins, ambiguous('Bán', 'Bàn')],
  ['bạn', twins, ambiguous('Bán', 'Bàn')],
  ['bạn', twins, undefined, strict],
  ['hải hà', twins, ambiguous('Hải Hà 1', 'Hải Hà 2')],
  ['hai ha 2', twins, { answer: 'Hải Hà 2' }],

  // a number that stands on two choices is never guessed
  ['1', numbers, ambiguous('20', '1')],
  ['10', numbers, { answer: '10' }],
  ['20', numbers, { answer: '20' }],
  ['3', numbers, { answer: '1' }],

  ['quay lại', verdicts, { nav: 'back' }],
  ['quay lai', verdicts, { nav: 'back' }],
  ['Quay Lại', verdicts, { nav: 'back' }],
  ['back', verdicts, { nav: 'back' }],
  ['BACK', verdicts, { nav: 'back' }, strict],
  ['bỏ qua', verdicts, undefined],
  ['bỏ qua', [skip], { nav: 'skip' }, strict],
  ['bo qua', [skip], { nav: 'skip' }, strict],
  ['skip', [skip], { nav: 'skip' }, strict],
  ['quay lai', inEnglish, { nav: 'back' }],
  ['bỏ qua', inEnglish, { nav: 'skip' }],
  ['back', inEnglish, { nav: 'back' }],
  ['quay lại', own, { answer: 'home' }],
  ['back', own, undefined],

  ['👍', emoji, { answer: '👍' }],
  ['👎👎', emoji, undefined],
  ['🙂', emoji, undefined],
  ['...', verdicts, undefined],
  ['đồng ý', [], undefined],
];

describe('typed words', () => {
  test.each(table)('"%s" at %j chooses %j (%j)', (typed, offered, expected, how = loose) => {
    const found = matchTyped(typed, offered, how);
    const plain =
      found && 'ambiguous' in found
        ? { ambiguous: found.ambiguous.map(({ label }) => 'raw' in label && label.raw) }
        : found;
    expect(plain).toEqual(expected);
  });
});

describe('pressed buttons', () => {
  const choices = [...verdicts, skip].map(({ choice }) => choice);

  test.each([
    ['=abcd1234:yes', { answer: 'yes' }],
    ['=abcd1234:~back', { nav: 'back' }],
    ['=abcd1234:~skip', { nav: 'skip' }],
    ['plan:ab12', { intent: 'plan:ab12' }],
    ['=zzzz9999:yes', { stale: { token: 'zzzz9999', answer: 'yes' } }],
    ['=abcd1234:gone', { stale: { token: 'abcd1234', answer: 'gone' } }],
    ['=abcd1234:', { stale: { token: 'abcd1234', answer: '' } }],
    ['yes', undefined],
    ['=short:yes', undefined],
    ['plan:other', undefined],
    ['', undefined],
  ])('"%s" chooses %j', (pressed, expected) => {
    expect(matchPressed(pressed, choices, 'abcd1234')).toEqual(expected);
  });
});
