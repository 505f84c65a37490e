/** Waves of reminders that a superior starts by hand. */
import { isWorker, maySeeUnit, mayReport } from './access.ts';
import { actingPost, refuse, type DecideContext } from './decide.ts';
import type { CommandOf } from './commands.ts';
import type { Decided } from './notices.ts';
import type { Wave } from './waves.ts';

type WaveDecision<Result> = Decided<{ wave: Wave }, Result>;

/** Whoever works for a unit may remind everybody below it. */
const mayRemind = (ctx: DecideContext, as: string, unitId: string): boolean => {
  const post = actingPost(ctx, as);
  return (
    post !== undefined &&
    isWorker(post) &&
    maySeeUnit(ctx.tree, [post], unitId) &&
    mayReport(ctx.tree, [post], unitId)
  );
};

export const startWave = (
  ctx: DecideContext,
  { as, unitId, year }: CommandOf<'wave.start'>,
  { people, at }: { people: number; at: Date },
): WaveDecision<{ waveId: string; people: number; at: string }> => {
  if (!mayRemind(ctx, as, unitId)) return refuse('not_allowed');
  if (people === 0) return refuse('nobody_to_remind');
  const id = ctx.newId();
  const wave: Wave = { id, rev: 0, unitId, year, by: ctx.act, at: ctx.now, people, paused: false };
  return {
    changes: { wave },
    audit: [{ action: 'wave.started', subject: id, unitId, after: { year, people } }],
    notices: [],
    result: { waveId: id, people, at: at.toISOString() },
  };
};

export const pauseWave = (
  ctx: DecideContext,
  wave: Wave | undefined,
  { as, paused }: CommandOf<'wave.pause'>,
): WaveDecision<{ paused: boolean }> => {
  if (!wave) return refuse('not_found');
  if (!mayRemind(ctx, as, wave.unitId)) return refuse('not_allowed');
  const { id, unitId, year } = wave;
  const action = paused ? 'wave.paused' : 'wave.resumed';
  return {
    changes: { wave: { ...wave, paused } },
    audit: wave.paused === paused ? [] : [{ action, subject: id, unitId, after: { year } }],
    notices: [],
    result: { paused },
  };
};
