/** A table of one step under construction: copied when it is first changed, so that the world before the step stays as it was. */
export class Table<Value> {
  private table: Readonly<Record<string, Value>>;
  private own: Record<string, Value> | null = null;

  constructor(table: Readonly<Record<string, Value>>) {
    this.table = table;
  }

  /** As it is now; what is changed later may show in it. */
  get now(): Readonly<Record<string, Value>> {
    return this.table;
  }

  get(key: string): Value | undefined {
    return this.table[key];
  }

  set(key: string, value: Value): void {
    if (this.own === null) {
      this.own = { ...this.table };
      this.table = this.own;
    }
    this.own[key] = value;
  }

  /** Copies instead of deleting: an object that lost a key is slow for good. */
  remove(key: string): void {
    if (this.table[key] === undefined) return;
    const { [key]: _gone, ...others } = this.table;
    this.own = others;
    this.table = others;
  }
}
