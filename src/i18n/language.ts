/** The languages of the page, by the id that goes into `<html lang>`. */
export const LANGUAGES = ['en', 'zh-Hans'] as const;
export type Language = (typeof LANGUAGES)[number];

/** @returns the language a tag means (`zh`, `zh-CN`, `en-GB` …); undefined when the page does not speak it. */
export function languageOf(tag: string | null | undefined): Language | undefined {
  const primary = tag?.toLowerCase().split('-')[0];
  if (primary === 'zh') return 'zh-Hans';
  return primary === 'en' ? 'en' : undefined;
}

/** The first of the visitor's languages that the page speaks; English otherwise. */
export function preferredLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const language = languageOf(tag);
    if (language !== undefined) return language;
  }
  return 'en';
}

/** As links write it: `lang=zh`. */
export function shortTag(language: Language): 'en' | 'zh' {
  return language === 'en' ? 'en' : 'zh';
}
