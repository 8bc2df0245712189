/** `{ follower: 'truncating' }` → `follower.truncating`. */
export function statePath(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value).map(([name, inner]) => [name, statePath(inner)].filter((part) => part !== '').join('.')).join(' ');
}
