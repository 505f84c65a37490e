/** The buttons that more than one conversation shows. All are intents: they work from a message of any age. */
import { formatIntent, type Intent } from '../../src/dialog/intent.ts';
import { text, type Choice, type Param, type Tone } from '../../src/dialog/message.ts';
import type { TaskId } from '../../src/domain/ids.ts';
import { hidePersonalData } from '../../src/domain/text.ts';
import type { ItemSubject, PlanSubject } from './subject.ts';

type Look = { tone?: Tone; params?: Readonly<Record<string, Param>> };

/** A button that opens another conversation. */
export const opens = (key: string, intent: Intent, { tone, params }: Look = {}): Choice => ({
  label: text(key, params),
  intent: formatIntent(intent),
  ...(tone ? { tone } : {}),
});

export const planIntent = ({ unitId, year }: PlanSubject): Intent => ({
  action: 'plan',
  subject: unitId,
  rev: year,
});

export const sendIntent = (at: PlanSubject): Intent => ({ ...planIntent(at), action: 'send' });

export const itemIntent = ({ unitId, code, year }: ItemSubject): Intent => ({
  action: 'item',
  subject: `${unitId}/${code}`,
  rev: year,
});

export const newTaskIntent = (at: ItemSubject): Intent => ({
  ...itemIntent(at),
  action: 'task_new',
});

/** To bringing in a whole plan; `words` are the first of it. */
export const bringIntent = (at: PlanSubject, words?: string): Intent => ({
  ...planIntent(at),
  action: 'bring',
  ...(words === undefined ? {} : { words: hidePersonalData(words) }),
});

/** To the conversation for a new task with a line that was typed elsewhere; there it waits if need be. */
export const lineIntent = (at: ItemSubject, words: string): Intent => ({
  ...newTaskIntent(at),
  words,
});

export const taskIntent = (action: string, taskId: TaskId, rev?: number): Intent => ({
  action,
  subject: taskId,
  ...(rev === undefined ? {} : { rev }),
});

export const boardButton = (at: PlanSubject, tone?: Tone): Choice =>
  opens('nav.board', planIntent(at), tone ? { tone } : {});

export const helpButton: Choice = opens('nav.help', { action: 'help' });
