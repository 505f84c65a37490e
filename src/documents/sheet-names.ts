const longest = 31;

const clean = (name: string): string =>
  name
    .normalize('NFC')
    .replaceAll(/[[\]:*?/\\']/gu, ' ')
    .trim()
    .slice(0, longest)
    .trim() || 'Sheet';

/** The names as Excel takes them: 31 characters, no brackets or slashes, each only once. */
export const sheetNames = (names: readonly string[], reserved: string): string[] => {
  const used = new Set([reserved.toLowerCase(), 'history']);
  return names.map((name) => {
    let unique = clean(name);
    for (let count = 2; used.has(unique.toLowerCase()); count += 1) {
      const tail = ` (${count})`;
      unique =
        clean(name)
          .slice(0, longest - tail.length)
          .trimEnd() + tail;
    }
    used.add(unique.toLowerCase());
    return unique;
  });
};
