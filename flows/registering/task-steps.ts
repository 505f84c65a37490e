import { text, type Text } from '../../src/dialog/message.ts';
import type { Writing } from './task-fields.ts';

/** Where the person is: sub-item, year and step. */
export const stepLine = ({ code, short, year }: Writing, step: number): Text =>
  text('task.step', { code, short, year, step });
