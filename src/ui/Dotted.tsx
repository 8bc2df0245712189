import { Fragment } from 'react';

/** Between two parts of a dotted name: `min.|insync.|replicas`. */
const AFTER_DOT = /(?<=[a-z]\.)(?=[a-z])/u;

/** A text whose dotted names end their lines after a dot, where they are too long for one, and not within a word. */
export function Dotted({ text }: { readonly text: string }) {
  const parts = text.split(AFTER_DOT);
  return parts.map((part, index) => <Fragment key={`${index}:${part}`}>{index > 0 && <wbr />}{part}</Fragment>);
}
