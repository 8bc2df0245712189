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

interface Node {
  readonly value: unknown;
  readonly at: number;
  /** By the key's or the item's name; the place is the key's, where there is one. */
  readonly children?: ReadonlyMap<string, { readonly keyAt: number; readonly node: Node }>;
}

/** Reads JSON (RFC 8259) and remembers where everything stands, or says where it is none. A key that stands twice is a mistake, too. */
export function readJson(text: string): ReadJson {
  try {
    const root = new Scanner(text).whole();
    let starts: readonly number[] | null = null;
    const placeOf = (path: string): TextPlace => {
      starts ??= lineStarts(text);
      return placeAt(starts, offsetOf(root, path));
    };
    return { ok: true, json: { value: root.value, placeOf } };
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    return { ok: false, place: placeIn(text, error.at), reason: error.message };
  }
}

function placeIn(text: string, offset: number): TextPlace {
  return placeAt(lineStarts(text), offset);
}

function lineStarts(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), ({ 0: end, index }) => index + end.length)];
}

/** By halving: a text may have as many problems as lines. */
function placeAt(starts: readonly number[], offset: number): TextPlace {
  let [line, after] = [0, starts.length];
  while (after - line > 1) {
    const middle = (line + after) >> 1;
    if ((starts[middle] ?? 0) <= offset) line = middle;
    else after = middle;
  }
  return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
}

/** Keys may hold dots (`min.insync.replicas`), so the longest that fits is meant. */
function offsetOf(root: Node, path: string): number {
  let [node, at, rest] = [root, root.at, path];
  while (rest !== '') {
    let end = rest.length;
    while (end >= 0 && node.children?.has(rest.slice(0, end)) !== true) end = end === 0 ? -1 : rest.lastIndexOf('.', end - 1);
    const found = end < 0 ? undefined : node.children?.get(rest.slice(0, end));
    if (found === undefined) return at;
    [node, at, rest] = [found.node, found.keyAt, rest.slice(end + 1)];
  }
  return at;
}

class Mistake extends Error {
  readonly at: number;

  constructor(at: number, reason: string) {
    super(reason);
    this.at = at;
  }
}

class Scanner {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  whole(): Node {
    // A mark of byte order is no part of the text.
    if (this.text.codePointAt(0) === 0xfe_ff) this.at = 1;
    const node = this.node(0);
    this.space();
    if (this.at < this.text.length) throw this.wrong('nothing may follow the end of the JSON');
    return node;
  }

  private node(depth: number): Node {
    if (depth > MOST_DEPTH) throw this.wrong(`nested deeper than ${MOST_DEPTH}`);
    this.space();
    const { at } = this;
    const head = this.text[at];
    if (head === '{') return this.object(at, depth);
    if (head === '[') return this.array(at, depth);
    if (head === '"') return { at, value: this.string() };
    return { at, value: this.word() };
  }

  private object(at: number, depth: number): Node {
    const children = new Map<string, { readonly keyAt: number; readonly node: Node }>();
    this.items('}', () => {
      const keyAt = this.at;
      if (this.text[keyAt] !== '"') throw this.wrong('a key in double quotes is expected here');
      const key = this.string();
      if (children.has(key)) throw new Mistake(keyAt, `the key "${key}" stands here for the second time`);
      this.space();
      this.expect(':');
      children.set(key, { keyAt, node: this.node(depth + 1) });
    });
    // Not by assignment: a key may be called __proto__.
    return { at, children, value: Object.fromEntries([...children].map(([key, { node }]) => [key, node.value])) };
  }

  private array(at: number, depth: number): Node {
    const items: Node[] = [];
    this.items(']', () => items.push(this.node(depth + 1)));
    return { at, children: new Map(items.map((node, index) => [String(index), { keyAt: node.at, node }])), value: items.map(({ value }) => value) };
  }

  private items(end: '}' | ']', one: () => void): void {
    this.at += 1;
    this.space();
    if (this.text[this.at] === end) {
      this.at += 1;
      return;
    }
    for (;;) {
      this.space();
      one();
      this.space();
      if (this.text[this.at] === end) break;
      this.expect(',', end);
    }
    this.at += 1;
  }

  private string(): string {
    const { at, text } = this;
    for (let end = at + 1; ; end += 1) {
      const letter = text[end];
      // No control character may stand in a text, the end of a line least of all.
      if (letter === undefined || letter < ' ') throw new Mistake(end, 'this text has no closing quotation mark on its line');
      if (letter === '\\') {
        const escaped = matchAt(/\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y, text, end);
        if (escaped === null) throw new Mistake(end, 'after a backslash only " \\ / b f n r t or u and four digits may stand');
        end += escaped.length - 1;
      }
      if (letter !== '"') continue;
      this.at = end + 1;
      return JSON.parse(text.slice(at, this.at)) as string;
    }
  }

  private word(): unknown {
    const match = matchAt(/(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y, this.text, this.at);
    if (match === null) throw this.wrong(this.at >= this.text.length ? 'the text ends too early' : 'a value is expected here');
    this.at += match.length;
    return JSON.parse(match);
  }

  private expect(...wanted: readonly string[]): void {
    if (this.text[this.at] !== wanted[0]) throw this.wrong(`${wanted.join(' or ')} is expected here`);
    this.at += 1;
  }

  private space(): void {
    this.at += matchAt(/[ \t\r\n]*/y, this.text, this.at)?.length ?? 0;
  }

  private wrong(reason: string): Mistake {
    return new Mistake(this.at, this.at >= this.text.length ? 'the text ends too early' : reason);
  }
}

function matchAt(sticky: RegExp, text: string, at: number): string | null {
  sticky.lastIndex = at;
  return sticky.exec(text)?.[0] ?? null;
}
