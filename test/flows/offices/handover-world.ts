/** A deputy who may leave, and a secretary who is the last one of the unit. */
import type { HandoverView } from '../../../src/domain/handover-views.ts';
import type { World } from '../play.ts';
import { followWorld } from './follow-world.ts';
import { unitWorld } from './worlds.ts';

const handing = (world: World, view: HandoverView): World => ({
  ...world,
  reads: {
    ...world.reads,
    'handover.view': () => view,
    'review.queue': () => [],
    'plan.year': () => ({ firstYear: 2023, lastYear: 2027, outside: true }),
    'channels.links': () => ({ zalo: 'https://zalo.me/0?x' }),
  },
  runs: {
    ...world.runs,
    'post.hand_over': ({ on, invite }) => ({
      done: {
        unitName: 'Đoàn trường Hoa Mẫu',
        role: 'secretary',
        day: on.split('-').reverse().join('/'),
        ...(invite ? { code: 'ABCDEFGHJKLM', expiresAt: '2026-10-24T08:00:00+07:00' } : {}),
      },
    }),
    'post.keep': () => ({ done: { unitName: 'Đoàn trường Hoa Mẫu' } }),
  },
});

const today = '2026-10-10';

export const lastOneWorld = (): World =>
  handing(unitWorld(), {
    last: true,
    invited: false,
    today,
    superiorName: 'Đoàn xã Sông Mẫu',
  });

export const leavingWorld = (): World =>
  handing(followWorld(), { last: false, invited: true, today, endsOn: '01/11/2026' });
