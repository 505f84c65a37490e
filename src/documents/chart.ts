/** Stacked bars as a picture for a phone: who is how far. */
import { createRequire } from 'node:module';
import { xmlText } from './word-parts.ts';
import { shorten } from '../domain/text.ts';

export type ChartSeries = { label: string; colour: string };

export type ChartRow = {
  name: string;
  /** One number for each series. */
  parts: readonly number[];
  /** Beside the bar: "67%". */
  note: string;
  /** Stands in the bar of a row that has nothing. */
  empty?: string;
};

export type Chart = {
  title: string;
  subtitle: string;
  series: readonly ChartSeries[];
  rows: readonly ChartRow[];
  /** Below the rows: "và 12 đơn vị khác". */
  footer?: string;
};

/** More would be too small to read on a phone. */
export const mostChartRows = 16;

const width = 1_080;
const margin = 40;
const bar = { left: 430, width: 470, height: 38 } as const;
const rowHeight = 76;
const head = 150;
const legendHeight = 52;
const nameLength = 27;
const ink = '#1c2430';
const faint = '#5b6675';

type Look = { size?: number; weight?: number; fill?: string; anchor?: 'start' | 'middle' | 'end' };

const label = (x: number, y: number, words: string, look: Look = {}): string => {
  const { size = 26, weight = 400, fill = ink, anchor = 'start' } = look;
  return (
    `<text x="${x}" y="${y}" font-family="Be Vietnam Pro" font-size="${size}" font-weight="${weight}" ` +
    `fill="${fill}" text-anchor="${anchor}">${xmlText(words)}</text>`
  );
};

const box = (x: number, y: number, size: { w: number; h: number }, fill: string): string =>
  `<rect x="${x.toFixed(1)}" y="${y}" width="${size.w.toFixed(1)}" height="${size.h}" fill="${fill}"/>`;

/** A name on one line, or on two. */
const nameLines = (name: string): readonly string[] => {
  const words = name.normalize('NFC').split(/\s+/u);
  const lines = [''];
  for (const word of words) {
    const last = lines.at(-1) ?? '';
    const longer = last === '' ? word : `${last} ${word}`;
    if (longer.length <= nameLength || last === '') lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const [first = '', ...rest] = lines;
  return rest.length === 0 ? [first] : [first, shorten(rest.join(' '), nameLength)];
};

const total = ({ parts }: ChartRow): number => parts.reduce((sum, one) => sum + one, 0);

const stack = (row: ChartRow, top: number, series: readonly ChartSeries[]): string => {
  const all = total(row);
  const ground = box(bar.left, top, { w: bar.width, h: bar.height }, '#e6eaf0');
  if (all === 0) {
    const middle = { size: 22, fill: faint, anchor: 'middle' } as const;
    return ground + label(bar.left + bar.width / 2, top + 27, row.empty ?? '', middle);
  }
  let left: number = bar.left;
  const pieces = row.parts.map((part, at) => {
    const w = (part / all) * bar.width;
    const piece = box(left, top, { w, h: bar.height }, series[at]?.colour ?? ink);
    const count =
      w < 34
        ? ''
        : label(left + w / 2, top + 27, String(part), {
            size: 22,
            weight: 600,
            fill: '#ffffff',
            anchor: 'middle',
          });
    left += w;
    return piece + count;
  });
  return ground + pieces.join('');
};

const rowOf = (row: ChartRow, top: number, series: readonly ChartSeries[]): string => {
  const lines = nameLines(row.name);
  const first = lines.length === 1 ? top + 28 : top + 14;
  const name = lines.map((words, at) => label(margin, first + at * 28, words, { size: 24 }));
  const note = label(width - margin, top + 28, row.note, { weight: 600, anchor: 'end' });
  return name.join('') + stack(row, top, series) + note;
};

/** Two entries a line. */
const legend = (series: readonly ChartSeries[], top: number): string =>
  series
    .map(({ label: words, colour }, at) => {
      const x = margin + (at % 2) * 500;
      const y = top + Math.floor(at / 2) * 40;
      return box(x, y, { w: 26, h: 26 }, colour) + label(x + 38, y + 22, words, { size: 24 });
    })
    .join('');

/** The picture as SVG, pure and the same on every machine. */
export const chartSvg = ({ title, subtitle, series, rows, footer }: Chart): string => {
  const shown = rows.slice(0, mostChartRows);
  const legendTop = head + shown.length * rowHeight + (footer === undefined ? 10 : 56);
  const height = legendTop + legendHeight + Math.floor((series.length - 1) / 2) * 40;
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size}>`,
    box(0, 0, { w: width, h: height }, '#ffffff'),
    label(margin, 62, shorten(title, 58), { size: 34, weight: 600 }),
    label(margin, 106, shorten(subtitle, 74), { size: 25, fill: faint }),
    ...shown.map((row, at) => rowOf(row, head + at * rowHeight, series)),
    footer === undefined
      ? ''
      : label(margin, head + shown.length * rowHeight + 26, footer, { size: 24, fill: faint }),
    legend(series, legendTop),
    '</svg>',
  ].join('');
};

const load = async () => {
  const canvas = await import('@napi-rs/canvas');
  const { resolve } = createRequire(import.meta.url);
  for (const face of [
    '400Regular/BeVietnamPro_400Regular',
    '600SemiBold/BeVietnamPro_600SemiBold',
  ]) {
    const path = resolve(`@expo-google-fonts/be-vietnam-pro/${face}.ttf`);
    if (!canvas.GlobalFonts.registerFromPath(path)) throw new Error(`no font at ${path}`);
  }
  return canvas;
};

let loaded: ReturnType<typeof load> | undefined;

/** The picture as PNG. The canvas, some 30 MB, is loaded when the first one is wanted. */
export const chartPng = async (chart: Chart): Promise<Uint8Array> => {
  loaded ??= load();
  const { createCanvas, loadImage } = await loaded;
  const image = await loadImage(Buffer.from(chartSvg(chart)));
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  return new Uint8Array(await canvas.encode('png'));
};
