/** Where in a text a value of its JSON stands, by the value's path. */
export type JsonPlaces = (path: readonly string[]) => number;

export type JsonText =
  | { readonly ok: true; readonly value: unknown; /** Lines count from 1; what is missing stands where what holds it begins. */ readonly lineOf: JsonPlaces }
  | { readonly ok: false; readonly line: number; readonly column: number; readonly reason: string };

const STRING = /"(?:[^"\\]|\\.)*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|true(?!\w)|false(?!\w)|null(?!\w)/y;
const SPACE = /[ \t\n\r]*/y;
/** Nothing of ours is nested deeper; more would only exhaust the stack. */
const DEEPEST = 100;

class NotJson extends Error {
  override readonly name = 'NotJson';
}

/** Reads JSON that somebody wrote or changed, and knows the line of everything in it. Never throws. */
export function readJson(text: string): JsonText {
  const reader = new PlaceReader(text);
  try {
    reader.readAll();
    return { ok: true, value: JSON.parse(text) as unknown, lineOf: (path) => lineAt(text, reader.placeOf(path)) };
  } catch (error) {
    return { ok: false, line: lineAt(text, reader.at), column: reader.at - text.lastIndexOf('\n', reader.at - 1), reason: error instanceof Error ? error.message : String(error) };
  }
}

function lineAt(text: string, place: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < place; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

/** Notes where each value begins; the values themselves are left to `JSON.parse`. */
class PlaceReader {
  at = 0;
  private readonly text: string;
  private readonly places = new Map<string, number>();

  constructor(text: string) {
    this.text = text;
  }

  placeOf(path: readonly string[]): number {
    for (let length = path.length; length > 0; length -= 1) {
      const place = this.places.get(JSON.stringify(path.slice(0, length)));
      if (place !== undefined) return place;
    }
    return 0;
  }

  readAll(): void {
    this.readValue([]);
    if (this.at < this.text.length) throw new NotJson('nothing more was expected here');
  }

  private readValue(path: readonly string[]): void {
    this.take(SPACE);
    this.places.set(JSON.stringify(path), this.at);
    if (path.length > DEEPEST) throw new NotJson('nested too deeply');
    if (this.skip('{')) this.readFields(path);
    else if (this.skip('[')) this.readItems(path);
    else if (this.readString() === null && this.take(SCALAR) === null) throw new NotJson('a value was expected here');
    this.take(SPACE);
  }

  private readFields(path: readonly string[]): void {
    this.take(SPACE);
    if (this.skip('}')) return;
    do {
      this.take(SPACE);
      const begins = this.at;
      const name = this.readString();
      if (name === null) throw new NotJson('a name in double quotes was expected here');
      const inner = [...path, name];
      this.take(SPACE);
      if (!this.skip(':')) throw new NotJson('":" was expected here');
      this.readValue(inner);
      // The name's line is where one looks for a field.
      this.places.set(JSON.stringify(inner), begins);
    } while (this.skip(','));
    if (!this.skip('}')) throw new NotJson('"," or "}" was expected here');
  }

  private readItems(path: readonly string[]): void {
    this.take(SPACE);
    if (this.skip(']')) return;
    let index = 0;
    do {
      this.readValue([...path, String(index)]);
      index += 1;
    } while (this.skip(','));
    if (!this.skip(']')) throw new NotJson('"," or "]" was expected here');
  }

  private readString(): string | null {
    const begins = this.at;
    const token = this.take(STRING);
    try {
      return token === null ? null : (JSON.parse(token) as string);
    } catch {
      this.at = begins;
      throw new NotJson('a line break, a tab or a backslash must be written \\n, \\t or \\\\ in a string');
    }
  }

  private skip(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  private take(token: RegExp): string | null {
    token.lastIndex = this.at;
    const [found] = token.exec(this.text) ?? [null];
    this.at += found?.length ?? 0;
    return found;
  }
}
