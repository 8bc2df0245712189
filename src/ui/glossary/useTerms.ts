import { useEffect, useState } from 'react';
import type { Marked } from '../../i18n/glossary/mark.ts';

type Mark = (text: string, tongue: 'en' | 'zh', seen: Set<string>, isCode?: boolean) => readonly Marked[];

/** The glossary is fetched once the page rests. */
const FETCH_AFTER_MS = 300;

let there: Mark | null = null;

async function fetchMark(): Promise<Mark | null> {
  try {
    there = (await import('../../i18n/glossary/mark.ts')).markTerms;
  } catch {
    return null;
  }
  return there;
}

/** What finds the glossary's terms in a text; null until the glossary is there. A page that lost its server goes on without. */
export function useTerms(): Mark | null {
  const [mark, setMark] = useState<Mark | null>(() => there);
  useEffect(() => {
    if (mark !== null) return undefined;
    const timer = setTimeout(() => {
      void fetchMark().then((came) => setMark(() => came));
    }, FETCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, [mark]);
  return mark;
}
