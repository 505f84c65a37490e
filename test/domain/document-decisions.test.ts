import { describe, expect, test } from '@jest/globals';
import { issuePaper, keepScans } from '../../src/domain/document-decisions.ts';
import type { PaperText } from '../../src/domain/stationery.ts';
import { chooseTemplate, nameSigner, wordPaper } from '../../src/domain/stationery-decisions.ts';
import { isDraft, planDocument, type PlanPaperSource } from '../../src/domain/plan-document.ts';
import type { Registration } from '../../src/domain/registration.ts';
import { closeAs, decideAs } from './reviewing.ts';
import { at, contextOf, done, draftOf, post, programme, refusedWith, send } from './office.ts';

const signer = { name: 'Trần Văn Ký Mẫu', post: 'secretary' } as const;
const now = at('2026-10-05');
const binh = contextOf('binh', 'truong1', now);
const sent = send(draftOf('1.1', '2.1', '3.1'));
const file = { id: 'f1', name: 'a.pdf', type: 'application/pdf', size: 1_000 };

const issue = (number = 5, date = '2026-10-05') =>
  ({ type: 'document.issue', as: 'binh@truong1', year: 2027, number, date }) as const;
const scan = (files = [file]) =>
  ({ type: 'document.scan', as: 'binh@truong1', year: 2027, files }) as const;

const issued = (plan: Registration = sent): Registration =>
  done(issuePaper(binh, plan, issue(), signer)).changes.registration;

describe('issuing a paper', () => {
  test('gives it number, date, signer and the sending it was issued for', () => {
    const { changes, audit, result } = done(issuePaper(binh, sent, issue(), signer));
    expect(changes.registration.document).toMatchObject({
      number: 5,
      date: '2026-10-05',
      signer,
      round: 1,
    });
    expect(result).toEqual({ number: '05-KH/ĐTN' });
    expect(audit).toMatchObject([
      { action: 'document.issued', unitId: 'truong1', after: { number: '05', date: '2026-10-05' } },
    ]);
    expect([isDraft(sent), isDraft(changes.registration)]).toEqual([true, false]);
  });

  test('again keeps what stood before in the log', () => {
    const { audit } = done(issuePaper(binh, issued(), issue(6), signer));
    expect(audit[0]).toMatchObject({ before: { number: '05' }, after: { number: '06' } });
  });

  test.each([
    ['for a plan that was never sent', draftOf('1.1'), issue(), 'not_sent'],
    ['for no plan', undefined, issue(), 'not_sent'],
    ['with a day to come', sent, issue(5, '2026-10-06'), 'invalid_field'],
    ['with a day of long ago', sent, issue(5, '2025-12-31'), 'invalid_field'],
    ['with no day', sent, issue(5, 'hôm nay'), 'invalid_field'],
    ['with no number', sent, issue(0), 'invalid_field'],
    ['with half a number', sent, issue(1.5), 'invalid_field'],
  ])('%s is refused', (_case, plan, command, code) => {
    expect(refusedWith(issuePaper(binh, plan, command, signer))?.code).toBe(code);
  });

  test.each([
    ['a neighbour', 'hoa', 'truong2'],
    ['the superior', 'canbo1', 'xa1'],
    ['an administrator', 'quantri', 'tinh'],
  ])('is nothing for %s', (_who, person, unit) => {
    const ctx = contextOf(person, unit, now);
    const command = { ...issue(), as: `${person}@${unit}` };
    expect(refusedWith(issuePaper(ctx, sent, command, signer))?.code).toBe('not_allowed');
  });
});

describe('a scan', () => {
  test('takes the place of the last one, which the log still names', () => {
    const first = done(keepScans(binh, issued(), scan())).changes.registration;
    const { changes, audit } = done(keepScans(binh, first, scan([{ ...file, id: 'f2' }])));
    expect(changes.registration.document).toMatchObject({ number: 5, scans: [{ id: 'f2' }] });
    expect(audit[0]).toMatchObject({
      before: { files: [{ id: 'f1' }] },
      after: { files: [{ id: 'f2' }] },
    });
  });

  test.each([
    ['without files', sent, scan([]), 'missing_field'],
    ['of a file too heavy', sent, scan([{ ...file, size: 20_000_001 }]), 'invalid_field'],
    ['of too many files', sent, scan(Array.from({ length: 21 }, () => file)), 'invalid_field'],
    ['of a plan that was never sent', draftOf('1.1'), scan(), 'not_sent'],
  ])('%s is refused', (_case, plan, command, code) => {
    expect(refusedWith(keepScans(binh, plan, command))?.code).toBe(code);
  });
});

const source = (
  registration: Registration,
  more: Partial<PlanPaperSource> = {},
): PlanPaperSource => ({
  unit: { name: 'Đoàn trường THPT Mẫu' },
  superior: { name: 'Đoàn phường Sao Mai' },
  year: 2027,
  programme,
  registration,
  stationery: undefined,
  defaults: {
    basis: 'Căn cứ một;\nCăn cứ hai,',
    purpose: 'Năm {năm}.',
    requirements: 'Yêu cầu.',
    arrangements: 'Tổ chức.',
    recipients: '- {cấp trên};\n- Lưu.',
  },
  secretary: 'Trần Thị Bí Thư Mẫu',
  now,
  ...more,
});

describe('the paper of a plan', () => {
  test('says what was sent, while the superior has it', () => {
    const paper = planDocument(source(issued()));
    expect(paper).toMatchObject({
      draft: false,
      number: '05',
      date: '2026-10-05',
      superiorLine: 'ĐOÀN PHƯỜNG SAO MAI',
      ownLine: 'BCH ĐOÀN TRƯỜNG THPT MẪU',
      place: 'Sao Mai',
      basis: ['Căn cứ một', 'Căn cứ hai'],
      purpose: ['Năm 2027.'],
      recipients: ['Đoàn phường Sao Mai', 'Lưu'],
      signer,
    });
    expect(paper.heads.map(({ items }) => items.map(({ code }) => code))).toEqual([
      ['1.1'],
      ['2.1'],
      ['3.1'],
    ]);
  });

  test('is a draft again while the plan is changed after a review', () => {
    const returned = closeAs('canbo1', decideAs('canbo1', issued(), 'returned'));
    expect(planDocument(source(returned))).toMatchObject({ draft: true, number: '' });
  });

  test('of nothing has three empty heads and the secretary for a signer', () => {
    const { registration: _none, ...rest } = source(sent);
    const paper = planDocument({ ...rest, registration: undefined });
    expect(paper.heads.map(({ items }) => items.length)).toEqual([0, 0, 0]);
    expect(paper.signer).toEqual({ name: 'Trần Thị Bí Thư Mẫu', post: 'secretary' });
  });

  test('keeps the name that signed it, whoever signs from now on', () => {
    const stationery = {
      id: 'u',
      rev: 1,
      texts: {},
      signer: { name: 'Người Mới Mẫu', post: 'deputy' },
    } as const;
    expect(planDocument(source(issued(), { stationery })).signer).toEqual(signer);
    expect(planDocument(source(sent, { stationery })).signer.name).toBe('Người Mới Mẫu');
  });
});

describe('what a unit writes its papers with', () => {
  const words = (text: PaperText, said: string, as = 'binh@truong1') =>
    ({ type: 'document.words', as, text, words: said }) as const;

  test('is kept for the years to come, and given up by empty words', () => {
    const { stationery } = done(
      wordPaper(binh, undefined, words('purpose', ' Một \n\n\n Hai ')),
    ).changes;
    expect(stationery.texts).toEqual({ purpose: 'Một\n\nHai' });
    const later = done(wordPaper(binh, stationery, words('purpose', '')));
    expect(later.changes.stationery.texts).toEqual({});
    expect(later.audit[0]).toMatchObject({ before: { text: 'purpose', words: 'Một\n\nHai' } });
  });

  test('is one line where a line is meant', () => {
    const { stationery } = done(wordPaper(binh, undefined, words('place', 'Sao\nMai'))).changes;
    expect(stationery.texts.place).toBe('Sao Mai');
  });

  test.each([
    ['a text too long', binh, words('place', 'a'.repeat(61)), 'too_long'],
    [
      'somebody of another unit',
      contextOf('hoa', 'truong2', now),
      words('place', 'a'),
      'not_allowed',
    ],
    [
      'an administrator, who writes no papers',
      contextOf('quantri', 'tinh', now),
      words('place', 'a', 'quantri@tinh'),
      'not_allowed',
    ],
  ])('refuses %s', (_case, ctx, command, code) => {
    expect(refusedWith(wordPaper(ctx, undefined, command))?.code).toBe(code);
  });

  test('names who signs, without putting the name into the log', () => {
    const command = {
      type: 'document.signer',
      as: 'binh@truong1',
      signer: { name: ' Lê  Mẫu ', post: 'deputy' },
    } as const;
    const { changes, audit } = done(nameSigner(binh, undefined, command));
    expect(changes.stationery.signer).toEqual({ name: 'Lê Mẫu', post: 'deputy' });
    expect(JSON.stringify(audit)).not.toContain('Lê');
    const none = done(
      nameSigner(binh, changes.stationery, { type: 'document.signer', as: 'binh@truong1' }),
    );
    expect('signer' in none.changes.stationery).toBe(false);
  });

  test.each([
    ['a superior', 'canbo1', 'xa1', undefined],
    ['the province', 'tinh1', 'tinh', undefined],
    ['an administrator', 'quantri', 'tinh', undefined],
    ['a registering unit', 'binh', 'truong1', 'not_allowed'],
  ])('takes a template of %s: %s@%s → %s', (_who, person, unit, code) => {
    const ctx = contextOf(person, unit, now);
    const command = { type: 'document.use_template', as: `${person}@${unit}`, file } as const;
    expect(refusedWith(chooseTemplate(ctx, undefined, command))?.code).toBe(code);
  });

  test('goes back to the template that held before', () => {
    const ctx = contextOf('canbo1', 'xa1', now);
    const as = 'canbo1@xa1';
    const own = done(
      chooseTemplate(ctx, undefined, { type: 'document.use_template', as, file }),
    ).changes;
    const gone = done(chooseTemplate(ctx, own.stationery, { type: 'document.use_template', as }));
    expect('planTemplate' in gone.changes.stationery).toBe(false);
    expect(gone.audit[0]).toMatchObject({ before: { file: 'f1', name: 'a.pdf' } });
  });

  test('is nobody’s who holds the post no more', () => {
    const past = contextOf('binh', 'truong1', now, {
      posts: [post('binh', 'truong1', 'secretary', { to: at('2026-10-01') })],
    });
    expect(refusedWith(wordPaper(past, undefined, words('place', 'a')))?.code).toBe('not_allowed');
  });
});
