/** Shows any state as text and rows, without knowing what it means. */

const MOST_CHARACTERS = 60;
const MOST_ITEMS = 8;

/** A value on one line: `1, 2, 3`, `{leader: 1, epoch: 0}`, `–` for nothing. */
export function compact(value: unknown, most = MOST_CHARACTERS): string {
  const text = written(value);
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function written(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value)) return value.length === 0 ? '[]' : value.map((item) => (isPlain(item) ? written(item) : `{${entries(item)}}`)).join(', ');
  if (typeof value === 'object') return Object.keys(value).length === 0 ? '{}' : entries(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function entries(value: unknown): string {
  return Object.entries(value as object).map(([key, inner]) => `${key}: ${isPlain(inner) ? written(inner) : Array.isArray(inner) ? `[${inner.length}]` : '{…}'}`).join(', ');
}

function isPlain(value: unknown): boolean {
  return value === null || typeof value !== 'object';
}

/** `lastCaughtUpTimeMs` → `last caught up time ms`. Ids, as in `orders-0`, stay as they are. */
export function label(name: string): string {
  return /^[a-z]+([A-Z][a-z]*|\d+)*$/.test(name) ? name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase() : name;
}

export interface Row {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  /** What is inside, when it does not fit on one line. */
  readonly rows: readonly Row[];
}

/** A value's fields as rows; what is nested opens. Long lists show their newest items. */
export function rowsOf(value: unknown, depth = 0): readonly Row[] {
  if (value === null || typeof value !== 'object') return [];
  const fields = Object.entries(value);
  const shown = Array.isArray(value) && fields.length > MOST_ITEMS ? fields.slice(-MOST_ITEMS) : fields;
  return shown.map(([key, inner]) => ({
    key, label: Array.isArray(value) ? `[${key}]` : label(key), value: summary(inner), rows: opens(inner) && depth < 4 ? rowsOf(inner, depth + 1) : [],
  }));
}

/** What would be cut off, or lose its inside, on one line. */
function opens(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  return Object.values(value).some((inner) => !isPlain(inner)) || written(value).length > MOST_CHARACTERS / 2;
}

function summary(value: unknown): string {
  if (!opens(value)) return compact(value);
  return Array.isArray(value) ? `[${value.length}]` : `{${Object.keys(value as object).length}}`;
}
