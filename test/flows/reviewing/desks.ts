/** The desks that the transcripts of reviewers begin at; each call is a fresh one. */
import type { World } from '../play.ts';
import {
  cadre,
  deputyOfAgencies,
  fields,
  firstSending,
  secondSending,
  secretary,
  task,
} from './sample.ts';
import { plan, reviewWorld, type Plan } from './world.ts';

const colleaguesPlan = (): Plan => ({
  ...plan(firstSending().slice(0, 2), {
    registrationId: 'r-quan',
    unitId: 'u-quan',
    unitName: 'Chi đoàn cơ sở Ban Chỉ huy Quân sự phường Sông Mẫu',
    state: 'reviewing',
    late: true,
    sentAt: '2026-10-15T07:30:00+07:00',
    claimedBy: 'Võ Thị Mẫu',
  }),
  clusterName: 'Cụm lực lượng vũ trang',
});

/** Last year's plan, closed long ago: old buttons still lead to it. */
const lastYearsPlan = (): Plan =>
  plan(
    firstSending()
      .slice(0, 2)
      .map((one) => ({ ...one, state: 'approved' })),
    {
      registrationId: 'r-cu',
      year: 2026,
      state: 'approved',
      round: 2,
      closedAt: '2025-10-20T16:40:00+07:00',
      closedBy: 'Võ Thị Mẫu',
    },
  );

export const busyDesk = (): World =>
  reviewWorld({ plans: [colleaguesPlan(), plan(firstSending()), lastYearsPlan()] });

/** Entered by the reader, who is the only one at the superior. */
export const aloneDesk = (): World =>
  reviewWorld({ plans: [plan(firstSending(), { enteredAlone: true })] });

export const secondRoundDesk = (): World =>
  reviewWorld({
    plans: [
      {
        ...plan(secondSending(), { round: 2, sentAt: '2026-10-16T20:10:00+07:00', mine: true }),
        approvedBefore: 3,
      },
    ],
  });

export const lateUndoDesk = (): World =>
  reviewWorld({ plans: [plan(firstSending())], undoTooLate: true });

export const raceDesk = (): World => reviewWorld({ plans: [plan(firstSending())], faster: 't11' });

export const ownUnitDesk = (): World =>
  reviewWorld({
    posts: [cadre, secretary],
    plans: [plan(firstSending(), { ownUnit: true })],
  });

/** Reviews at two superiors, and both have something to do. */
export const twoPostsDesk = (): World =>
  reviewWorld({
    posts: [cadre, deputyOfAgencies],
    plans: [
      plan(firstSending()),
      {
        ...plan(firstSending().slice(5), {
          registrationId: 'r-so',
          unitId: 'u-so',
          unitName: 'Đoàn Sở Việc Mẫu',
        }),
        as: deputyOfAgencies.postId,
      },
    ],
  });

/** The first post only sees the plan, the second one reviews it. */
export const seenTwiceDesk = (): World =>
  reviewWorld({
    posts: [deputyOfAgencies, cadre],
    plans: [{ ...plan(firstSending().slice(5)), seenBy: [deputyOfAgencies.postId] }],
  });

/** Two posts, but only one desk has work: nobody needs to be asked. */
export const agencyDesk = (): World =>
  reviewWorld({ posts: [deputyOfAgencies, cadre], plans: [plan(firstSending())] });

/** A secretary to whom a cadre forwarded a button. */
export const strangerDesk = (): World =>
  reviewWorld({ posts: [secretary], plans: [plan(firstSending())] });

export const emptyDesk = (): World => reviewWorld({ plans: [lastYearsPlan()] });

/** More under one head than anybody reads at once. */
export const longHeadDesk = (): World =>
  reviewWorld({
    plans: [
      plan(
        Array.from({ length: 13 }, (_, index) =>
          task(
            `t${index}`,
            '1.1',
            fields(`Việc thứ ${index + 1} của năm`, `${index + 1} buổi`, 'Quý II', 'Lê Văn Mẫu'),
          ),
        ),
      ),
    ],
  });
