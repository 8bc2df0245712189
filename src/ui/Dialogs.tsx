import { lazy } from 'react';
import { glossaryWords } from '../i18n/glossary/words.ts';
import { inspectorTexts } from '../i18n/inspector.ts';
import { milliseconds } from '../i18n/numbers.ts';
import { trackNames } from '../i18n/lesson.ts';
import { lossTexts } from '../i18n/losses.ts';
import { shell } from '../i18n/shell.ts';
import { worldWords } from '../i18n/worldText.ts';
import { apiNameIn } from '../player/eras.ts';
import { ACTIONS, isSingleCharacter, keyName } from '../player/actions.ts';
import { usePlayer, useSession, useText } from './context.tsx';
import type { LessonEntry } from './lessonEntry.ts';
import { Panel } from './Panel.tsx';
import { Part } from './Part.tsx';
import { Line } from './Prose.tsx';

const TeachingHelp = lazy(() => import('./present/TeachingHelp.tsx'));
const OpenedMessage = lazy(() => import('./OpenedMessage.tsx'));

/** Every lesson with the question it answers. */
export function LessonsDialog({ lessons }: { readonly lessons: readonly LessonEntry[] }) {
  const player = usePlayer();
  const open = useSession((session) => session.lessonsOpen);
  const current = useSession((session) => session.lesson.id);
  const say = useText();
  return (
    <Panel open={open} onClose={() => player.showLessons(false)} title={say(shell.lessons)}>
      <p><button type="button" className="link" onClick={() => { player.showLessons(false); player.showSandboxDialog('losses'); }}>{say(lossTexts.open)}</button></p>
      <ul className="lessons">
        {lessons.map((lesson) => (
          <li key={lesson.id}>
            <button type="button" aria-current={lesson.id === current} onClick={() => player.openLesson(lesson.id)}>
              <span className="kicker">{say(trackNames[lesson.track])} · <span lang="en">{lesson.code}</span></span>
              <strong>{say(lesson.title)}</strong>
              <span className="question"><Line text={say(lesson.question)} /></span>
            </button>
          </li>
        ))}
      </ul>
      <p className="glossary-way"><button type="button" className="link" onClick={() => { player.showLessons(false); player.showGlossary(); }}>{say(glossaryWords.open)}</button></p>
    </Panel>
  );
}

/** An opened message: where from, where to, when, and every field. */
export function MessageDialog() {
  const player = usePlayer();
  const opened = useSession((session) => session.opened);
  const say = useText();
  const era = useSession((session) => session.era);
  const { api, kind } = opened?.message ?? { api: '', kind: 'request' };
  return (
    <Panel open={opened !== null} onClose={() => player.openMessage(null)} title={<span lang="en">{apiNameIn(era, api)}{kind === 'response' ? ' response' : ''}</span>}>
      {opened !== null && (
        <>
          <dl className="route">
            <div><dt>{say(inspectorTexts.from)}</dt><dd lang="en">{opened.from}</dd></div>
            <div><dt>{say(inspectorTexts.to)}</dt><dd lang="en">{opened.to}</dd></div>
            <div><dt>{say(inspectorTexts.sentAt)}</dt><dd>{milliseconds(opened.sentAtMs, say.language)}</dd></div>
            <div><dt>{say(inspectorTexts.dueAt)}</dt><dd>{milliseconds(opened.dueAtMs, say.language)}</dd></div>
          </dl>
          <Part><OpenedMessage envelope={opened} /></Part>
        </>
      )}
    </Panel>
  );
}

export function HelpDialog() {
  const player = usePlayer();
  const open = useSession((session) => session.helpOpen);
  const singleLetters = useSession((session) => session.singleLetterKeys);
  const say = useText();
  return (
    <Panel open={open} onClose={() => player.showHelp(false)} title={say(shell.help)}>
      <p>{say(shell.about)}</p>
      <p><button type="button" className="link" onClick={() => { player.showHelp(false); player.showSandboxDialog('world-text'); }}>{say(worldWords.open)}</button></p>
      <Part><TeachingHelp /></Part>
      <h3 className="quiet">{say(shell.keyboard)}</h3>
      <table className="fields keys">
        <tbody>
          {ACTIONS.map((action) => (
            <tr key={action.id}>
              <th scope="row">{say(action.label)}</th>
              <td lang="en">{[...new Set(action.keys.map(keyName))].map((key) => <kbd key={key} className={isSingleCharacter(key) && !singleLetters ? 'off' : ''}>{key}</kbd>)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{say(shell.touch)}</p>
      <label className="check">
        <input type="checkbox" checked={singleLetters} onChange={(event) => player.setSingleLetterKeys(event.target.checked)} />
        <span>{say(shell.singleLetters)}<br /><small>{say(shell.singleLettersWhy)}</small></span>
      </label>
    </Panel>
  );
}
