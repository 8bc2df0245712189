import { askedIn } from '../askedWords.ts';
import { architectureTerms } from './architecture.ts';
import { clientTerms } from './clients.ts';
import { consumingTerms } from './consuming.ts';
import { coordinationTerms } from './coordination.ts';
import { errorTerms } from './errors.ts';
import { groupTerms } from './groups.ts';
import { producingTerms } from './producing.ts';
import { replicationTerms } from './replication.ts';
import { storageTerms } from './storage.ts';
import type { Term } from './term.ts';

/** Every term of the curriculum, in the order in which it is taught. */
export const glossary: readonly Term[] = [
  ...replicationTerms, ...storageTerms, ...clientTerms, ...producingTerms, ...groupTerms, ...consumingTerms, ...coordinationTerms, ...architectureTerms, ...errorTerms,
];

/** The terms whose names or meaning hold every word asked for, in either language, those that are called so first, and those which people mean who say it otherwise; all of them for an empty query. */
export function searchGlossary(query: string): readonly Term[] {
  const wanted = normal(query);
  const words = wanted.split(' ').filter((word) => word !== '');
  const meant = new Set(askedIn(wanted).terms);
  const rank = ({ id, forms, means }: Term): number => {
    const names = normal([...forms.en, ...forms.zh].join(' | '));
    if (words.every((word) => names.includes(word))) return names.startsWith(words[0] ?? '') ? 0 : 1;
    const all = `${names} ${normal(means.en)} ${normal(means.zh)}`;
    return meant.has(id) || words.every((word) => all.includes(word)) ? 2 : 3;
  };
  const ranked = glossary.map((one) => ({ one, rank: rank(one) })).filter((found) => found.rank < 3);
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ one }) => one);
}

/** Full-width letters, which Chinese keyboards type, count as the usual ones. */
function normal(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('`', '').replaceAll(/\s+/g, ' ').trim();
}
