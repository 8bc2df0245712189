import type { Language } from './language.ts';

/** A text in both languages, side by side: one that is missing does not compile. Backticks mark code. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

/** A text with parameters: a whole sentence in each language, since word order differs. */
export interface Phrase<Parameters extends readonly unknown[]> {
  readonly en: (...parameters: Parameters) => string;
  readonly zh: (...parameters: Parameters) => string;
}

/** Says a text or a phrase in one language. */
export interface Say {
  (text: Text): string;
  <Parameters extends readonly unknown[]>(phrase: Phrase<Parameters>, ...parameters: Parameters): string;
  readonly language: Language;
}

let isDoubled = false;

/** From now on everything is said twice: shows whether the page has room for a language with longer words. */
export function doubleStrings(): void {
  isDoubled = true;
}

export function sayIn(language: Language): Say {
  const key = language === 'en' ? 'en' : 'zh';
  const say = (entry: Text | Phrase<readonly unknown[]>, ...parameters: readonly unknown[]): string => {
    const value = entry[key];
    const said = typeof value === 'string' ? value : value(...parameters);
    return isDoubled ? `${said} ${said}` : said;
  };
  return Object.assign(say, { language });
}

/** A name that is the same in both languages: Kafka's own words. */
export function same(name: string): Text {
  return { en: name, zh: name };
}

/** Lets a phrase become a plain text once its parameters are known. */
export function phrase<Parameters extends readonly unknown[]>(entry: Phrase<Parameters>, ...parameters: Parameters): Text {
  return { en: entry.en(...parameters), zh: entry.zh(...parameters) };
}
