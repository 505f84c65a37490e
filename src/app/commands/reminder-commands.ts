import type { CommandOf } from '../../domain/commands.ts';
import { dayOf } from '../../domain/dates.ts';
import { refuse } from '../../domain/decide.ts';
import { snoozeOptions } from '../../domain/snooze.ts';
import { pauseWave, startWave } from '../../domain/wave-decisions.ts';
import { outboxPriorities } from '../../store/contract.ts';
import type { Desk } from '../turns/desk.ts';
import { sightOfDesk } from '../reminders/desk-sight.ts';
import { reminderSeq, unspoken } from '../reminders/plan.ts';
import { nearestLastDay } from '../reminders/sections.ts';
import { audienceOf, waveRows } from '../reminders/wave.ts';
import { decideWith, type Decision } from './decide-with.ts';

/** The message that comes then lies in the outbox at once: nothing else needs to remember it. */
const snooze = async (desk: Desk, { choice }: CommandOf<'reminder.snooze'>): Promise<Decision> => {
  const { person, account, lang } = desk.asker();
  if (!person) return refuse('not_allowed');
  const sight = await sightOfDesk(desk, [person.id]);
  const [reader] = sight.readers;
  const lastDay = reader && nearestLastDay(sight, reader);
  const options = lastDay ? snoozeOptions(desk.now, lastDay, sight.calendar) : [];
  const at = options.find((one) => one.choice === choice)?.at;
  if (!at) return refuse('snooze_too_late');
  desk.uow.enqueue({
    id: `snooze|${person.id}|${desk.now.getTime()}|${choice}`,
    channel: account.channel,
    address: account.address,
    personId: person.id,
    priority: outboxPriorities.reminder,
    seq: reminderSeq(at),
    notBefore: at,
    lang,
    message: unspoken,
    reminder: { day: dayOf(at), items: [], by: 'snooze' },
    at: desk.now,
  });
  return { changes: {}, audit: [], notices: [], result: { at: at.toISOString() } };
};

const start = async (desk: Desk, command: CommandOf<'wave.start'>): Promise<Decision> => {
  const sight = await sightOfDesk(desk);
  const audience = audienceOf(sight, command.unitId, command.year);
  const people = audience.targets.length;
  const decision = await decideWith(desk, { as: command.as, programme: undefined }, (ctx) =>
    startWave(ctx, command, { people, at: audience.at }),
  );
  if ('refused' in decision) return decision;
  const rows = waveRows(audience, decision.changes.wave.id, desk.now);
  for (const row of rows) desk.uow.enqueue(row);
  return decision;
};

const pause = async (desk: Desk, command: CommandOf<'wave.pause'>): Promise<Decision> => {
  const wave = await desk.uow.load('wave', command.waveId);
  return decideWith<Decision>(desk, { as: command.as, programme: undefined }, (ctx) =>
    pauseWave(ctx, wave, command),
  );
};

export const reminderCommands = {
  'reminder.snooze': snooze,
  'wave.start': start,
  'wave.pause': pause,
};
