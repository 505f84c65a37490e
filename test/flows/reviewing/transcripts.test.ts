import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { compareFile } from '../transcript.ts';
import { stage } from './stage.ts';

const folder = join(import.meta.dirname, 'transcripts');
const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));

/** Whose conversations these are. */
const reviewers = [
  'queue',
  'review',
  'review_undo',
  'review_close',
  'review_release',
  'report',
  'report_unit',
  'report_head',
  'report_task',
  'report_superior',
  'report_province',
  'invite',
  'join_decide',
  'log',
  'progress',
  'evaluate',
];

describe('transcripts of reviewers', () => {
  const met = new Set<string>();

  test.each(files)('%s is what is said today', async (file) => {
    const { written, played } = await compareFile(join(folder, file), {
      ...stage,
      onFlow: (id) => met.add(id),
    });
    expect(played).toBe(written);
  });

  test('every flow of reviewers has a transcript', () => {
    expect([...met]).toEqual(expect.arrayContaining(reviewers));
  });
});
