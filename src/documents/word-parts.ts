/** The little of WordprocessingML that a document without a template needs. */
import PizZip from 'pizzip';

const spaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ' +
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ' +
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' +
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const emuPerMm = 36_000;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text that may stand in XML: escaped, in NFC, without the signs that XML forbids. */
export const xmlText = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/gu, '')
    .replaceAll(/[&<>"]/gu, (sign) => entities[sign] ?? sign);

type LineStyle = { size?: number; bold?: boolean; italic?: boolean; align?: 'center' | 'left' };

/** A paragraph of one line; `size` in points. */
export const line = (text: string, style: LineStyle = {}): string => {
  const { size = 12, bold = false, italic = false, align = 'left' } = style;
  const run = `${bold ? '<w:b/>' : ''}${italic ? '<w:i/>' : ''}<w:sz w:val="${size * 2}"/>`;
  return (
    `<w:p><w:pPr><w:spacing w:after="40"/><w:jc w:val="${align}"/></w:pPr>` +
    `<w:r><w:rPr>${run}</w:rPr><w:t xml:space="preserve">${xmlText(text)}</w:t></w:r></w:p>`
  );
};

/** A paragraph that holds picture number `image` (from 0), a square of so many millimetres. */
export const picture = (image: number, millimetres: number, described: string): string => {
  const side = Math.round(millimetres * emuPerMm);
  const name = xmlText(described);
  const id = image + 1;
  return (
    '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:drawing><wp:inline>' +
    `<wp:extent cx="${side}" cy="${side}"/><wp:docPr id="${id}" name="QR ${id}" descr="${name}"/>` +
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">' +
    `<pic:pic><pic:nvPicPr><pic:cNvPr id="${id}" name="QR ${id}"/><pic:cNvPicPr/></pic:nvPicPr>` +
    `<pic:blipFill><a:blip r:embed="image${image}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
    `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${side}" cy="${side}"/></a:xfrm>` +
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>' +
    '</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
  );
};

const styles =
  `${declaration}<w:styles ${spaces}><w:docDefaults><w:rPrDefault><w:rPr>` +
  '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="Times New Roman"/>' +
  '<w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>';

const contentTypes =
  `${declaration}<Types xmlns="${packages}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>' +
  '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>' +
  '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>';

const relations = (rows: readonly { id: string; type: string; target: string }[]): string =>
  `${declaration}<Relationships xmlns="${packages}/relationships">` +
  rows
    .map(
      ({ id, type, target }) =>
        `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`,
    )
    .join('') +
  '</Relationships>';

/** A4 upright, 15 mm of margin. */
const page =
  '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>' +
  '<w:pgMar w:top="850" w:bottom="850" w:left="850" w:right="850" w:header="400" w:footer="400" w:gutter="0"/></w:sectPr>';

/** A .docx of these paragraphs and tables, with the PNG pictures that they name by number. */
export const wordFile = (body: string, images: readonly Uint8Array[]): Uint8Array => {
  const zip = new PizZip();
  zip.file('[Content_Types].xml', contentTypes);
  zip.file(
    '_rels/.rels',
    relations([{ id: 'main', type: 'officeDocument', target: 'word/document.xml' }]),
  );
  zip.file(
    'word/document.xml',
    `${declaration}<w:document ${spaces}><w:body>${body}${page}</w:body></w:document>`,
  );
  zip.file('word/styles.xml', styles);
  images.forEach((bytes, at) => zip.file(`word/media/image${at}.png`, bytes, { binary: true }));
  const pictures = images.map((_, at) => ({
    id: `image${at}`,
    type: 'image',
    target: `media/image${at}.png`,
  }));
  zip.file(
    'word/_rels/document.xml.rels',
    relations([{ id: 'styles', type: 'styles', target: 'styles.xml' }, ...pictures]),
  );
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
};
