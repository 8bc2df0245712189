import { codeLanguage, spansOf } from '../i18n/spans.ts';
import { Breakable } from './Breakable.tsx';

/** A sentence, whose code spans are English and marked so. */
export function Line({ text }: { readonly text: string }) {
  return spansOf(text).map((span, index) => {
    const key = `${index}:${span.text}`;
    return span.code ? <code key={key} lang={codeLanguage(span.text)}><Breakable text={span.text} /></code> : <Breakable key={key} text={span.text} />;
  });
}
