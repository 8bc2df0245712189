/** A run of prose, or of code that stays English in every language. */
export interface Span {
  readonly code: boolean;
  readonly text: string;
}

/** Splits a text at its backticks: `acks=all` waits → code, prose. An unpaired backtick stays as it is. */
export function spansOf(text: string): readonly Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const match of text.matchAll(/`([^`]+)`/g)) {
    if (match.index > from) spans.push({ code: false, text: text.slice(from, match.index) });
    spans.push({ code: true, text: match[1] ?? '' });
    from = match.index + match[0].length;
  }
  if (from < text.length) spans.push({ code: false, text: text.slice(from) });
  return spans;
}

/** The text as it is read aloud or put into an attribute: without the marks. */
export function plain(text: string): string {
  return text.replaceAll(/`([^`]+)`/g, '$1');
}

/** @returns the language to mark a code span with: English, unless words of the page are in it. */
export function codeLanguage(code: string): 'en' | undefined {
  return /\p{Script=Han}/u.test(code) ? undefined : 'en';
}
