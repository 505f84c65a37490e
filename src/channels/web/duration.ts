const shape =
  /^P(?=.)(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?=.)(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?$/;
const seconds = [604_800, 86_400, 3_600, 60, 1];

/** Milliseconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds (P1W, P1DT2H). */
export const parseDuration = (words: string): number | undefined => {
  const found = shape.exec(words);
  if (!found) return undefined;
  const parts = found.slice(1).map((part: string | undefined) => Number(part ?? 0));
  return parts.reduce((sum, count, index) => sum + count * (seconds[index] ?? 0) * 1_000, 0);
};
