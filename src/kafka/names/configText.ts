import { LONG_MAX } from './configRules.ts';
import type { ConfigType, ConfigValue } from './configRules.ts';

/** Prints a parsed value as Kafka's messages and tools do. Source: ConfigDef.convertToString. */
export function configText(value: ConfigValue | null, type: ConfigType): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return type === 'DOUBLE' ? doubleText(value) : integerText(value);
  return typeof value === 'object' ? value.join(',') : String(value);
}

function integerText(value: number): string {
  return value === LONG_MAX ? '9223372036854775807' : String(value);
}

/** Java writes a double with a decimal point always, and in scientific notation from ten million and below a thousandth. */
function doubleText(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || value === 0) return value === 0 ? '0.0' : String(value);
  if (size >= 1e-3 && size < 1e7) return withPoint(String(value));
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  return `${withPoint(mantissa)}E${Number(exponent)}`;
}

function withPoint(digits: string): string {
  return digits.includes('.') ? digits : `${digits}.0`;
}
