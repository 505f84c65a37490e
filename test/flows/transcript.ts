/**
 * A transcript is a script and its outcome in one file. The lines that a person wrote are "> …"; headers are
 * "# title", "= world name", "= like zalo", "= lang en", "= stranger"; everything else is what came of it.
 * `UPDATE=1` rewrites the outcome from the script: read the difference before you commit it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Flow, Lang } from '../../src/dialog/turn.ts';
import { createPhone, type Like, type World } from './play.ts';

export type Stage = {
  flows: readonly Flow[];
  entries: { fallback: string; stranger: string };
  worlds: Readonly<Record<string, () => World>>;
  onFlow?: (id: string) => void;
};

const isHeader = (line: string) => line.startsWith('# ') || line.startsWith('= ');

const settings = (headers: readonly string[]): Map<string, string> =>
  new Map(
    headers
      .filter((line) => line.startsWith('= '))
      .map((line) => {
        const [name = '', ...value] = line.slice(2).split(' ');
        return [name, value.join(' ')] as const;
      }),
  );

/** The transcript as this script gives it today. */
export const playScript = async (script: string, stage: Stage): Promise<string> => {
  const lines = script.split('\n');
  const headers = lines.filter(isHeader);
  const set = settings(headers);
  const world = stage.worlds[set.get('world') ?? ''];
  if (!world) throw new Error(`no world ${set.get('world') ?? ''}`);
  const phone = createPhone({
    flows: stage.flows,
    entries: stage.entries,
    world: world(),
    like: (set.get('like') ?? 'web') as Like, // a wrong word fails on its limits
    lang: (set.get('lang') ?? 'vi') as Lang, // a wrong word fails on its keys
    stranger: set.has('stranger'),
    ...(stage.onFlow ? { onFlow: stage.onFlow } : {}),
  });
  const out = [...headers];
  for (const line of lines.filter((one) => one.startsWith('> '))) {
    out.push('', line, ...(await phone.send(line.slice(2))));
  }
  return `${out.join('\n')}\n`;
};

/** What the file says and what comes of it now; with `UPDATE=1` the file is made to say it. */
export const compareFile = async (
  path: string,
  stage: Stage,
): Promise<{ written: string; played: string }> => {
  const written = readFileSync(path, 'utf8');
  const played = await playScript(written, stage);
  if (process.env.UPDATE !== '1') return { written, played };
  writeFileSync(path, played);
  return { written: played, played };
};
