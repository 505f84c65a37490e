import { mayRegisterFor, postsAt } from '../../domain/access.ts';
import { planForm } from '../../domain/plan-form.ts';
import type { ResultOf, WorkOf } from '../../domain/works.ts';
import { writeXlsx } from '../../documents/write-xlsx.ts';
import { programmeOf, type Desk } from '../turns/desk.ts';
import { xlsxType } from './file-names.ts';
import type { WorkTools } from './perform.ts';

/** The spreadsheet that a unit fills in at a desk and sends back. */
export const makePlanForm = async (
  desk: Desk,
  { unitId, year }: WorkOf<'plan.template'>,
  { files }: WorkTools,
): Promise<ResultOf<'plan.template'>> => {
  const unit = desk.tree.unit(unitId);
  const programme = programmeOf(desk, year);
  const posts = postsAt(desk.asker().posts, desk.now);
  if (!unit || !programme || !mayRegisterFor(desk.tree, posts, unitId)) return { missing: true };
  const sheets = planForm(programme, { year, kind: unit.kind, unitName: unit.name });
  const bytes = await writeXlsx(sheets);
  return {
    file: await files.put(bytes, { name: `mau-ke-hoach-${String(year)}.xlsx`, type: xlsxType }),
  };
};
