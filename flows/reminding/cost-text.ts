/** What a wave will cost on Zalo, in two or three short lines. */
import { text, type Text } from '../../src/dialog/message.ts';
import { formatDong } from '../../src/domain/money.ts';
import { paidMessagePrice, type WaveCost } from '../../src/domain/wave-cost.ts';

/** `open`: the same where nobody knows the price. */
type Keys = { known: string; open: string };

const byUser: Keys = { known: 'remind.cost_template', open: 'remind.cost_template_open' };
const byPhone: Keys = { known: 'remind.cost_phone', open: 'remind.cost_phone_open' };

const part = ({ known, open }: Keys, count: number, price?: number): Text[] => {
  if (count === 0) return [];
  return [
    price === undefined ? text(open, { count }) : text(known, { count, price: formatDong(price) }),
  ];
};

const totalLines = ({ total, more }: WaveCost): Text[] => {
  if (total === 0) return more ? [text('remind.cost_open')] : [];
  return [text(more ? 'remind.cost_more' : 'remind.cost_total', { total: formatDong(total) })];
};

/** Only what is not zero; nothing where no way costs anything. */
export const costLines = (cost: WaveCost | undefined): Text[] => {
  if (!cost) return [];
  const { free, paid, templateUser, templatePhone, other, parked } = cost;
  const parts = [
    ...(free > 0 ? [text('remind.cost_free', { count: free })] : []),
    ...(paid > 0 ? [text('remind.cost_paid', { count: paid, price: paidMessagePrice })] : []),
    ...part(byUser, templateUser, cost.userPrice),
    ...part(byPhone, templatePhone, cost.phonePrice),
  ];
  return [
    ...(parts.length > 0 ? [text('remind.cost', { parts })] : []),
    ...totalLines(cost),
    ...(other > 0 ? [text('remind.cost_elsewhere', { count: other })] : []),
    ...(parked > 0 ? [text('remind.cost_parked', { count: parked })] : []),
  ];
};
