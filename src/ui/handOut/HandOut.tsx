import { Suspense, use, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { handOutPhrases, handOutTexts } from '../../i18n/handOut.ts';
import { placeAt } from '../../player/course.ts';
import type { Session } from '../../player/session.ts';
import { stopsTo, wholeRun } from '../../player/wholeRun.ts';
import { usePlayer, useSession, useText } from '../context.tsx';
import { Line } from '../Prose.tsx';
import { HandOutPages } from './HandOutPages.tsx';
import type { Drawn, Further } from './pictures.ts';
import { furtherPicture, picturesOf } from './pictures.ts';
import '../css/panel.css';
import './handOut.css';

const PAPERS = ['a4', 'letter'] as const;
type Paper = (typeof PAPERS)[number];

/** A lesson on paper. Always in light colours. */
export default function HandOut() {
  const player = usePlayer();
  const say = useText();
  const [coming] = useState(() => picturesOf(player.store.getState()));
  useLight();
  useClosing();
  return <Suspense fallback={<p className="hand-out empty" aria-busy="true">{say(handOutTexts.drawing)}</p>}><Sheet coming={coming} /></Suspense>;
}

/** What to put on it, and the pages as they will be printed. */
function Sheet({ coming }: { readonly coming: Promise<readonly Drawn[]> }) {
  const player = usePlayer();
  const say = useText();
  const pictures = use(coming);
  const lesson = useSession((session) => session.lesson);
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [answers, setAnswers] = useState(false);
  const [further, setFurther] = useState<readonly Further[]>([]);
  const [paper, setPaper] = useState<Paper>('a4');
  const toggle = (scene: number): void => {
    const next = new Set(left);
    if (!next.delete(scene)) next.add(scene);
    setLeft(next);
  };
  return (
    <div className={`hand-out ${paper}`}>
      <style>{`@page { size: ${paper === 'a4' ? 'A4' : 'letter'}; margin: 14mm 16mm; }`}</style>
      <header className="hand-out-tools">
        <div className="hand-out-row">
          <button type="button" className="link" onClick={() => player.showHandOut(false)}><span aria-hidden="true">←</span> {say(handOutTexts.close)}</button>
          <h1>{say(handOutTexts.name)}</h1>
          <label>{say(handOutTexts.paper)} <select value={paper} onChange={(event) => setPaper(event.target.value as Paper)}>{PAPERS.map((one) => <option key={one} value={one}>{say(handOutTexts[one])}</option>)}</select></label>
          <label className="check"><input type="checkbox" checked={answers} onChange={(event) => setAnswers(event.target.checked)} /> {say(handOutTexts.answers)}</label>
          <button type="button" className="next" onClick={() => window.print()}>{say(handOutTexts.print)}</button>
        </div>
        <fieldset className="hand-out-scenes">
          <legend>{say(handOutTexts.scenes)}</legend>
          {lesson.scenes.map((scene, index) => (
            <label key={index} className="check"><input type="checkbox" checked={!left.has(index)} onChange={() => toggle(index)} /> <span>{index + 1}. <Line text={say(scene.title)} /></span></label>
          ))}
        </fieldset>
        <FurtherPictures further={further} change={setFurther} />
      </header>
      <main className="hand-out-paper" aria-label={say(handOutTexts.name)}><HandOutPages pictures={pictures} scenes={lesson.scenes.flatMap((_scene, index) => (left.has(index) ? [] : [index]))} answers={answers} further={further} /></main>
    </div>
  );
}

/** Pictures of steps on the way, added by their number; the present step stands there at first. */
function FurtherPictures({ further, change }: { readonly further: readonly Further[]; readonly change: (further: readonly Further[]) => void }) {
  const player = usePlayer();
  const say = useText();
  const id = useId();
  const [stop, setStop] = useState(() => presentStop(player.store.getState()));
  const [most] = useState(() => stopsThere(player.store.getState()));
  const add = (): void => {
    const one = further.some((there) => there.stop === stop) ? null : furtherPicture(player.store.getState(), stop);
    if (one !== null) change([...further, one].toSorted((a, b) => a.stop - b.stop));
  };
  return (
    <form className="hand-out-row" onSubmit={(event) => { event.preventDefault(); add(); }}>
      <label htmlFor={id}>{say(handOutTexts.further)}</label>
      <input id={id} type="number" min={1} max={most} value={stop} onChange={(event) => setStop(Number(event.target.value))} />
      <button type="submit" className="small">{say(handOutTexts.add)}</button>
      {further.map((one) => (
        <button key={one.stop} type="button" className="panel-chip" aria-label={say(handOutPhrases.remove, one.stop)} onClick={() => change(further.filter((other) => other !== one))}>{one.stop} <span aria-hidden="true">✕</span></button>
      ))}
    </form>
  );
}

function stopsThere({ guide, lesson }: Session): number {
  return wholeRun(guide, lesson, null)?.stops ?? 0;
}

/** Where the visitor stands in the main run, counted in stops from 1; its beginning where they stand elsewhere. */
function presentStop(session: Session): number {
  const { branch } = placeAt(session.guide, session.course);
  const stop = branch === null ? stopsTo(session.course, session.course.cursor) : 1;
  return Math.min(Math.max(stop, 1), stopsThere(session));
}

/** Paper is white, whatever the page was. */
function useLight(): void {
  const theme = useSession((session) => session.theme);
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = 'light';
    return () => { document.documentElement.dataset['theme'] = theme; };
  }, [theme]);
}

function useClosing(): void {
  const player = usePlayer();
  const from = useRef(window.scrollY);
  useEffect(() => {
    window.scrollTo(0, 0);
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.isComposing) player.showHandOut(false);
    };
    const { current: y } = from;
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.scrollTo(0, y);
    };
  }, [player]);
}
