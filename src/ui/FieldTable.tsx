import { useMemo } from 'react';
import { inspectorTexts } from '../i18n/inspector.ts';
import { useText } from './context.tsx';
import type { Row } from './pretty.ts';
import { rowsOf } from './pretty.ts';

/** Any state or message as a table of fields; what is nested opens, or is open. Names stay English: they are Kafka's. */
export function FieldTable({ value, open = false }: { readonly value: unknown; readonly open?: boolean }) {
  const rows = useMemo(() => rowsOf(value), [value]);
  const say = useText();
  return (
    <table className="fields">
      <thead className="hidden"><tr><th scope="col">{say(inspectorTexts.field)}</th><th scope="col">{say(inspectorTexts.value)}</th></tr></thead>
      <tbody lang="en">{rows.map((row) => <FieldRow key={row.key} row={row} open={open} />)}</tbody>
    </table>
  );
}

function FieldRow({ row, open }: { readonly row: Row; readonly open: boolean }) {
  if (row.rows.length === 0) return <tr><th scope="row">{row.label}</th><td>{row.value}</td></tr>;
  return (
    <tr className="nested">
      <td colSpan={2} aria-label={row.label}>
        <details open={open}>
          <summary><span>{row.label}</span> <span className="nested-size">{row.value}</span></summary>
          <table className="fields"><tbody>{row.rows.map((inner) => <FieldRow key={inner.key} row={inner} open={open} />)}</tbody></table>
        </details>
      </td>
    </tr>
  );
}
