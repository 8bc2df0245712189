import { Fragment } from 'react';

/** Between two parts of a name: `min.|insync.|replicas`, `INVALID_|REPLICATION_|FACTOR`, `__consumer_|offsets`. */
const SEAM = /(?<=[a-z]\.)(?=[a-z])|(?<=[^_]_)(?=[^_])/u;

/** A text whose long names end their lines after a dot or an underscore, where they are too long for one, and not within a word. */
export function Breakable({ text }: { readonly text: string }) {
  const parts = text.split(SEAM);
  return parts.map((part, index) => <Fragment key={`${index}:${part}`}>{index > 0 && <wbr />}{part}</Fragment>);
}
