import { Fragment, useMemo } from 'react';
import type { Marked } from '../../i18n/glossary/mark.ts';
import type { Term } from '../../i18n/glossary/term.ts';
import { shortTag } from '../../i18n/language.ts';
import { codeLanguage, spansOf } from '../../i18n/spans.ts';
import { Breakable } from '../Breakable.tsx';
import { useText } from '../context.tsx';
import { TermNote } from './TermNote.tsx';
import { useTerms } from './useTerms.ts';

interface Part {
  readonly text: string;
  readonly code: boolean;
  readonly term: Term | null;
}

/** Paragraphs, parted by empty lines, in which each term of the glossary is explained where it comes first. */
export function TermProse({ text }: { readonly text: string }) {
  const seen = useSeen(text);
  return text.split(/\n{2,}/).map((paragraph) => <p key={paragraph}><TermLine text={paragraph} seen={seen} /></p>);
}

/** One set a text: a term explained in its first paragraph is not explained again in its second. */
function useSeen(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const mark = useTerms();
  const tongue = shortTag(useText().language);
  return useMemo(() => {
    const before = new Map<string, ReadonlySet<string>>();
    const seen = new Set<string>();
    for (const paragraph of text.split(/\n{2,}/)) {
      before.set(paragraph, new Set(seen));
      if (mark !== null) partsOf(paragraph, (words, isCode) => mark(words, tongue, seen, isCode));
    }
    return before;
  }, [text, mark, tongue]);
}

/** A sentence with its code spans marked as English, and its terms explained. */
export function TermLine({ text, seen }: { readonly text: string; readonly seen?: ReadonlyMap<string, ReadonlySet<string>> }) {
  const mark = useTerms();
  const tongue = shortTag(useText().language);
  const parts = useMemo(() => {
    const already = new Set(seen?.get(text));
    return partsOf(text, (words, isCode) => mark?.(words, tongue, already, isCode) ?? [{ text: words, term: null }]);
  }, [text, mark, tongue, seen]);
  return parts.map(({ text: words, code, term }, index) => {
    const key = `${index}:${words}`;
    const said = term === null ? <Breakable text={words} /> : <TermNote term={term} words={words} />;
    return code ? <code key={key} lang={codeLanguage(words)}>{said}</code> : <Fragment key={key}>{said}</Fragment>;
  });
}

function partsOf(text: string, mark: (words: string, isCode: boolean) => readonly Marked[]): readonly Part[] {
  return spansOf(text).flatMap((span): readonly Part[] => mark(span.text, span.code).map((part) => ({ ...part, code: span.code })));
}
