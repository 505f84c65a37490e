/** "1.234.000": đồng as they are written here. */
export const formatDong = (amount: number): string =>
  String(Math.round(amount)).replace(/\B(?=(\d{3})+$)/gu, '.');
