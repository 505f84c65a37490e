import QRCode from 'qrcode';

/** A square picture of the text, sharp enough for print; a quarter of it may be dirty or torn. */
export const qrPng = async (text: string): Promise<Uint8Array> =>
  new Uint8Array(
    await QRCode.toBuffer(text, { type: 'png', errorCorrectionLevel: 'Q', margin: 4, scale: 8 }),
  );
