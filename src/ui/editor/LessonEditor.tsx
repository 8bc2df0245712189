import { useMemo, useRef } from 'react';
import type { ReactNode } from 'react';
import { editorPhrases, editorTexts } from '../../i18n/editor.ts';
import type { Lesson } from '../../lessons/types.ts';
import { mergeScenes, splitScene, withScene } from '../../player/author/draft.ts';
import { writeLessonFile } from '../../player/author/lessonFile.ts';
import type { Parting } from '../../player/author/played.ts';
import { partsPlayed } from '../../player/author/played.ts';
import type { OwnLesson } from '../../player/ownLessons.ts';
import { renameOwnLesson } from '../../player/ownLessons.ts';
import { writeLink } from '../../player/permalink.ts';
import type { Shelf } from '../../player/preferences.ts';
import { download } from '../download.ts';
import { CheckPart } from './CheckPart.tsx';
import { useSay } from './context.ts';
import type { EndedRun } from './EndingFields.tsx';
import { EndingFields } from './EndingFields.tsx';
import { HeadFields } from './HeadFields.tsx';
import { notKeptTexts } from './notKept.ts';
import { goTo, Problems } from './Problems.tsx';
import { SceneCard } from './SceneCard.tsx';
import type { Draft } from './useDraft.ts';
import { useDraft } from './useDraft.ts';
import type { PlayedNow } from './usePlayed.ts';
import { usePlayed } from './usePlayed.ts';

interface Props {
  readonly own: OwnLesson;
  readonly shelf: Shelf | null;
  /** The bar at the top, with what is put into it. */
  readonly bar: (tools: ReactNode) => ReactNode;
}

/** A lesson as fields and as text; what decides its run is played at once. */
export function LessonEditor({ own, shelf, bar }: Props) {
  const say = useSay();
  const draft = useDraft(shelf, own);
  const { lesson } = draft;
  const { now, isBusy } = usePlayed(lesson, own.recording);
  const field = useRef<HTMLTextAreaElement>(null);
  /** The address follows, and with it the page: what could not be kept would be lost. */
  const rename = (words: string): void => {
    if (draft.keep() === null) location.replace(writeLink({ edit: renameOwnLesson(shelf, own.id, words), language: say.language }));
  };
  return (
    <>
      {bar(<Tools draft={draft} id={own.id} />)}
      <main className="editor-body" aria-busy={isBusy}>
        <h1>{say(editorTexts.title)}</h1>
        <KeptNote draft={draft} />
        {lesson !== null && (
          <fieldset className="editor-fields" disabled={draft.isBroken}>
            <Fields lesson={lesson} draft={draft} now={now} isBusy={isBusy} isRecorded={own.recording !== undefined} onRename={rename} />
          </fieldset>
        )}
        {lesson !== null && <CheckPart lesson={lesson} />}
        <section className="editor-part" aria-labelledby="problems-head">
          <h2 id="problems-head">{say(editorTexts.problems)}</h2>
          {draft.problems.length === 0 ? <p>{say(editorTexts.noProblems)}</p> : <Problems problems={draft.problems} text={draft.text} onGo={(problem) => goTo(field.current, problem)} />}
        </section>
        <section className="editor-part" aria-labelledby="text-head">
          <h2 id="text-head">{say(editorTexts.text)}</h2>
          <p className="hint" id="text-hint">{say(editorTexts.textHint)}</p>
          <textarea ref={field} className="json" lang="en" rows={24} wrap="off" spellCheck={false} aria-labelledby="text-head" aria-describedby="text-hint" aria-invalid={draft.isBroken}
            value={draft.text} onChange={(event) => draft.type(event.target.value)} onBlur={draft.typed} />
        </section>
      </main>
    </>
  );
}

function Tools({ draft, id }: { readonly draft: Draft; readonly id: string }) {
  const say = useSay();
  const { lesson, canUndo, canRedo, isBroken } = draft;
  const isWhole = !isBroken && draft.problems.length === 0 && lesson !== null;
  const undoByKey = (back: boolean, can: boolean, run: () => void, name: string) => (
    <button type="button" className="panel-button" aria-disabled={!can} onClick={can ? run : undefined} aria-label={name} title={name}><span aria-hidden="true">{back ? '↶' : '↷'}</span></button>
  );
  return (
    <>
      {undoByKey(true, canUndo, draft.undo, say(editorTexts.undo))}
      {undoByKey(false, canRedo, draft.redo, say(editorTexts.redo))}
      {lesson !== null && !isBroken && <a className="panel-button" href={writeLink({ lesson: id, language: say.language })} onClick={() => { draft.keep(); }}>{say(editorTexts.play)}</a>}
      <button type="button" className="panel-button" aria-disabled={!isWhole} title={isWhole ? undefined : say(editorTexts.cannotExport)} onClick={isWhole ? () => download(new Blob([writeLessonFile(lesson)], { type: 'application/json' }), `${id}.lesson.json`) : undefined}>{say(editorTexts.export)}</button>
    </>
  );
}

function KeptNote({ draft: { notKept, isBroken, lesson, giveUpText } }: { readonly draft: Draft }) {
  const say = useSay();
  return (
    <>
      {notKept === null ? <p className="hint">{say(editorTexts.kept)}</p> : <p className="wrong" role="alert">{say(notKeptTexts[notKept])}</p>}
      {isBroken && <output className="wrong">{say(editorTexts.textBroken)} {lesson !== null && <button type="button" className="link" onClick={giveUpText}>{say(editorTexts.textBack)}</button>}</output>}
    </>
  );
}

interface FieldsProps {
  readonly lesson: Lesson;
  readonly draft: Draft;
  readonly now: PlayedNow;
  readonly isBusy: boolean;
  readonly isRecorded: boolean;
  readonly onRename: (words: string) => void;
}

function Fields({ lesson, draft, now, isBusy, isRecorded, onRename }: FieldsProps) {
  const say = useSay();
  const played = now?.ok === true ? now.played : null;
  // Texts do not change what was played.
  const parts = useMemo(() => (played === null ? [] : partsPlayed({ ...lesson, scenes: lesson.scenes }, played)), [played, lesson]);
  const runOf = (branch: string | undefined): EndedRun | null => {
    const run = branch === undefined ? played : played?.branches[branch];
    if (run === null || run === undefined) return null;
    return { world: run.world, facts: run.steps.flatMap(({ step }) => step.facts) };
  };
  const scene = (index: number, part: Partial<Lesson['scenes'][number]>, about?: string): void => draft.change((one) => withScene(one, index, part), about);
  return (
    <>
      <HeadFields lesson={lesson} onRename={onRename} onChange={(part, about) => draft.change((one) => ({ ...one, ...part }), about)} />
      <section className="editor-part" aria-labelledby="scenes-head">
        <h2 id="scenes-head">{say(editorTexts.scenes)}</h2>
        {now?.ok === false && <output className="wrong">{say(editorTexts.cannotPlay)} <code lang="en">{now.reason}</code></output>}
        {now?.ok === true && isRecorded && <Parts parting={now.parting} scenes={lesson.scenes.length} />}
        {lesson.scenes.map((one, index) => {
          const [part, mark] = [parts[index], played?.scenes[index]];
          const onPredict = (predict: typeof one.predict, about?: string): void => {
            const { predict: _before, ...others } = one;
            draft.change((whole) => ({ ...whole, scenes: whole.scenes.with(index, predict === undefined ? others : { ...others, predict }) }), about);
          };
          return (
            <SceneCard key={index} scene={one} index={index} isLast={index === lesson.scenes.length - 1} era={lesson.era}
              played={part === undefined || mark === undefined ? null : { part, reached: mark.reached, after: mark.after }}
              onChange={(change, about) => scene(index, change, about)} onPredict={onPredict}
              onJoin={() => { if (!isBusy) draft.change((whole) => mergeScenes(whole, parts, index)); }}
              onPart={(steps) => { if (!isBusy) draft.change((whole) => splitScene(whole, parts, index, steps)); }} />
          );
        })}
      </section>
      <EndingFields lesson={lesson} runOf={runOf} onChange={(ends, about) => draft.change((one) => ({ ...one, ends }), about)} />
      <section className="editor-part" aria-labelledby="what-ifs-head">
        <h2 id="what-ifs-head">{say(editorTexts.whatIfs)}</h2>
        {lesson.whatIf.length === 0 ? <p className="hint">{say(editorTexts.noWhatIfs)}</p> : <pre className="data" lang="en">{JSON.stringify(lesson.whatIf, null, 2)}</pre>}
      </section>
    </>
  );
}

/** Whether the lesson still is the run that was recorded. */
function Parts({ parting, scenes }: { readonly parting: Parting | null; readonly scenes: number }) {
  const say = useSay();
  if (parting === null) return <output className="hint">{say(editorTexts.asRecorded)}</output>;
  return <output className="wrong">{parting.scene < scenes ? say(editorPhrases.parts, parting.step, parting.scene + 1) : say(editorPhrases.partsAtEnd, parting.step)}</output>;
}
