/** Values are kept in pieces of at most so many: a change copies one piece and the list of pieces. */
const PIECE = 32;

/** Where each key stands. It only ever grows at its end, so tables that know fewer keys share it. */
class Places {
  readonly keys: string[];
  readonly byKey: Map<string, number>;

  constructor(keys: readonly string[] = []) {
    this.keys = [...keys];
    this.byKey = new Map(keys.map((key, place) => [key, place]));
  }

  add(key: string): void {
    this.byKey.set(key, this.keys.length);
    this.keys.push(key);
  }
}

/**
 * Values by key, in the order the keys came. Never changes: `with` and `without` give another table, which shares with
 * this one whatever did not change. A plain object would be copied whole in every step, and beyond a thousand keys slowly.
 */
export class Table<Value> implements Iterable<readonly [string, Value]> {
  readonly #places: Places;
  readonly #pieces: readonly (readonly Value[])[];
  readonly size: number;

  private constructor(places: Places, pieces: readonly (readonly Value[])[], size: number) {
    this.#places = places;
    this.#pieces = pieces;
    this.size = size;
  }

  static of<Value>(record: Readonly<Record<string, Value>>): Table<Value> {
    return Table.from(Object.entries(record));
  }

  /** Keys must differ. */
  static from<Value>(entries: readonly (readonly [string, Value])[]): Table<Value> {
    const values = entries.map(([, value]) => value);
    const pieces = Array.from({ length: Math.ceil(values.length / PIECE) }, (_, piece) => values.slice(piece * PIECE, (piece + 1) * PIECE));
    return new Table(new Places(entries.map(([key]) => key)), pieces, values.length);
  }

  get(key: string): Value | undefined {
    const place = this.#placeOf(key);
    return place < 0 ? undefined : this.#pieces[Math.floor(place / PIECE)]?.[place % PIECE];
  }

  has(key: string): boolean {
    return this.#placeOf(key) >= 0;
  }

  keys(): readonly string[] {
    return this.#places.keys.slice(0, this.size);
  }

  values(): readonly Value[] {
    const values: Value[] = [];
    this.forEach((value) => values.push(value));
    return values;
  }

  entries(): readonly (readonly [string, Value])[] {
    const { keys } = this.#places;
    return this.values().map((value, place) => [keys[place] ?? '', value]);
  }

  [Symbol.iterator](): Iterator<readonly [string, Value]> {
    return this.entries()[Symbol.iterator]();
  }

  forEach(visit: (value: Value) => void): void {
    for (const piece of this.#pieces) for (const value of piece) visit(value);
  }

  /** The first value in order that passes. */
  find(passes: (value: Value) => boolean): Value | undefined {
    for (const piece of this.#pieces) for (const value of piece) if (passes(value)) return value;
    return undefined;
  }

  /** A new key comes last; a known one keeps its place. */
  with(key: string, value: Value): Table<Value> {
    const place = this.#placeOf(key);
    if (place >= 0) return new Table(this.#places, this.#piecesWith(place, value), this.size);
    return new Table(this.#placesWith(key), this.#piecesWith(this.size, value), this.size + 1);
  }

  without(key: string): Table<Value> {
    return this.has(key) ? Table.from(this.entries().filter(([one]) => one !== key)) : this;
  }

  toJSON(): Readonly<Record<string, Value>> {
    return Object.fromEntries(this);
  }

  /** -1 for a key that only a later table knows, too. */
  #placeOf(key: string): number {
    const place = this.#places.byKey.get(key);
    return place === undefined || place >= this.size ? -1 : place;
  }

  /** Another table may have grown from this one already, by the same key or by another. */
  #placesWith(key: string): Places {
    const { keys } = this.#places;
    if (keys[this.size] === key) return this.#places;
    const places = keys.length === this.size ? this.#places : new Places(this.keys());
    places.add(key);
    return places;
  }

  #piecesWith(place: number, value: Value): readonly (readonly Value[])[] {
    const pieces = this.#pieces.slice();
    const at = Math.floor(place / PIECE);
    const piece = pieces[at]?.slice() ?? [];
    piece[place % PIECE] = value;
    pieces[at] = piece;
    return pieces;
  }
}
