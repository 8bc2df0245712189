import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { editorTexts } from '../../i18n/editor.ts';
import { shell } from '../../i18n/shell.ts';
import { sayIn } from '../../i18n/text.ts';
import type { Entrance } from '../../player/entrance.ts';
import { ownLesson } from '../../player/ownLessons.ts';
import { writeLink } from '../../player/permalink.ts';
import { Safe } from '../Part.tsx';
import { HomeHead } from '../home/HomeHead.tsx';
import { Switches, useWishes } from '../home/wishes.tsx';
import '../css/panel.css';
import { SayContext } from './context.ts';
import { ImportPage } from './ImportPage.tsx';
import { LessonEditor } from './LessonEditor.tsx';
import './editor.css';

interface Props {
  readonly entrance: Entrance;
  /** The own lesson's id, or `import`. */
  readonly editing: string;
}

/** Where a lesson is written, or taken from a file. */
export function EditorPage({ entrance, editing }: Props) {
  const { shelf } = entrance;
  const { language, theme, setLanguage, setTheme } = useWishes(entrance, { edit: editing });
  const say = useMemo(() => sayIn(language), [language]);
  const [own] = useState(() => ownLesson(shelf, editing));
  const bar = (tools: ReactNode): ReactNode => (
    <HomeHead language={language}>
      <a className="menu-trigger" href={writeLink({ language })}>{say(editorTexts.home)}</a>
      <span className="editor-tools">{tools}</span>
      <span className="top-bar-space" />
      <Switches say={say} theme={theme} onLanguage={setLanguage} onTheme={setTheme} />
    </HomeHead>
  );
  return (
    <SayContext value={say}>
      <div className="home editor">
        {own !== undefined && <Safe said={say(shell.broke)}><LessonEditor own={own} shelf={shelf} bar={bar} /></Safe>}
        {own === undefined && editing === 'import' && <ImportPage shelf={shelf} bar={bar} />}
        {own === undefined && editing !== 'import' && (
          <>
            {bar(null)}
            <main className="editor-body">
              <h1>{say(editorTexts.title)}</h1>
              <p>{say(editorTexts.notHere)} <a href={writeLink({ edit: 'import', language })}>{say(editorTexts.import)}</a></p>
            </main>
          </>
        )}
      </div>
    </SayContext>
  );
}
