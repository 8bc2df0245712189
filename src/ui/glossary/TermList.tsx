import { lessonOf } from '../../i18n/glossary/lessonOf.ts';
import type { Term } from '../../i18n/glossary/term.ts';
import { glossaryPhrases } from '../../i18n/glossary/words.ts';
import { shortTag } from '../../i18n/language.ts';
import type { Say } from '../../i18n/text.ts';
import type { LessonEntry } from '../lessonEntry.ts';
import { Line } from '../Prose.tsx';
import './glossary.css';

interface Props {
  readonly terms: readonly Term[];
  readonly lessons: readonly LessonEntry[];
  readonly say: Say;
  readonly onLesson: (id: string) => void;
}

/** Terms with their other names, what they mean and where they are shown. */
export function TermList({ terms, lessons, say, onLesson }: Props) {
  return (
    <dl className="terms">
      {terms.map((term) => {
        const lesson = lessonOf(term, lessons);
        return (
          <div key={term.id}>
            <dt>{say(term.name)} <OtherNames term={term} say={say} /></dt>
            <dd>
              <Line text={say(term.means)} />{' '}
              {lesson !== undefined && <button type="button" className="link" onClick={() => onLesson(lesson.id)}>{say(glossaryPhrases.shownIn, lesson.code, say(lesson.title))}</button>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** The same in the other language, and the abbreviation; not how the word is bent. */
function OtherNames({ term, say }: { readonly term: Term; readonly say: Say }) {
  const other = shortTag(say.language) === 'en' ? 'zh' : 'en';
  const short = term.forms.en.find((form) => /^[A-Z]{2,4}$/.test(form));
  const names = [...new Set([...(short === undefined ? [] : [short]), term.name[other]])].filter((name) => name.toLowerCase() !== say(term.name).toLowerCase());
  return names.length === 0 ? null : <small lang={other === 'en' ? 'en' : 'zh-Hans'}>{names.join(' · ')}</small>;
}
