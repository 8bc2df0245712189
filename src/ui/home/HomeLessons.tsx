import { lazy, Suspense, useState } from 'react';
import { homePhrases, homeTexts } from '../../i18n/home.ts';
import { scorePhrases } from '../../i18n/present.ts';
import { trackNames } from '../../i18n/lesson.ts';
import type { Say } from '../../i18n/text.ts';
import type { Score } from '../../player/score.ts';
import type { LessonEntry } from '../lessonEntry.ts';
import { Line } from '../Prose.tsx';
import '../css/panel.css';
import { lessonsMatching } from './lessonsMatching.ts';

const HomeTerms = lazy(() => import('./HomeTerms.tsx'));

interface Props {
  readonly lessons: readonly LessonEntry[];
  readonly done: ReadonlySet<string>;
  /** By lesson: what its predictions came to last. */
  readonly scores: Readonly<Record<string, Score>>;
  readonly say: Say;
  readonly linkTo: (lesson: string) => string;
}

/** The lessons by track with the question each answers; typing narrows them down and brings the glossary's terms. */
export function HomeLessons({ lessons, done, scores, say, linkTo }: Props) {
  const [query, setQuery] = useState('');
  const found = lessonsMatching(lessons, query);
  const tracks = [...new Set(found.map(({ track }) => track))];
  const finished = lessons.filter(({ id }) => done.has(id)).length;
  return (
    <section className="home-lessons" id="lessons" aria-labelledby="lessons-head" tabIndex={-1}>
      <header className="home-lessons-head">
        <h2 id="lessons-head">{say(homeTexts.lessons)}</h2>
        <input className="panel-search" type="search" autoComplete="off" spellCheck={false} aria-label={say(homeTexts.search)} placeholder={say(homeTexts.searchHint)} value={query} onChange={(event) => setQuery(event.target.value)} />
        <p className="hint">{say(homePhrases.progress, finished, lessons.length)} · {say(homeTexts.local)}</p>
      </header>
      {tracks.map((track) => (
        <section key={track} className="home-track">
          <h3>{say(trackNames[track])}</h3>
          <ul>
            {found.filter((lesson) => lesson.track === track).map((lesson) => (
              <li key={lesson.id}>
                <a className="home-lesson" href={linkTo(lesson.id)}>
                  <span className="kicker"><span lang="en">{lesson.code}</span>{done.has(lesson.id) && <span className="home-done"> · <span aria-hidden="true">✓</span> {say(homeTexts.finished)}<LessonScore score={scores[lesson.id]} say={say} /></span>}</span>
                  <strong>{say(lesson.title)}</strong>
                  <span className="question"><Line text={say(lesson.question)} /></span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {query.trim() !== '' && <Suspense><HomeTerms query={query} lessons={lessons} hasLessons={found.length > 0} say={say} linkTo={linkTo} /></Suspense>}
    </section>
  );
}

function LessonScore({ score, say }: { readonly score: Score | undefined; readonly say: Say }) {
  return score === undefined ? null : ` · ${say(scorePhrases.score, score.right, score.asked)}`;
}
