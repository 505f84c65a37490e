import type { TableFault } from '../../domain/import-faults.ts';
import type { TableSheet } from '../../domain/import-table.ts';
import {
  isUnchanged,
  outsideDifference,
  readOutside,
  type OutsideRow,
} from '../../domain/outside-table.ts';
import type { OutsideDifference, OutsideView } from '../../domain/outside-templates.ts';
import { checkTemplate } from './check-template.ts';
import type { WorkTools } from './perform.ts';

/** Reads a sheet of templates and asks about those that are other than before. */
export const readTemplates = async (
  sheet: TableSheet,
  { templates }: OutsideView,
  tools: Pick<WorkTools, 'aboutTemplate'>,
): Promise<{ outside: readonly OutsideDifference[]; faults: readonly TableFault[] }> => {
  const { rows, faults } = readOutside(sheet);
  const beforeOf = ({ kind }: OutsideRow) => templates.find((one) => one.kind === kind)?.entry;
  const outside: OutsideDifference[] = [];
  const found: TableFault[] = [];
  for (const row of rows.filter((one) => !isUnchanged(one, beforeOf(one)))) {
    const { templateId } = row;
    const check = templateId === '' ? undefined : await checkTemplate(tools, templateId);
    const made = outsideDifference(row, beforeOf(row), check);
    if ('difference' in made) outside.push(made.difference);
    else found.push({ sheet: sheet.name, row: row.row, ...made.wrong });
  }
  return { outside, faults: [...faults, ...found] };
};
