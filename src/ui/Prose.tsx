import { Fragment } from 'react';
import { spansOf } from '../i18n/spans.ts';

/** A sentence with its code spans marked as English. */
export function Line({ text }: { readonly text: string }) {
  return spansOf(text).map((span, index) => {
    const key = `${index}:${span.text}`;
    return span.code ? <code key={key} lang="en">{span.text}</code> : <Fragment key={key}>{span.text}</Fragment>;
  });
}
