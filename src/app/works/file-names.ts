import { fold } from '../../domain/text.ts';

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** "bao-cao-dang-ky-2027-doan-phuong-mau": no letter that a mail server or an old phone spoils. */
export const fileName = (kind: string, year: number, unitName: string): string => {
  const unit = fold(unitName)
    .replace(/[^a-z0-9]+/gu, '-')
    .slice(0, 60)
    .replace(/^-|-$/gu, '');
  return `${kind}-${year}-${unit}`;
};
