const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3000-\u303f]/;
/** Widths in ems of a wide sans serif; narrower faces only leave more air. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[ijl.,:;|'! ·]/, 0.32], [/[frt()[\]]/, 0.41], [/[csz]/, 0.55], [/[mMwW@%→←]/, 0.95], [/[A-HJ-Z…]/, 0.7],
];

/** About how wide a text is drawn, in pixels; errs on the wide side, so that nothing is clipped. */
export function textWidth(text: string, fontSize: number, monospace = false): number {
  let ems = 0;
  for (const character of text) ems += emsOf(character, monospace);
  return ems * fontSize;
}

/** Of each character that was measured before: thousands are measured a step. */
const known = { monospace: new Map<string, number>(), usual: new Map<string, number>() };

function emsOf(character: string, monospace: boolean): number {
  const widths = monospace ? known.monospace : known.usual;
  const before = widths.get(character);
  if (before !== undefined) return before;
  const ems = measured(character, monospace);
  widths.set(character, ems);
  return ems;
}

function measured(character: string, monospace: boolean): number {
  if (WIDE.test(character)) return 1;
  if (monospace) return 0.61;
  return WIDTHS.find(([characters]) => characters.test(character))?.[1] ?? 0.64;
}

/** Bold type is wider by about this. */
export const BOLD = 1.12;

/** The text, or as much of it as fits with an ellipsis behind. */
export function fitted(text: string, width: number, fontSize: number, monospace = false): string {
  if (textWidth(text, fontSize, monospace) <= width) return text;
  const characters = Array.from(text);
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, fontSize, monospace) > width) characters.pop();
  return characters.length <= 1 ? '' : `${characters.join('').trimEnd()}…`;
}

/** A partition's name, shortened within its topic's: what tells it from the others is its number. */
export function fittedPartition(partition: string, width: number, fontSize: number, monospace = false): string {
  const end = partition.lastIndexOf('-');
  if (end < 0 || textWidth(partition, fontSize, monospace) <= width) return fitted(partition, width, fontSize, monospace);
  const [topic, number] = [partition.slice(0, end), partition.slice(end)];
  return `${fitted(topic, width - textWidth(number, fontSize, monospace), fontSize, monospace)}${number}`;
}

/** The first of these wordings, longest first, that fits; the last one if none does. */
export function wording(candidates: readonly string[], width: number, fontSize: number): string {
  return candidates.find((text) => textWidth(text, fontSize) <= width) ?? candidates.at(-1) ?? '';
}

/** The last part of a znode's path: `lock-0000000001` of `/app/lock-0000000001`. */
export function lastOfPath(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
