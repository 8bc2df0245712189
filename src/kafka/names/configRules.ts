/** The largest values of Kafka's SHORT, INT and LONG. LONG_MAX has no exact number; it is the nearest one and prints exactly. */
export const SHORT_MAX = 32767;
export const INT_MAX = 2147483647;
export const LONG_MAX = 2 ** 63;

/** Kafka's types of a setting. Source: ConfigDef.Type. */
export type ConfigType = 'BOOLEAN' | 'STRING' | 'SHORT' | 'INT' | 'LONG' | 'DOUBLE' | 'LIST' | 'CLASS';

/** A setting's value once parsed. */
export type ConfigValue = string | number | boolean | readonly string[];

/** What values a setting takes beyond its type. Source: ConfigDef.Range, ValidString, NonEmptyString. */
export type ValidRule =
  | { readonly rule: 'range'; readonly min: number; readonly max: number | null }
  | { readonly rule: 'oneOf'; readonly values: readonly string[]; readonly ignoreCase: boolean }
  | { readonly rule: 'nonEmpty' };

/** One setting: its type, its default (null: none) and what it takes. Source: ConfigDef.ConfigKey. */
export interface ConfigKey {
  readonly type: ConfigType;
  readonly default: ConfigValue | null;
  readonly valid?: ValidRule;
}

export type ConfigTable = Readonly<Record<string, ConfigKey>>;

export const nonEmpty: ValidRule = { rule: 'nonEmpty' };

export function atLeast(min: number): ValidRule {
  return { rule: 'range', min, max: null };
}

export function between(min: number, max: number): ValidRule {
  return { rule: 'range', min, max };
}

export function oneOf(...values: readonly string[]): ValidRule {
  return { rule: 'oneOf', values, ignoreCase: false };
}

export function oneOfIgnoringCase(...values: readonly string[]): ValidRule {
  return { rule: 'oneOf', values, ignoreCase: true };
}
