/** Five hundred plans as Word files, one after the other: time of each, and what the process holds then. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planData } from '../src/documents/plan-document.ts';
import { fillTemplate } from '../src/documents/fill-template.ts';
import { planDocument } from '../src/domain/plan-document.ts';
import { allItems, suggestionsFor } from '../src/domain/programme-lookup.ts';
import type { Registration, Task } from '../src/domain/registration.ts';
import { loadProgrammes } from '../src/programmes/load.ts';
import { standingTexts, starterTemplate } from '../src/app/papers/standing-texts.ts';

const count = Number(process.argv[2] ?? 500);
const [programme] = loadProgrammes(join(import.meta.dirname, '../programmes'));
if (!programme) throw new Error('there is no programme');
const now = new Date('2026-10-05T08:00:00+07:00');
const by = { personId: 'p', postId: 'q' };

const taskOf = (code: string): Task => {
  const [suggestion] = suggestionsFor(programme, code, 'truong_hoc');
  return {
    id: code,
    rev: 1,
    item: code,
    content: suggestion?.content ?? code,
    target: { text: suggestion?.target ?? '', measures: [] },
    due: { text: suggestion?.due ?? '' },
    owner: suggestion?.owner ?? '',
    evidence: suggestion?.evidence ?? '',
    createdBy: by,
    updatedAt: now,
    updatedBy: by,
    review: { state: 'pending' },
  };
};

/** All fifteen sub-items, four tasks each: the most that a plan may hold. */
const tasks = allItems(programme).flatMap(({ code }) =>
  [1, 2, 3, 4].map((copy) => ({ ...taskOf(code), id: `${code}-${copy}` })),
);

const registration: Registration = {
  id: 'r',
  rev: 1,
  unitId: 'u',
  year: 2027,
  programmeId: programme.id,
  tasks,
  rounds: [],
  late: false,
  holds: [],
  summary: {
    state: 'drafting',
    tasks: tasks.length,
    itemsFilled: 15,
    byHead: [],
    pending: tasks.length,
    approved: 0,
    returned: 0,
    late: false,
  },
};

const unit = { name: 'Đoàn trường THPT Sao Mẫu' };
const template = readFileSync(join(import.meta.dirname, '../templates', starterTemplate().name));

const write = (): number => {
  const from = performance.now();
  const paper = planDocument({
    unit,
    superior: { name: 'Đoàn phường Sông Mẫu' },
    year: 2027,
    programme,
    registration,
    stationery: undefined,
    defaults: standingTexts(unit.name),
    secretary: 'Nguyễn Thị Ký Mẫu',
    now,
  });
  const filled = fillTemplate(template, planData(paper));
  if ('faults' in filled) throw new Error(JSON.stringify(filled.faults));
  return performance.now() - from;
};

const held = (): string => {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return `${Math.round(rss / 1e6)} MB resident, ${Math.round(heapUsed / 1e6)} MB of heap`;
};

const times: number[] = [];
console.log(`first: ${Math.round(write())} ms`);
for (let done = 0; done < count; done += 1) {
  if (done % 100 === 0) console.log(`${done}: ${held()}`);
  times.push(write());
}
times.sort((a, b) => a - b);
const at = (share: number): number => Math.round(times[Math.floor(times.length * share)] ?? 0);
console.log(`${count}: ${held()}`);
console.log(`${tasks.length} tasks: median ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(0.999)} ms`);
