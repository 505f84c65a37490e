import { raw, text, type Text } from '../../src/dialog/message.ts';
import type { ClusterDifference, ClustersRead } from '../../src/domain/cluster-edits.ts';
import { oneLine, shorten } from '../../src/domain/text.ts';
import type { WordingEdit } from '../../src/domain/wording-table.ts';
import { textName } from '../documents/document-texts.ts';
import { namesText } from '../talking/pick-many.ts';

const mostClusters = 25;
/** A whole cluster of names would fill a phone. */
const mostNames = 12;

const listed = (names: readonly string[]): Text => {
  const more = names.length - mostNames;
  const shown = namesText(names.slice(0, mostNames));
  return more > 0 ? text('settings.clusters.and_more', { names: shown, count: more }) : shown;
};

/** "Cụm 1: thêm đơn vị A, B; bớt cán bộ C". */
const differenceText = ({ name, isNew, units, people }: ClusterDifference): Text => {
  const parts = (
    [
      ['units_in', units.add],
      ['units_out', units.remove],
      ['people_in', people.add],
      ['people_out', people.remove],
    ] as const
  ).flatMap(([key, names]) =>
    names.length > 0 ? [text(`settings.clusters.${key}`, { names: listed(names) })] : [],
  );
  const first = isNew ? [text('settings.clusters.fresh')] : [];
  const what = [...first, ...parts].reduce((before, after) =>
    text('settings.clusters.both', { before, after }),
  );
  return text('settings.clusters.difference', { name: raw(name), what });
};

export const clusterLines = ({ differences }: ClustersRead): Text[] => {
  const more = differences.length - mostClusters;
  return [
    ...differences.slice(0, mostClusters).map(differenceText),
    ...(more > 0 ? [text('import.more', { count: more })] : []),
  ];
};

/** Rows that were taken out mean nothing: said, since somebody may have meant it. */
export const leftLines = ({ left }: ClustersRead): Text[] =>
  left.length > 0 ? [text('settings.clusters.left', { names: listed(left) })] : [];

const shownWords = 60;

const shown = (words: string): Text =>
  words === '' ? text('settings.wording_unset') : raw(shorten(oneLine(words), shownWords));

/** "Câu chữ cho cấp dưới, Mục đích: theo câu có sẵn → …". */
export const wordingLines = (edits: readonly WordingEdit[]): Text[] =>
  edits.map(({ text: field, before, words }) =>
    text('settings.difference', {
      what: text('settings.field.wording', { name: textName(field) }),
      before: shown(before),
      after: shown(words),
    }),
  );
