import type { Language } from './language.ts';

const integers: Record<Language, Intl.NumberFormat> = {
  en: new Intl.NumberFormat('en', { maximumFractionDigits: 0 }),
  'zh-Hans': new Intl.NumberFormat('zh-Hans', { maximumFractionDigits: 0 }),
};
const decimals: Record<Language, Intl.NumberFormat> = {
  en: new Intl.NumberFormat('en', { maximumFractionDigits: 2 }),
  'zh-Hans': new Intl.NumberFormat('zh-Hans', { maximumFractionDigits: 2 }),
};

/** A whole number with the language's grouping. Offsets and epochs are printed plainly instead. */
export function integer(value: number, language: Language): string {
  return integers[language].format(value);
}

/** Virtual time: `14,812 ms`. */
export function milliseconds(value: number, language: Language): string {
  return `${integers[language].format(value)} ms`;
}

/** A jump of virtual time: `+498 ms`. */
export function jump(value: number, language: Language): string {
  return `+${milliseconds(value, language)}`;
}

const percents: Record<Language, Intl.NumberFormat> = {
  en: new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 }),
  'zh-Hans': new Intl.NumberFormat('zh-Hans', { style: 'percent', maximumFractionDigits: 0 }),
};

/** A share: `125%`. */
export function percent(value: number, language: Language): string {
  return percents[language].format(value);
}

/** A factor: `0.25×`. */
export function times(value: number, language: Language): string {
  return `${decimals[language].format(value)}×`;
}
