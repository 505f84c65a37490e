import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Programme } from '../domain/programme.ts';
import { holidaysFile } from './holidays.ts';
import { parseProgramme } from './schema.ts';

/** Everything that is wrong with the programmes, at once: whoever edited them has one round to make. */
export class ProgrammesInvalid extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`programmes cannot be used:\n${problems.map((one) => `- ${one}`).join('\n')}`);
    this.name = 'ProgrammesInvalid';
    this.problems = problems;
  }
}

type Read = { ok: Programme } | { problems: readonly string[] };

const readJson = (path: string): { json: unknown } | { problem: string } => {
  try {
    return { json: JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/u, '')) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
};

const readProgramme = (dir: string, file: string): Read => {
  const read = readJson(join(dir, file));
  if ('problem' in read) return { problems: [`${file}: ${read.problem}`] };
  const parsed = parseProgramme(read.json);
  if ('problems' in parsed) return { problems: parsed.problems.map((one) => `${file}: ${one}`) };
  return `${parsed.ok.id}.json` === file
    ? parsed
    : { problems: [`${file}: id: must be the name of the file`] };
};

/** A year that two programmes claim would make two answers to every question. */
const clashes = (programmes: readonly Programme[]): string[] =>
  programmes.flatMap((later, index) => {
    const before = programmes[index - 1];
    return before !== undefined && before.lastYear >= later.firstYear
      ? [`${later.id}.json: firstYear: ${later.firstYear} belongs to ${before.id} already`]
      : [];
  });

/** All programmes of a folder, the earliest first; throws `ProgrammesInvalid` with every problem. */
export const loadProgrammes = (dir: string): Programme[] => {
  const files = readdirSync(dir).filter((name) => name.endsWith('.json') && name !== holidaysFile);
  const read = files.map((file) => readProgramme(dir, file));
  const programmes = read
    .flatMap((one) => ('ok' in one ? [one.ok] : []))
    .sort((a, b) => a.firstYear - b.firstYear);
  const problems = [
    ...(files.length === 0 ? [`${dir}: holds no programme`] : []),
    ...read.flatMap((one) => ('problems' in one ? one.problems : [])),
    ...clashes(programmes),
  ];
  if (problems.length > 0) throw new ProgrammesInvalid(problems);
  return programmes;
};
