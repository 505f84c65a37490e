import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadProgrammes, ProgrammesInvalid } from '../../src/programmes/load.ts';
import { parseProgramme } from '../../src/programmes/schema.ts';

const programmesDir = join(import.meta.dirname, '../../programmes');
const real = () => structuredClone(loadProgrammes(programmesDir)[0]!);

const problemsOf = (json: unknown): readonly string[] => {
  const parsed = parseProgramme(json);
  return 'problems' in parsed ? parsed.problems : [];
};

describe('a programme', () => {
  it('is refused with the place of everything that is missing or too much', () => {
    const programme = real();
    const broken = {
      ...programme,
      title: undefined,
      colour: 'red',
      rules: { minTasksPerHead: -1 },
      reportUp: { dueBefore: { year: -1, date: '31-10' } },
    };
    const problems = problemsOf(broken).join('\n');
    for (const place of ['title', 'colour', 'rules.minTasksPerHead', 'reportUp.dueBefore.date'])
      expect(problems).toContain(place);
  });

  it.each([
    ['29 February', { ...real().registration, opensAt: { year: -1, date: '02-29' } }],
    ['31 April', { ...real().registration, opensAt: { year: -1, date: '04-31' } }],
    ['no order', { ...real().registration, opensAt: { year: -1, date: '10-16' } }],
  ])('is refused when its milestones have %s', (_case, registration) => {
    expect(problemsOf({ ...real(), registration })).toHaveLength(1);
  });

  it('is refused when it contradicts itself, with every contradiction', () => {
    const programme = real();
    const [first, second] = programme.heads;
    const problems = problemsOf({
      ...programme,
      firstYear: 2028,
      heads: [first, { ...second!, number: 1, items: [first!.items[0]] }],
      suggestions: [
        { ...programme.suggestions[0]!, id: 'x' },
        { ...programme.suggestions[0]!, id: 'x', item: '3.9' },
      ],
    });
    expect(problems).toEqual([
      'firstYear: is after lastYear',
      'heads: 1 stands twice',
      'items: 1.1 stands twice',
      'suggestions: x stands twice',
      'suggestions: x is for 3.9, which does not exist',
    ]);
  });

  it('is refused when an item stands under the wrong head', () => {
    const programme = real();
    programme.heads[1]!.items = [...programme.heads[1]!.items, programme.heads[0]!.items[0]!];
    expect(problemsOf(programme)).toContain('items: 1.1 stands under head 2');
  });

  it('is refused when a short name does not fit on a phone', () => {
    const programme = real();
    programme.heads[0]!.short = 'x'.repeat(33);
    expect(problemsOf(programme)[0]).toContain('heads.0.short');
  });
});

describe('a folder of programmes', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'programmes-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const put = (name: string, content: unknown) =>
    writeFileSync(
      join(dir, name),
      typeof content === 'string' ? content : JSON.stringify(content),
    );
  const failure = (): string => {
    try {
      loadProgrammes(dir);
      return '';
    } catch (error) {
      expect(error).toBeInstanceOf(ProgrammesInvalid);
      return (error as Error).message;
    }
  };

  it('comes in the order of years', () => {
    const programme = real();
    put('b.json', { ...programme, id: 'b' });
    put('a.json', { ...programme, id: 'a', firstYear: 2028, lastYear: 2032 });
    put('readme.txt', 'not a programme');
    expect(loadProgrammes(dir).map((one) => one.id)).toEqual(['b', 'a']);
  });

  it('is refused with the problems of all files at once', () => {
    put('broken.json', '{');
    put('other.json', { ...real(), id: 'another' });
    put('empty.json', {});
    const message = failure();
    expect(message).toMatch(/broken\.json: .*JSON/u);
    expect(message).toContain('other.json: id: must be the name of the file');
    expect(message).toContain('empty.json: heads: ');
  });

  it('is refused when two programmes claim one year', () => {
    const programme = real();
    put('a.json', { ...programme, id: 'a' });
    put('b.json', { ...programme, id: 'b', firstYear: 2027, lastYear: 2032 });
    expect(failure()).toContain('b.json: firstYear: 2027 belongs to a already');
  });

  it('is refused when it is empty', () => {
    expect(failure()).toContain('holds no programme');
  });
});
