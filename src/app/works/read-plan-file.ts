/** Reads files that somebody sent as a plan, and proposes what is in them. */
import { readFile, type ReadResult } from '../../documents/read-file.ts';
import type { Cell, ReadSheet } from '../../documents/sheet.ts';
import { formatDay } from '../../domain/dates.ts';
import type { FileRef } from '../../domain/files.ts';
import type { PlanPiece } from '../../domain/plan-proposal.ts';
import { hidePersonalData } from '../../domain/text.ts';
import type { ResultOf, WorkOf } from '../../domain/works.ts';
import type { Desk } from '../turns/desk.ts';
import type { WorkTools } from './perform.ts';

const cellWords = (cell: Cell): string => {
  if (cell instanceof Date) return formatDay(cell);
  if (typeof cell === 'number') return String(cell).replace('.', ',');
  return typeof cell === 'string' ? cell : '';
};

const pieceOf = ({ rows }: ReadSheet): PlanPiece => ({
  rows: rows.map(({ cells }) => cells.map(cellWords)),
});

/** The template's own sheets that hold no plan. */
const isPlan = ({ name, rows }: ReadSheet): boolean =>
  rows.length > 0 && !/^(?:ví dụ|vi du|hướng dẫn|danh_muc)/iu.test(name.normalize('NFC'));

type Read = Exclude<ReadResult, { unreadable: unknown }>;

const piecesOf = (read: Read): PlanPiece[] =>
  read.kind === 'text' ? read.blocks : read.sheets.filter(isPlan).map(pieceOf);

const formulasIn = (read: Read): number =>
  read.kind === 'text'
    ? 0
    : read.sheets
        .flatMap(({ rows }) => rows)
        .reduce((sum, { formulas = [] }) => sum + formulas.length, 0);

const readOne = async ({ id, name }: FileRef, { files }: WorkTools): Promise<ReadResult> => {
  const file = await files.get(id);
  return file ? readFile({ name, bytes: file.bytes }) : { unreadable: 'damaged' };
};

/** Longer than any plan: what comes after it is not read, so that no talk grows without end. */
const mostLetters = 200_000;

const lettersIn = (piece: PlanPiece): number =>
  'text' in piece ? piece.text.length : piece.rows.flat().join('').length;

/** A name is shown back and may hold a number of somebody. */
const shownName = ({ name }: FileRef): string => hidePersonalData(name);

export const readPlanFile = async (
  desk: Desk,
  { files, unitId, year }: WorkOf<'plan.read_file'>,
  tools: WorkTools,
): Promise<ResultOf<'plan.read_file'>> => {
  const pieces: PlanPiece[] = [];
  let formulas = 0;
  for (const file of files) {
    const read = await readOne(file, tools);
    if ('unreadable' in read) return { unreadable: read.unreadable, name: shownName(file) };
    pieces.push(...piecesOf(read));
    formulas += formulasIn(read);
  }
  const letters = pieces.reduce((sum, piece) => sum + lettersIn(piece), 0);
  if (letters > mostLetters)
    return { unreadable: 'too_big', name: files.map(shownName).join(', ') };
  // the query's own answer
  const proposal = (await tools.answer(desk, {
    type: 'plan.propose',
    unitId,
    year,
    pieces,
  })) as Extract<ResultOf<'plan.read_file'>, { proposal: unknown }>['proposal'];
  return { proposal, formulas };
};
