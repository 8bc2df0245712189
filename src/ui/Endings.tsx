import { useMemo } from 'react';
import { lessonTexts } from '../i18n/lesson.ts';
import { scorePhrases } from '../i18n/present.ts';
import { placeAt } from '../player/course.ts';
import { endingsOf } from '../player/readings.ts';
import { scoreOf } from '../player/score.ts';
import { usePlayer, useSession, useText } from './context.tsx';
import { TermLine } from './glossary/TermProse.tsx';

/** What the lesson says about its ending, each line checked against the run; a branch shows its own lines. */
export function Endings() {
  const player = usePlayer();
  const course = useSession((session) => session.course);
  const say = useText();
  const outcomes = useMemo(() => {
    const session = { ...player.store.getState(), course };
    const { branch } = placeAt(session.guide, course);
    return endingsOf(session).filter(({ ending }) => branch === null || ending.branch === branch);
  }, [player, course]);
  const score = useMemo(() => scoreOf({ ...player.store.getState(), course }), [player, course]);
  if (outcomes.length === 0) return null;
  return (
    <section className="endings">
      {score !== null && <p className="score"><strong>{say(scorePhrases.score, score.right, score.asked)}</strong></p>}
      <h2 className="quiet">{say(lessonTexts.ending)}</h2>
      <ul>
        {outcomes.map(({ ending, holds }, index) => {
          const [mark, word] = holds === null ? ['…', lessonTexts.open] : holds ? ['✓', lessonTexts.holds] : ['✗', lessonTexts.fails];
          return (
            <li key={`${index}:${ending.say.en}`} className={holds === null ? 'open' : holds ? 'holds' : 'fails'}>
              <span className="tick" title={say(word)}><span aria-hidden="true">{mark}</span><span className="hidden">{say(word)}: </span></span>
              <span><TermLine text={say(ending.say)} /></span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
