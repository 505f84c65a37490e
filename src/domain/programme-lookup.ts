import type { Head, Item, ItemCode, Programme, Suggestion, UnitKind } from './programme.ts';

/** All items in the official order. */
export const allItems = (programme: Programme): readonly Item[] =>
  programme.heads.flatMap((head) => head.items);

export const itemOf = (programme: Programme, code: ItemCode): Item | undefined =>
  allItems(programme).find((item) => item.code === code);

/** The head that an item stands under. */
export const headOf = (programme: Programme, code: ItemCode): Head | undefined =>
  programme.heads.find((head) => head.items.some((item) => item.code === code));

/** Whether units of this kind may answer this item with "thực hiện theo quy định của ngành". */
export const sectorRuleFor = (item: Item, kind: UnitKind): boolean =>
  item.sectorRuleFor?.includes(kind) ?? false;

/** Armed forces work most like agencies where nothing was written for them. */
const standIn: Partial<Record<UnitKind, UnitKind>> = { luc_luong_vu_trang: 'co_quan_doanh_nghiep' };

/** Examples for this item, written for this kind of unit; none is better than one that names other people. */
export const suggestionsFor = (
  programme: Programme,
  item: ItemCode,
  kind: UnitKind,
): readonly Suggestion[] => {
  const writtenFor = (wanted: UnitKind | undefined) =>
    programme.suggestions.filter((one) => one.item === item && one.kind === wanted);
  const own = writtenFor(kind);
  return own.length > 0 ? own : writtenFor(standIn[kind]);
};
