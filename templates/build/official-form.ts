/**
 * The look of an official paper by Hướng dẫn 29-HD/TWĐTN-VP: A4, margins 20/20/30/20 mm, Times New Roman,
 * heading in two columns, signature block, page numbers from the second page on. Words in braces are tags.
 */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type IParagraphOptions,
  type IRunOptions,
} from 'docx';

const font = 'Times New Roman';
/** Millimetres to the twentieths of a point of Word, rounded as Word rounds them. */
const mm = (millimetres: number): number => Math.round((millimetres * 1_440) / 25.4);
/** Points to the half points of Word. */
const points = (size: number): number => size * 2;
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const noBorders = {
  top: none,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
};

type Look = Omit<IRunOptions, 'size' | 'text' | 'children'> & { size?: number };

export const run = (text: string, { size = 14, ...look }: Look = {}): TextRun =>
  new TextRun({ text, font, size: points(size), ...look });

export const centred = (runs: readonly TextRun[], more: IParagraphOptions = {}): Paragraph =>
  new Paragraph({ alignment: AlignmentType.CENTER, children: runs, ...more });

export const empty = (size = 14, more: IParagraphOptions = {}): Paragraph =>
  new Paragraph({ children: [run('', { size })], ...more });

const bodyLine = { line: 264, lineRule: LineRuleType.AUTO } as const;

/** Body text: justified, first line 1.27 cm in, 6 pt between paragraphs. */
export const body = (runs: readonly TextRun[], more: IParagraphOptions = {}): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: mm(12.7) },
    spacing: { before: 60, after: 60, ...bodyLine },
    children: runs,
    ...more,
  });

/** A heading inside the paper, never alone at the foot of a page. */
export const headingOf = (text: string): Paragraph =>
  body([run(text, { bold: true })], {
    spacing: { before: 120, after: 60, ...bodyLine },
    keepNext: true,
  });

/** A tag that opens or closes a loop, in a paragraph that vanishes with it. */
export const loop = (tag: string): Paragraph => new Paragraph({ children: [run(`{${tag}}`)] });

const textWidth = mm(160);

/** Two columns without lines, as headings and signatures stand in. */
const columns = (
  rows: readonly (readonly [readonly Paragraph[], readonly Paragraph[]])[],
  left: number,
): Table => {
  const widths = [Math.round(textWidth * left), Math.round(textWidth * (1 - left))];
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: noBorders,
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, index) =>
              new TableCell({
                children,
                borders: noBorders,
                verticalAlign: VerticalAlignTable.TOP,
                margins: { left: 0, right: 0 },
                width: { size: widths[index] ?? 0, type: WidthType.DXA },
              }),
          ),
        }),
    ),
  });
};

/** Superior and issuer left, the Union right; number left, place and day right; the mark of a draft. */
export const heading = (): Table =>
  columns(
    [
      [
        [
          centred([run('{cơ quan cấp trên}')]),
          centred([run('{cơ quan ban hành}', { bold: true })]),
          centred([run('***')]),
        ],
        [centred([run('ĐOÀN TNCS HỒ CHÍ MINH', { size: 15, bold: true, underline: {} })])],
      ],
      [
        [
          centred([run('Số: {số}-{ký hiệu}')]),
          loop('#dự thảo'),
          centred(
            [
              run(' DỰ THẢO ', {
                size: 13,
                bold: true,
                border: { style: BorderStyle.SINGLE, size: 8, space: 2, color: 'auto' },
              }),
            ],
            { spacing: { before: 80 } },
          ),
          loop('/dự thảo'),
        ],
        [
          centred([
            run('{địa danh}, ngày {ngày} tháng {tháng} năm {năm ban hành}', {
              size: 13,
              italics: true,
            }),
          ]),
        ],
      ],
    ],
    0.48,
  );

/** Recipients left, level with the title of the signer; signature right. */
export const signature = (authority: readonly Paragraph[]): Table =>
  columns(
    [
      [
        [
          empty(),
          new Paragraph({ children: [run('Nơi nhận:', { size: 13, bold: true })] }),
          loop('#nơi nhận'),
          new Paragraph({ children: [run('- {câu}', { size: 11 })] }),
          loop('/nơi nhận'),
        ],
        [
          ...authority,
          ...Array.from({ length: 4 }, () => empty()),
          centred([run('{người ký}', { bold: true })]),
        ],
      ],
    ],
    0.5,
  );

const pageNumber = new Header({
  children: [centred([new TextRun({ children: [PageNumber.CURRENT], font, size: points(14) })])],
});

/** The document around its paragraphs. */
export const officialForm = async (
  title: string,
  children: readonly (Paragraph | Table)[],
): Promise<Uint8Array> =>
  new Uint8Array(
    await Packer.toBuffer(
      new Document({
        title,
        creator: '3 chủ động',
        styles: {
          default: {
            document: {
              run: { font, size: points(14), language: { value: 'vi-VN' } },
              paragraph: { spacing: { line: 240, lineRule: LineRuleType.AUTO } },
            },
          },
        },
        sections: [
          {
            properties: {
              titlePage: true,
              page: {
                size: { width: mm(210), height: mm(297) },
                margin: {
                  top: mm(20),
                  bottom: mm(20),
                  left: mm(30),
                  right: mm(20),
                  header: mm(10),
                },
              },
            },
            headers: { default: pageNumber, first: new Header({ children: [empty()] }) },
            children,
          },
        ],
      }),
    ),
  );
