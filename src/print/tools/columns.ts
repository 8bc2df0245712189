/** A column of a table that Kafka prints with `%-15s`: cells shorter than the width are filled with spaces, longer ones are not cut. */
export interface Column<Row> {
  readonly title: string;
  /** The least; 0 for a last column, which is not filled. */
  readonly width: number;
  /** The width follows this text of the rows; null: it stays, however long the cells are. */
  readonly follows: ((row: Row) => string) | null;
  readonly cell: (row: Row) => string;
}

type Cell<Row> = (row: Row) => string | number | null;

/** What Kafka prints for a value that is missing. Source: ConsumerGroupCommand.MISSING_COLUMN_VALUE. */
export const MISSING = '-';

const textOf = <Row>(cell: Cell<Row>) => (row: Row): string => String(cell(row) ?? MISSING);

/** As wide as its longest cell. */
export function growing<Row>(title: string, width: number, cell: Cell<Row>): Column<Row> {
  return { title, width, follows: textOf(cell), cell: textOf(cell) };
}

export function fixed<Row>(title: string, width: number, cell: Cell<Row>): Column<Row> {
  return { title, width, follows: null, cell: textOf(cell) };
}

/** The header and the rows, with one space between the columns. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): readonly string[] {
  const widths = columns.map(({ width, follows }) => (follows === null ? width : Math.max(width, ...rows.map((row) => follows(row).length))));
  const line = (cellOf: (column: Column<Row>) => string): string => columns.map((column, at) => cellOf(column).padEnd(widths[at] ?? 0)).join(' ');
  return [line(({ title }) => title), ...rows.map((row) => line(({ cell }) => cell(row)))];
}
