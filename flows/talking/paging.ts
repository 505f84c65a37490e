import type { Choice } from '../../src/dialog/message.ts';
import type { Intent } from '../../src/dialog/intent.ts';
import { opens } from './buttons.ts';

/** What fits on a phone without scrolling. */
const pageSize = 8;

export type Page<T> = { items: readonly T[]; page: number; pages: number; first: number };

/** The page that was asked for, or the last one when the list has become shorter. */
export const pageOf = <T>(all: readonly T[], wanted: number): Page<T> => {
  const pages = Math.max(Math.ceil(all.length / pageSize), 1);
  const page = Math.min(Math.max(wanted, 0), pages - 1);
  const first = page * pageSize;
  return { items: all.slice(first, first + pageSize), page, pages, first };
};

/** To the page before and after, where there are any. */
export const pageButtons = (
  { page, pages }: Pick<Page<unknown>, 'page' | 'pages'>,
  intentFor: (page: number) => Intent,
): Choice[] => [
  ...(page > 0 ? [{ ...opens('report.page_before', intentFor(page - 1)), narrow: true }] : []),
  ...(page < pages - 1
    ? [{ ...opens('report.page_next', intentFor(page + 1)), narrow: true }]
    : []),
];
