import { describe, expect, it } from '@jest/globals';
import type { DecideContext } from '../../src/domain/decide.ts';
import { freezeReport, noteMailed, sendReportUp } from '../../src/domain/report-decisions.ts';
import type { Report } from '../../src/domain/report-up.ts';
import { at, contextOf, done, posts, refusedWith } from './office.ts';
import { reportContent } from './report-content.ts';

const ofXa1 = posts.filter(({ unitId }) => unitId === 'xa1');
const content = reportContent('xa1');
const files = {
  docx: { id: 'f1', name: 'bao-cao.docx', type: 'application/msword', size: 10 },
  xlsx: { id: 'f2', name: 'bao-cao.xlsx', type: 'application/msexcel', size: 10 },
};
const day = at('2026-10-22');

const freeze = (ctx: DecideContext, reports: readonly Report[] = [], more: object = {}) =>
  freezeReport(
    ctx,
    { content, reports, posts: ofXa1 },
    { type: 'report.freeze', as: ctx.act.postId, year: 2027, ...more },
  );
const frozenBy = (who: string, reports: readonly Report[] = [], now = day): Report =>
  done(freeze(contextOf(who, 'xa1', now), reports)).changes.report;
const sendAs = (who: string, report: Report, seen = report.at) =>
  sendReportUp(contextOf(who, 'xa1', at('2026-10-23')), report, {
    type: 'report.send_up',
    as: `${who}@xa1`,
    reportId: report.id,
    at: seen.toISOString(),
    files,
  });

describe('freezing a report', () => {
  it('is signed by the leader who freezes it, a deputy as a deputy', () => {
    expect(frozenBy('canbo2')).toMatchObject({
      version: 1,
      unitId: 'xa1',
      at: day,
      signer: { name: 'Đồng chí canbo2 Mẫu', post: 'secretary' },
    });
    expect(frozenBy('kiem').signer).toEqual({ name: 'Đồng chí kiem Mẫu', post: 'deputy' });
  });

  it('by a cadre is signed by the secretary', () => {
    expect(frozenBy('canbo1').signer).toEqual({ name: 'Đồng chí canbo2 Mẫu', post: 'secretary' });
  });

  it('again takes the place of one that was not sent, and follows one that was', () => {
    const first = frozenBy('canbo2');
    const again = frozenBy('canbo1', [first], at('2026-10-23'));
    expect([again.id, again.version]).toEqual([first.id, 1]);
    const sent = done(sendAs('canbo1', again)).changes.report;
    const second = frozenBy('canbo2', [sent]);
    expect(second.id).not.toBe(first.id);
    expect(second.version).toBe(2);
  });

  it('bears a number only together with a date', () => {
    const ctx = contextOf('canbo2', 'xa1', day);
    expect(done(freeze(ctx, [], { number: 12 })).changes.report.number).toBeUndefined();
    expect(done(freeze(ctx, [], { number: 12, date: '2026-10-20' })).changes.report).toMatchObject({
      number: 12,
      date: '2026-10-20',
    });
  });

  it('is for people of a unit that approves, and for nobody who has nobody above', () => {
    const secretary = contextOf('binh', 'truong1', day);
    expect(refusedWith(freeze(secretary))?.code).toBe('not_allowed');
    expect(refusedWith(freeze(contextOf('quantri', 'tinh', day)))?.code).toBe('not_allowed');
    expect(refusedWith(freeze(contextOf('tinh1', 'tinh', day)))?.code).toBe('no_superior');
  });
});

describe('sending a report up', () => {
  const frozen = frozenBy('canbo2');

  it('tells the people above once, with the paper', () => {
    const sent = done(sendAs('canbo2', frozen));
    expect(sent.notices).toMatchObject([
      {
        to: { reviewersAt: 'tinh' },
        body: { name: 'report_sent_up', year: 2027, version: 1, units: 6, file: files.docx },
      },
    ]);
    expect(sent.result.superiorName).toBe('Đoàn tinh Mẫu');
    expect(refusedWith(sendAs('canbo2', sent.changes.report))?.code).toBe('report_sent_already');
  });

  it('sends what was shown: a freezing repeated by somebody else is refused', () => {
    const again = frozenBy('canbo1', [frozen], at('2026-10-22', '09:00'));
    expect(refusedWith(sendAs('canbo2', again, frozen.at))?.code).toBe('changed');
  });

  it('is not for the people of another unit', () => {
    const other = sendReportUp(contextOf('canbo3', 'xa2', day), frozen, {
      type: 'report.send_up',
      as: 'canbo3@xa2',
      reportId: frozen.id,
      at: frozen.at.toISOString(),
      files,
    });
    expect(refusedWith(other)?.code).toBe('not_allowed');
  });

  it('and notes when it went out by e-mail', () => {
    const mailed = noteMailed(contextOf('canbo2', 'xa1', at('2026-10-24')), frozen, {
      type: 'report.mailed',
      as: 'canbo2@xa1',
      reportId: frozen.id,
    });
    expect(done(mailed).changes.report.mailedAt).toEqual(at('2026-10-24'));
  });
});
