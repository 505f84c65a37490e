import { Document, Header, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import PizZip from 'pizzip';

/** A Word file with these paragraphs, as somebody might have typed them. */
export const wordFile = async (lines: readonly string[], header = ''): Promise<Uint8Array> =>
  new Uint8Array(
    await Packer.toBuffer(
      new Document({
        sections: [
          {
            headers: { default: new Header({ children: [new Paragraph(header)] }) },
            children: lines.map((line) => new Paragraph(line)),
          },
        ],
      }),
    ),
  );

/** One table with one row of cells. */
export const wordTable = async (cells: readonly string[]): Promise<Uint8Array> =>
  new Uint8Array(
    await Packer.toBuffer(
      new Document({
        sections: [
          {
            children: [
              new Table({
                rows: [
                  new TableRow({
                    children: cells.map(
                      (words) => new TableCell({ children: [new Paragraph(words)] }),
                    ),
                  }),
                ],
              }),
            ],
          },
        ],
      }),
    ),
  );

export const partOf = (docx: Uint8Array, name = 'word/document.xml'): string =>
  new PizZip(docx).file(name)?.asText() ?? '';

const decode = (words: string): string =>
  words
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

/** The words of a document, one line a paragraph; a break inside a paragraph is " / ". */
export const linesOf = (docx: Uint8Array, name?: string): readonly string[] =>
  partOf(docx, name)
    .split('</w:p>')
    .map((piece) =>
      [...piece.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>|<w:br\/>/gu)]
        .map(([, words]) => (words === undefined ? ' / ' : decode(words)))
        .join(''),
    )
    .filter((line) => line !== '');
