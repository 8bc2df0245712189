import { useEffect, useRef, useState } from 'react';
import { integer } from '../../i18n/numbers.ts';
import { sharePhrases, shareTexts } from '../../i18n/share.ts';
import type { RunProblem } from '../../player/runFile.ts';
import { linkOfRun, MOST_TEXT, readRunFile } from '../../player/runFile.ts';
import { usePlayer, useText } from '../context.tsx';
import { fileText } from '../fileText.ts';
import { SectionButton } from './Section.tsx';

/** More would only fill the dialog: the first is where to begin. */
const MOST_PROBLEMS = 8;

type Wrong = { readonly is: 'unreadable' } | { readonly is: 'problems'; readonly problems: readonly RunProblem[] };

/** Opens a run from a file, from what is dropped here, or from pasted text. What cannot be read changes nothing. */
export function OpenRun() {
  const player = usePlayer();
  const say = useText();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const open = (given: string): void => {
    const read = readRunFile(given);
    if (!read.ok) return setWrong({ is: 'problems', problems: read.problems });
    player.showSandboxDialog(null);
    player.followLink(linkOfRun(read.run));
    return undefined;
  };
  const openFile = async (file: File | null | undefined): Promise<void> => {
    if (file === null || file === undefined) return;
    try {
      const given = await fileText(file, MOST_TEXT);
      setText(given.length > MOST_TEXT ? '' : given);
      open(given);
    } catch {
      setWrong({ is: 'unreadable' });
    }
  };
  const { place, isOver } = useDrop((given) => {
    const file = given.files.item(0);
    if (file === null) open(given.getData('text'));
    else void openFile(file);
  });
  return (
    <details className="open-run">
      <summary>{say(shareTexts.openRun)}</summary>
      <fieldset ref={place} aria-label={say(shareTexts.openRun)} className={isOver ? 'open-run-place over' : 'open-run-place'}>
        <p><SectionButton label={shareTexts.chooseFile} onPress={() => picker.current?.click()} /> {say(shareTexts.dropHere)}</p>
        <input ref={picker} hidden type="file" accept=".json,application/json" onChange={({ target }) => { void openFile(target.files?.item(0)); target.value = ''; }} />
        <textarea rows={4} value={text} spellCheck={false} aria-label={say(shareTexts.runText)} onChange={({ target }) => { setText(target.value); setWrong(null); }} />
        <SectionButton label={shareTexts.open} onPress={() => open(text)} />
      </fieldset>
      {wrong !== null && <Problems wrong={wrong} />}
    </details>
  );
}

/** What is dragged onto a place; the buttons beside it do the same. */
function useDrop(take: (given: DataTransfer) => void) {
  const place = useRef<HTMLFieldSetElement>(null);
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const over = (event: DragEvent): void => {
      event.preventDefault();
      setIsOver(true);
    };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      setIsOver(false);
      if (event.dataTransfer !== null) take(event.dataTransfer);
    };
    place.current?.addEventListener('dragover', over, { signal });
    place.current?.addEventListener('dragleave', () => setIsOver(false), { signal });
    place.current?.addEventListener('drop', drop, { signal });
    return () => controller.abort();
  }, [take]);
  return { place, isOver };
}

function Problems({ wrong }: { readonly wrong: Wrong }) {
  const say = useText();
  if (wrong.is === 'unreadable') return <p role="alert" className="share-wrong">{say(shareTexts.unreadableFile)}</p>;
  const { problems } = wrong;
  const more = problems.length - MOST_PROBLEMS;
  return (
    <div role="alert" className="share-wrong">
      <p>{say(shareTexts.badRun)}</p>
      <ul>
        {problems.slice(0, MOST_PROBLEMS).map(({ line, path, reason }) => <li key={`${line} ${path} ${reason}`}>{say(sharePhrases.problem, integer(line, say.language), path, reason)}</li>)}
        {more > 0 && <li>{say(sharePhrases.moreProblems, integer(more, say.language))}</li>}
      </ul>
    </div>
  );
}
