import { configText } from './configText.ts';
import { INT_MAX, SHORT_MAX } from './configRules.ts';
import type { ConfigKey, ConfigType, ConfigValue, ValidRule } from './configRules.ts';

/** A value as Kafka understood it, or why it refused it, in its own words. */
export type ParsedConfig = { readonly ok: true; readonly value: ConfigValue } | { readonly ok: false; readonly message: string };

/** Parses and checks one setting. Source: ConfigDef.parseType and the validators' ensureValid. */
export function parseConfig(name: string, key: ConfigKey, text: string): ParsedConfig {
  const parsed = parseType(name, key.type, text);
  if (!parsed.ok || key.valid === undefined) return parsed;
  const complaint = complaintOf(name, key.type, parsed.value, key.valid);
  return complaint === null ? parsed : { ok: false, message: complaint };
}

function parseType(name: string, type: ConfigType, text: string): ParsedConfig {
  const trimmed = text.trim();
  switch (type) {
    case 'BOOLEAN': return parseBoolean(name, text, trimmed.toLowerCase());
    case 'SHORT': case 'INT': case 'LONG': return numberOr(name, text, type, parseInteger(trimmed, type));
    case 'DOUBLE': return numberOr(name, text, type, parseDouble(trimmed));
    case 'LIST': return { ok: true, value: trimmed === '' ? [] : trimmed.split(/\s*,\s*/) };
    default: return { ok: true, value: trimmed };
  }
}

function parseBoolean(name: string, text: string, word: string): ParsedConfig {
  if (word === 'true' || word === 'false') return { ok: true, value: word === 'true' };
  return { ok: false, message: invalid(name, text, 'Expected value to be either true or false') };
}

function numberOr(name: string, text: string, type: ConfigType, value: number | null): ParsedConfig {
  if (value !== null) return { ok: true, value };
  return { ok: false, message: invalid(name, text, `Not a number of type ${type}`) };
}

const largest = { SHORT: BigInt(SHORT_MAX), INT: BigInt(INT_MAX), LONG: 2n ** 63n - 1n };

function parseInteger(text: string, type: keyof typeof largest): number | null {
  if (!/^[+-]?\d+$/.test(text)) return null;
  const exact = BigInt(text.replace('+', ''));
  const max = largest[type];
  return exact > max || exact < -max - 1n ? null : Number(exact);
}

function parseDouble(text: string): number | null {
  const digits = /^([+-]?)(NaN|Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[dDfF]?$/.exec(text);
  return digits === null ? null : Number(`${digits[1] === '-' ? '-' : ''}${digits[2]}`);
}

function complaintOf(name: string, type: ConfigType, value: ConfigValue, valid: ValidRule): string | null {
  if (valid.rule === 'range') return outOfRange(name, type, value, valid);
  if (valid.rule === 'nonEmpty') return value === '' ? invalid(name, '', 'String must be non-empty') : null;
  const stranger = wordsOf(value).find((word) => !isOneOf(word, valid.values, valid.ignoreCase));
  if (stranger === undefined) return null;
  const how = valid.ignoreCase ? 'String must be one of (case insensitive)' : 'String must be one of';
  return invalid(name, stranger, `${how}: ${valid.values.join(', ')}`);
}

function outOfRange(name: string, type: ConfigType, value: ConfigValue, range: { readonly min: number; readonly max: number | null }): string | null {
  if (typeof value !== 'number') return null;
  if (value < range.min) return invalid(name, configText(value, type), `Value must be at least ${range.min}`);
  if (range.max !== null && value > range.max) return invalid(name, configText(value, type), `Value must be no more than ${range.max}`);
  return null;
}

function wordsOf(value: ConfigValue): readonly string[] {
  return typeof value === 'object' ? value : [String(value)];
}

function isOneOf(word: string, values: readonly string[], ignoreCase: boolean): boolean {
  return ignoreCase ? values.some((value) => value.toUpperCase() === word.toUpperCase()) : values.includes(word);
}

/** Kafka's sentence. Source: ConfigException. */
function invalid(name: string, value: string, reason: string): string {
  return `Invalid value ${value} for configuration ${name}: ${reason}`;
}
