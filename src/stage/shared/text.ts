const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3000-\u303f]/;
/** Widths in ems of a wide sans serif; narrower faces only leave more air. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[ijl.,:;|'! ·]/, 0.32], [/[frt()[\]]/, 0.41], [/[csz]/, 0.55], [/[mMwW@%→←]/, 0.95], [/[A-HJ-Z…]/, 0.7],
];

/**
 * Measures words as a visitor has them set: letters and words as far apart as the typeface says, or farther by a style
 * sheet of their own (WCAG 2.2, 1.4.12). Equal rulers are told by their fields; one that is kept is the same object.
 */
export class Ruler {
  /** After every character, in ems. */
  readonly letters: number;
  /** At every space, in ems. */
  readonly words: number;

  constructor(letters: number, words: number) {
    this.letters = letters;
    this.words = words;
  }

  /** About how wide a text is drawn, in pixels; errs on the wide side, so that nothing is clipped. */
  textWidth(text: string, fontSize: number, monospace = false): number {
    let ems = 0;
    for (const character of text) ems += emsOf(character, monospace) + this.letters + (character === ' ' ? this.words : 0);
    return ems * fontSize;
  }

  /** A width that was chosen for words set as usual, in whole pixels, or the same for words set like these. */
  widened(width: number): number {
    return this === USUAL ? width : Math.ceil((width * this.textWidth(SAMPLE, 1)) / USUAL.textWidth(SAMPLE, 1));
  }

  /** The text, or as much of it as fits with an ellipsis behind. */
  fitted(text: string, width: number, fontSize: number, monospace = false): string {
    if (this.textWidth(text, fontSize, monospace) <= width) return text;
    const characters = Array.from(text);
    while (characters.length > 1 && this.textWidth(`${characters.join('')}…`, fontSize, monospace) > width) characters.pop();
    return characters.length <= 1 ? '' : `${characters.join('').trimEnd()}…`;
  }

  /** A partition's name, shortened within its topic's: what tells it from the others is its number. */
  fittedPartition(partition: string, width: number, fontSize: number, monospace = false): string {
    const end = partition.lastIndexOf('-');
    if (end < 0 || this.textWidth(partition, fontSize, monospace) <= width) return this.fitted(partition, width, fontSize, monospace);
    const [topic, number] = [partition.slice(0, end), partition.slice(end)];
    return `${this.fitted(topic, width - this.textWidth(number, fontSize, monospace), fontSize, monospace)}${number}`;
  }

  /** The first of these wordings, longest first, that fits; the last one if none does. */
  wording(candidates: readonly string[], width: number, fontSize: number): string {
    return candidates.find((text) => this.textWidth(text, fontSize) <= width) ?? candidates.at(-1) ?? '';
  }
}

const SAMPLE = 'broker-1 in sync';

/** Of words set as their typeface says. */
export const USUAL = new Ruler(0, 0);

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

/** The last part of a znode's path: `lock-0000000001` of `/app/lock-0000000001`. */
export function lastOfPath(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
