import { searchGlossary } from '../../i18n/glossary/glossary.ts';
import { glossaryPhrases, glossaryWords } from '../../i18n/glossary/words.ts';
import { homeTexts } from '../../i18n/home.ts';
import type { Say } from '../../i18n/text.ts';
import { TermList } from '../glossary/TermList.tsx';
import type { LessonEntry } from '../lessonEntry.ts';

const MOST_TERMS = 12;

interface Props {
  readonly query: string;
  readonly lessons: readonly LessonEntry[];
  readonly hasLessons: boolean;
  readonly say: Say;
  readonly linkTo: (lesson: string) => string;
}

/** What the glossary says to the same words. */
export default function HomeTerms({ query, lessons, hasLessons, say, linkTo }: Props) {
  const found = searchGlossary(query);
  if (found.length === 0) return <output className="empty">{hasLessons ? '' : say(homeTexts.nothing)}</output>;
  return (
    <section className="home-track">
      <h3>{say(glossaryWords.open)}</h3>
      <output className="panel-count">{say(glossaryPhrases.found, found.length)}</output>
      <TermList terms={found.slice(0, MOST_TERMS)} lessons={lessons} say={say} onLesson={(id) => { location.hash = linkTo(id); }} />
    </section>
  );
}
