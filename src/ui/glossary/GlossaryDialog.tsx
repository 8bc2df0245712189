import { useMemo, useState } from 'react';
import { glossary, searchGlossary } from '../../i18n/glossary/glossary.ts';
import { glossaryPhrases, glossaryWords } from '../../i18n/glossary/words.ts';
import { usePlayer, useSession, useText } from '../context.tsx';
import { Panel } from '../Panel.tsx';
import type { LessonEntry } from '../lessonEntry.ts';
import { TermList } from './TermList.tsx';

interface Props {
  readonly lessons: readonly LessonEntry[];
}

/** Every term, found by typing, with the lesson that shows it. */
export default function GlossaryDialog({ lessons }: Props) {
  const player = usePlayer();
  const open = useSession((session) => session.sandbox.open === 'glossary');
  const say = useText();
  return <Panel open={open} onClose={() => player.showSandboxDialog(null)} title={say(glossaryWords.open)}><Search lessons={lessons} /></Panel>;
}

function Search({ lessons }: Props) {
  const player = usePlayer();
  const say = useText();
  const asked = useSession((session) => session.sandbox.term);
  const [query, setQuery] = useState(() => {
    const term = glossary.find(({ id }) => id === asked);
    return term === undefined ? '' : say(term.name);
  });
  const found = useMemo(() => searchGlossary(query), [query]);
  const openLesson = (id: string): void => {
    player.showSandboxDialog(null);
    player.openLesson(id);
  };
  return (
    <div className="glossary">
      <input
        ref={focusWhenShown} className="panel-search" type="text" autoComplete="off" spellCheck={false} aria-label={say(glossaryWords.search)} placeholder={say(glossaryWords.searchHint)}
        value={query} onChange={(event) => setQuery(event.target.value)}
      />
      <output className="panel-count">{found.length === 0 ? say(glossaryWords.none) : say(glossaryPhrases.found, found.length)}</output>
      <TermList terms={found} lessons={lessons} say={say} onLesson={openLesson} />
    </div>
  );
}

/** The dialog gives the focus to what asks for it by this attribute; React's own word for it comes too early. */
function focusWhenShown(input: HTMLInputElement | null): void {
  input?.setAttribute('autofocus', '');
}
