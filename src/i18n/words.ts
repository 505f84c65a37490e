import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next from 'i18next';

export type Words = {
  /** Every key exists in every language (test/locales): a missing one is a bug and throws. */
  render(key: string, params: Readonly<Record<string, string | number>>, lang: string): string;
};

const readLanguage = (folder: string): Record<string, unknown> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => [
        file.slice(0, -'.json'.length),
        JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown,
      ]),
  );

/** Reads `dir/<language>/<namespace>.json`; the key `plan.title` is `title` in plan.json. */
export const createWords = (dir: string): Words => {
  const languages = readdirSync(dir, { withFileTypes: true }).filter((one) => one.isDirectory());
  const resources = Object.fromEntries(
    languages.map(({ name }) => [name, { translation: readLanguage(join(dir, name)) }] as const),
  );
  const instance = i18next.createInstance();
  void instance.init({
    resources,
    fallbackLng: 'vi',
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return {
    render(key, params, lang) {
      if (!instance.exists(key, { lng: lang, ...params })) throw new Error(`no words for ${key}`);
      return instance.t(key, { lng: lang, ...params });
    },
  };
};
