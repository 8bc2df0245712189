import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { tourPhrases, tourTexts, TOUR_STOPS } from '../../i18n/tour.ts';
import type { TourTarget } from '../../i18n/tour.ts';
import { usePlayer, useText } from '../context.tsx';
import { placed } from './placed.ts';
import './tour.css';

const TARGETS: Readonly<Record<TourTarget, string>> = { scene: '.lesson .scene-view', step: '.transport button.main', picture: '.stage .stage-content', timeline: '.transport .scrubber', details: '.side' };

/** The tour: one stop at a time. The page stays usable, so that one can try at once. */
export default function Tour({ stop }: { readonly stop: number }) {
  const player = usePlayer();
  const came = useRef(document.activeElement);
  useEffect(() => {
    const from = came.current;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) player.showTour(null);
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
      if (from instanceof HTMLElement && from.isConnected) from.focus({ preventScroll: true });
    };
  }, [player]);
  return <Stop key={stop} stop={stop} />;
}

/** A card beside what it speaks of. */
function Stop({ stop }: { readonly stop: number }) {
  const player = usePlayer();
  const say = useText();
  const id = useId();
  const card = useRef<HTMLDialogElement>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const place = usePlaceOf(TARGETS[TOUR_STOPS[stop]?.at ?? 'scene'], card);
  useEffect(() => head.current?.focus({ preventScroll: true }), []);
  const shown = TOUR_STOPS[stop];
  if (shown === undefined) return null;
  const isLast = stop === TOUR_STOPS.length - 1;
  return (
    <>
      {place !== null && <div className="tour-ring" style={place.ring} aria-hidden="true" />}
      <dialog ref={card} open className="tour-card" style={place?.card} aria-labelledby={id}>
        <div className="tour-head">
          <h2 id={id} ref={head} tabIndex={-1}>{say(shown.title)}</h2>
          <button type="button" className="round" aria-label={say(tourTexts.end)} title={say(tourTexts.end)} onClick={() => player.showTour(null)}><span aria-hidden="true">✕</span></button>
        </div>
        <p>{say(shown.say)}</p>
        <div className="tour-foot">
          <span className="hint">{say(tourPhrases.stop, stop + 1, TOUR_STOPS.length)}</span>
          {stop > 0 && <button type="button" className="link" onClick={() => player.showTour(stop - 1)}>{say(tourTexts.back)}</button>}
          <button type="button" className="small" onClick={() => player.showTour(isLast ? null : stop + 1)}>{say(isLast ? tourTexts.done : tourTexts.next)}</button>
        </div>
      </dialog>
    </>
  );
}

type Place = ReturnType<typeof placed>;

/** Where the card stands, worked out anew when what it speaks of, or the window, changes its size. */
function usePlaceOf(selector: string, card: React.RefObject<HTMLElement | null>): Place | null {
  const [place, setPlace] = useState<Place | null>(null);
  useLayoutEffect(() => {
    const target = document.querySelector(selector);
    if (target === null) return undefined;
    target.scrollIntoView({ block: 'nearest' });
    const sizes = new ResizeObserver(() => {
      if (card.current !== null) setPlace(placed(target.getBoundingClientRect(), card.current.getBoundingClientRect(), { width: window.innerWidth, height: window.innerHeight }));
    });
    for (const element of [target, document.documentElement]) sizes.observe(element);
    return () => sizes.disconnect();
  }, [selector, card]);
  return place;
}
