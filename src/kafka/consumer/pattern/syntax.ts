/** A part of a pattern. */
export type PatternNode =
  /** One character for which `takes` holds. */
  | { readonly type: 'character'; readonly takes: (character: string) => boolean }
  | { readonly type: 'sequence'; readonly of: readonly PatternNode[] }
  | { readonly type: 'choice'; readonly of: readonly PatternNode[] }
  | { readonly type: 'repeat'; readonly of: PatternNode; readonly min: number; readonly max: number }
  /** Takes nothing; what must be true of the place. */
  | { readonly type: 'at'; readonly place: 'start' | 'end' | 'boundary' | 'inside' }
  /** Takes nothing; what must follow or stand before, or must not. */
  | { readonly type: 'look'; readonly of: PatternNode; readonly ahead: boolean; readonly wanted: boolean };

/** What is read so far; `text` is a regular expression that JavaScript takes with its flag u. */
interface Reader {
  readonly text: string;
  at: number;
}

const LOOKS = [['(?=', true, true], ['(?!', true, false], ['(?<=', false, true], ['(?<!', false, false]] as const;
const PLACES: Readonly<Record<string, Extract<PatternNode, { readonly type: 'at' }>['place']>> = { '^': 'start', $: 'end', '\\b': 'boundary', '\\B': 'inside' };
const ATOM = /\[(?:\\.|[^\]\\])*\]|\\(?:[pPu]\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[a-zA-Z]|.)|[^]/uy;
const QUANTIFIER = /(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/uy;

/** @throws RangeError for what is no regular expression, or one that cannot be matched in a time that grows with the name only. */
export function parsePattern(text: string): PatternNode {
  try {
    void new RegExp(text, 'u');
  } catch {
    throw new RangeError(`${text} is not a regular expression`);
  }
  return choice({ text, at: 0 });
}

function choice(reader: Reader): PatternNode {
  const of = [sequence(reader)];
  while (taken(reader, '|')) of.push(sequence(reader));
  return of.length === 1 && of[0] !== undefined ? of[0] : { type: 'choice', of };
}

function sequence(reader: Reader): PatternNode {
  const of: PatternNode[] = [];
  while (reader.at < reader.text.length && !'|)'.includes(reader.text[reader.at] ?? '')) of.push(repeated(reader, term(reader)));
  return { type: 'sequence', of };
}

function repeated(reader: Reader, of: PatternNode): PatternNode {
  const found = next(reader, QUANTIFIER);
  if (found === null) return of;
  const [, sign, least = '0', comma, most] = found;
  if (sign !== undefined) return { type: 'repeat', of, min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity };
  return { type: 'repeat', of, min: Number(least), max: comma === '' ? Number(least) : most === '' ? Infinity : Number(most) };
}

function term(reader: Reader): PatternNode {
  const from = reader.at;
  for (const [sign, ahead, wanted] of LOOKS) if (taken(reader, sign)) return { type: 'look', of: closed(reader), ahead, wanted };
  if (next(reader, /\((?:\?:|\?<[^>]*>|(?!\?))/uy) !== null) return closed(reader);
  if (taken(reader, '(?')) throw refused('a flag', from, 'is not understood');
  const [atom = ''] = next(reader, ATOM) ?? [];
  if (/^\\(?:[1-9]|k)/u.test(atom)) throw refused('a backreference', from, 'could be matched forever');
  const place = PLACES[atom];
  return place === undefined ? { type: 'character', takes: takesOf(atom) } : { type: 'at', place };
}

/** What one character may be is left to JavaScript, a character at a time. */
function takesOf(atom: string): (character: string) => boolean {
  const one = new RegExp(`^${atom}$`, 'u');
  const known = new Map<string, boolean>();
  return (character) => {
    const before = known.get(character);
    if (before !== undefined) return before;
    const takes = one.test(character);
    known.set(character, takes);
    return takes;
  };
}

function closed(reader: Reader): PatternNode {
  const of = choice(reader);
  taken(reader, ')');
  return of;
}

function taken(reader: Reader, sign: string): boolean {
  const isNext = reader.text.startsWith(sign, reader.at);
  if (isNext) reader.at += sign.length;
  return isNext;
}

function next(reader: Reader, sticky: RegExp): RegExpExecArray | null {
  sticky.lastIndex = reader.at;
  const found = sticky.exec(reader.text);
  if (found !== null) reader.at = sticky.lastIndex;
  return found;
}

function refused(what: string, at: number, why: string): RangeError {
  return new RangeError(`${what} (character ${at + 1} of the pattern) ${why}`);
}
