import { glossary } from './glossary.ts';
import type { Term } from './term.ts';

/** A run of prose; `term`: what it is called in the glossary. */
export interface Marked {
  readonly text: string;
  readonly term: Term | null;
}

interface Names {
  readonly pattern: RegExp;
  readonly byForm: ReadonlyMap<string, Term>;
}

const WORD = '[A-Za-z0-9_]';

/** English words by their borders and with plurals; Chinese has neither. The longest name wins: 领导者副本 before 副本. */
function namesIn(tongue: 'en' | 'zh'): Names {
  const named = glossary.flatMap((term) => term.forms[tongue].map((form) => ({ form, term })));
  const longestFirst = named.map(({ form }) => form).toSorted((a, b) => b.length - a.length);
  return { pattern: new RegExp(patternOf(longestFirst, tongue), 'gi'), byForm: new Map(named.map(({ form, term }) => [form.toLowerCase(), term])) };
}

/** Names that follow each other and have the same borders share them: plain names alone are what a browser looks for fast. */
function patternOf(forms: readonly string[], tongue: 'en' | 'zh'): string {
  const runs: { readonly borders: readonly [string, string]; readonly plain: string[] }[] = [];
  for (const form of forms) {
    const borders = [/^\w/.test(form) ? `(?<!${WORD}|[.-])` : '', /\w$/.test(form) ? `${tongue === 'en' ? '(?:e?s)?' : ''}(?!${WORD}|[.-]\\w)` : ''] as const;
    const last = runs.at(-1);
    const plain = form.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
    if (last !== undefined && last.borders.join() === borders.join()) last.plain.push(plain);
    else runs.push({ borders, plain: [plain] });
  }
  return runs.map(({ borders: [begins, ends], plain }) => `${begins}(?:${plain.join('|')})${ends}`).join('|');
}

/** Abbreviations and Kafka's own names are only meant as they are written: `ISR`, `Fetch`. */
const isCommon = (form: string): boolean => /^[a-z -]+$/.test(form);

const known = new Map<'en' | 'zh', Names>();

/** Parts a text at the first place where it names each term. What stands as code is one name as a whole, or none. */
export function markTerms(text: string, tongue: 'en' | 'zh', seen = new Set<string>(), isCode = false): readonly Marked[] {
  if (isCode) return [{ text, term: termOfCode(text, tongue, seen) }];
  const names = known.get(tongue) ?? namesIn(tongue);
  known.set(tongue, names);
  const parts: Marked[] = [];
  let from = 0;
  for (const match of text.matchAll(names.pattern)) {
    const term = termOf(match[0], names);
    if (term === null || seen.has(term.id)) continue;
    seen.add(term.id);
    if (match.index > from) parts.push({ text: text.slice(from, match.index), term: null });
    parts.push({ text: match[0], term });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), term: null });
  return parts;
}

/** `acks=all` and `commitSync()` are called by what stands before the sign. */
function termOfCode(text: string, tongue: 'en' | 'zh', seen: Set<string>): Term | null {
  const name = text.replace(/=.*$|\(.*\)$/, '');
  const [whole] = markTerms(name, tongue, new Set(seen));
  if (whole === undefined || whole.term === null || whole.text !== name) return null;
  seen.add(whole.term.id);
  return whole.term;
}

function termOf(found: string, { byForm }: Names): Term | null {
  const lower = found.toLowerCase();
  const form = [lower, lower.replace(/s$/, ''), lower.replace(/es$/, '')].find((one) => byForm.has(one));
  const term = form === undefined ? undefined : byForm.get(form);
  if (term === undefined) return null;
  const isWritten = [...term.forms.en, ...term.forms.zh].some((one) => found.startsWith(one) || (isCommon(one) && lower.startsWith(one)));
  return isWritten ? term : null;
}
