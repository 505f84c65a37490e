/** Invitations on paper: one card each, with a QR code, to be cut apart and handed out. */
import { formatMoment } from '../domain/dates.ts';
import { qrPng } from './qr.ts';
import { line, picture, wordFile } from './word-parts.ts';

export type InvitationCard = {
  unitName: string;
  /** In words, as a person reads it. */
  role: string;
  name?: string;
  code: string;
  /** Opens the bot, with the code where a link can bring it; without one the QR code holds the code alone. */
  link?: string;
  expires: Date;
};

export type InvitationSheetWords = {
  /** Above the cards, once. */
  title: string;
  /** Below the title: to whom the sheet goes, that it is not to be passed on. */
  note: string;
  /** On each card, above the code. */
  code: string;
  /** On each card: how the code is used, a line each. */
  steps: readonly string[];
  /** Before the time until which the code is good. */
  expires: string;
};

const qrMillimetres = 38;
const widths = [7_100, 3_100] as const;

const side = (name: string): string =>
  `<w:${name} w:val="dashed" w:sz="6" w:space="0" w:color="808080"/>`;

const cell = (width: number, content: string): string =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>${content}</w:tc>`;

const table = (left: string, right: string): string =>
  `<w:tbl><w:tblPr><w:tblW w:w="${widths[0] + widths[1]}" w:type="dxa"/><w:tblBorders>` +
  `${side('top')}${side('left')}${side('bottom')}${side('right')}</w:tblBorders>` +
  '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="100" w:type="dxa"/><w:left w:w="160" w:type="dxa"/>' +
  '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="160" w:type="dxa"/></w:tblCellMar></w:tblPr>' +
  `<w:tblGrid><w:gridCol w:w="${widths[0]}"/><w:gridCol w:w="${widths[1]}"/></w:tblGrid>` +
  `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cell(widths[0], left)}${cell(widths[1], right)}</w:tr></w:tbl>`;

const cardOf = (card: InvitationCard, at: number, words: InvitationSheetWords): string => {
  const who = card.name === undefined ? card.role : `${card.name} · ${card.role}`;
  const left = [
    line(card.unitName, { size: 14, bold: true }),
    line(who),
    line(`${words.code} ${card.code}`, { size: 15, bold: true }),
    ...words.steps.map((step) => line(step, { size: 11 })),
    ...(card.link === undefined ? [] : [line(card.link, { size: 9 })]),
    line(`${words.expires} ${formatMoment(card.expires)}`, { size: 11, italic: true }),
  ];
  const right =
    picture(at, qrMillimetres, card.code) +
    line(card.code, { size: 11, bold: true, align: 'center' });
  return table(left.join(''), right) + line('', { size: 4 });
};

/** A Word file that prints on A4: five cards on a page. */
export const invitationSheet = async (
  cards: readonly InvitationCard[],
  words: InvitationSheetWords,
): Promise<Uint8Array> => {
  const pictures = await Promise.all(cards.map((card) => qrPng(card.link ?? card.code)));
  const body = [
    line(words.title, { size: 15, bold: true, align: 'center' }),
    line(words.note, { italic: true, align: 'center' }),
    ...cards.map((card, at) => cardOf(card, at, words)),
  ];
  return wordFile(body.join(''), pictures);
};
