import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { editorPhrases, editorTexts } from '../../i18n/editor.ts';
import type { TextProblem } from '../../player/author/lessonFile.ts';
import { importLesson } from '../../player/author/importLesson.ts';
import type { Imported } from '../../player/author/importLesson.ts';
import { MOST_FILE_CHARACTERS } from '../../player/author/limits.ts';
import { writeLink } from '../../player/permalink.ts';
import type { Shelf } from '../../player/preferences.ts';
import { fileText } from '../fileText.ts';
import { Line } from '../Prose.tsx';
import { useSay } from './context.ts';
import { notKeptTexts } from './notKept.ts';
import { goTo, Problems } from './Problems.tsx';

/** Takes a lesson from a file, dropped or chosen, or from its text. */
export function ImportPage({ shelf, bar }: { readonly shelf: Shelf | null; readonly bar: (tools: ReactNode) => ReactNode }) {
  const say = useSay();
  const [text, setText] = useState('');
  const [result, setResult] = useState<(Imported & { readonly of: string }) | null>(null);
  const [unreadable, setUnreadable] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const take = (given: string, asDraft = false): void => setResult({ ...importLesson(shelf, given, asDraft), of: given });
  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setUnreadable(false);
    try {
      const given = await fileText(file, MOST_FILE_CHARACTERS);
      setText(given.length > MOST_FILE_CHARACTERS ? '' : given);
      take(given);
    } catch {
      setUnreadable(true);
    }
  };
  const dropped = useEffectEvent((file: File | undefined) => void read(file));
  useEffect(() => {
    const over = (event: DragEvent): void => event.preventDefault();
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      dropped(event.dataTransfer?.files[0]);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('drop', drop);
    };
  }, []);
  return (
    <>
      {bar(null)}
      <main className="editor-body">
        <h1>{say(editorTexts.import)}</h1>
        <p>{say(editorTexts.importHint)}</p>
        <div className="field import-file">
          <label htmlFor="lesson-file">{say(editorTexts.file)}</label>
          <input id="lesson-file" type="file" accept=".json,application/json" onChange={({ target }) => { void read(target.files?.[0]); target.value = ''; }} />
        </div>
        <div className="field">
          <label htmlFor="lesson-text">{say(editorTexts.pasted)}</label>
          <textarea id="lesson-text" ref={field} className="json" lang="en" rows={14} wrap="off" spellCheck={false} value={text} onChange={({ target }) => { setText(target.value); setResult(null); }} />
        </div>
        <p><button type="button" className="panel-button" aria-disabled={text.trim() === ''} onClick={text.trim() === '' ? undefined : () => take(text)}>{say(editorTexts.doImport)}</button></p>
        <output>
          {unreadable && <p className="wrong">{say(editorTexts.unreadable)}</p>}
          {result !== null && <Result result={result} onDraft={() => take(result.of, true)} onGo={(problem) => goTo(field.current, problem)} />}
        </output>
      </main>
    </>
  );
}

interface ResultProps {
  readonly result: Imported & { readonly of: string };
  readonly onDraft: () => void;
  readonly onGo: (problem: TextProblem) => void;
}

function Result({ result, onDraft, onGo }: ResultProps) {
  const say = useSay();
  const { language } = say;
  if (result.is === 'wrong') {
    return (
      <>
        <p className="wrong">{say(editorTexts.notImported)} {result.isDraft && <button type="button" className="link" onClick={onDraft}>{say(editorTexts.asDraft)}</button>}</p>
        <Problems problems={result.problems} text={result.of} onGo={onGo} />
      </>
    );
  }
  if (result.is === 'not-kept') return <p className="wrong">{say(editorTexts.notImported)} {say(notKeptTexts[result.why])}</p>;
  const title = say(result.title);
  return (
    <>
      <p><strong><Line text={say(result.is === 'imported' ? editorPhrases.imported : editorPhrases.alreadyHere, title)} /></strong></p>
      <p className="row">
        <a className="panel-button" href={writeLink({ lesson: result.id, language })}>{say(editorTexts.play)}</a>
        <a className="panel-button" href={writeLink({ edit: result.id, language })}>{say(editorTexts.edit)}</a>
      </p>
    </>
  );
}
