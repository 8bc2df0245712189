import type { JSONVisitor, ParseErrorCode } from 'jsonc-parser';
import { printParseErrorCode, visit } from 'jsonc-parser';

/** A place in a text, both counted from 1; columns in UTF-16 units, as editors count them. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** A value with the places of what is in it. */
export interface JsonText {
  readonly value: unknown;
  /** The place of `scenes.0.title`; where there is no such thing, of the nearest that is there. */
  placeOf(path: string): TextPlace;
}

export type ReadJson = { readonly ok: true; readonly json: JsonText } | { readonly ok: false; readonly place: TextPlace; readonly reason: string };

/** Deeper than any lesson: a text of brackets only must not exhaust the stack. */
const MOST_DEPTH = 60;

/** A value's place, which is its key's where it has one, and what is in it by key or index. */
interface Spot {
  readonly place: TextPlace;
  readonly inside: Map<string, Spot>;
  readonly isList: boolean;
}

/** Reads JSON (RFC 8259) and remembers where everything stands, or says where it is none. A key that stands twice is a mistake, too. */
export function readJson(text: string): ReadJson {
  // A mark of byte order is no part of the text.
  const json = text.replace(/^\uFEFF/, '');
  try {
    const root = spotsOf(json);
    return { ok: true, json: { value: JSON.parse(json) as unknown, placeOf: (path) => placeIn(root, path) } };
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    return { ok: false, place: error.place, reason: error.message };
  }
}

class Mistake extends Error {
  readonly place: TextPlace;

  constructor(place: TextPlace, reason: string) {
    super(reason);
    this.place = place;
  }
}

const at = (line: number, character: number): TextPlace => ({ line: line + 1, column: character + 1 });

/** @throws Mistake at the first thing that is no JSON */
function spotsOf(json: string): Spot {
  const root: Spot = { place: at(0, 0), inside: new Map(), isList: false };
  const open: Spot[] = [root];
  let key: { readonly name: string; readonly place: TextPlace } | null = null;
  const add = (place: TextPlace, isList: boolean): Spot => {
    const holder = open.at(-1) as Spot;
    const name = key?.name ?? (holder.isList ? String(holder.inside.size) : '');
    const spot: Spot = { place: key?.place ?? place, inside: new Map(), isList };
    holder.inside.set(name, spot);
    key = null;
    return spot;
  };
  const begin = (isList: boolean) => (_offset: number, _length: number, line: number, character: number): void => {
    if (open.length > MOST_DEPTH) throw new Mistake(at(line, character), `nested deeper than ${MOST_DEPTH}`);
    open.push(add(at(line, character), isList));
  };
  const end = (): void => void open.pop();
  const visitor: JSONVisitor = {
    onObjectBegin: begin(false), onObjectEnd: end, onArrayBegin: begin(true), onArrayEnd: end,
    onObjectProperty: (name, _offset, _length, line, character) => {
      if (open.at(-1)?.inside.has(name) === true) throw new Mistake(at(line, character), `the key "${name}" stands here for the second time`);
      key = { name, place: at(line, character) };
    },
    onLiteralValue: (_value, _offset, _length, line, character) => void add(at(line, character), false),
    onError: (code, offset, _length, line, character) => {
      throw new Mistake(at(line, character), offset >= json.length ? 'the text ends too early' : REASONS[printParseErrorCode(code) as keyof typeof ParseErrorCode] ?? 'this is no JSON');
    },
  };
  visit(json, visitor, { disallowComments: true });
  return root.inside.get('') as Spot;
}

const REASONS: Partial<Readonly<Record<keyof typeof ParseErrorCode, string>>> = {
  PropertyNameExpected: 'a key in double quotes is expected here',
  ValueExpected: 'a value is expected here',
  ColonExpected: 'a colon is expected here',
  CommaExpected: 'a comma is expected here',
  CloseBraceExpected: 'a comma or } is expected here',
  CloseBracketExpected: 'a comma or ] is expected here',
  EndOfFileExpected: 'nothing may follow the end of the JSON',
  InvalidCommentToken: 'there are no comments in JSON',
  UnexpectedEndOfString: 'this text has no closing quotation mark on its line',
  InvalidUnicode: 'after \\u four digits are expected',
  InvalidEscapeCharacter: 'in this text, after a backslash only " \\ / b f n r t or u and four digits may stand',
  InvalidCharacter: 'a control character may not stand in a text',
};

/** Keys may hold dots (`min.insync.replicas`), so the longest that fits is meant. */
function placeIn(root: Spot, path: string): TextPlace {
  let [spot, rest] = [root, path];
  while (rest !== '') {
    let end = rest.length;
    while (end >= 0 && !spot.inside.has(rest.slice(0, end))) end = end === 0 ? -1 : rest.lastIndexOf('.', end - 1);
    const found = end < 0 ? undefined : spot.inside.get(rest.slice(0, end));
    if (found === undefined) break;
    [spot, rest] = [found, rest.slice(end + 1)];
  }
  return spot.place;
}
