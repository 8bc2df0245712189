import { useEffect, useState } from 'react';
import { tourTexts } from '../../i18n/tour.ts';
import { browserShelf } from '../../player/preferences.ts';
import { noteTourOffered, wasTourOffered } from '../../player/tourOffered.ts';
import { usePlayer, useSession, useText } from '../context.tsx';

/** Offered once, before the first step of a first visit. */
export function TourOffer() {
  const player = usePlayer();
  const say = useText();
  const atStart = useSession((session) => session.course.cursor === 0);
  const touring = useSession((session) => session.present.tour !== null);
  const [open, setOpen] = useState(() => !wasTourOffered(browserShelf()));
  useEffect(() => noteTourOffered(browserShelf()), []);
  if (!open || !atStart || touring) return null;
  const answer = (takes: boolean) => (): void => {
    setOpen(false);
    if (takes) player.showTour(0);
  };
  return (
    <p className="tour-offer">
      <button type="button" className="link" onClick={answer(true)}>{say(tourTexts.offer)}</button>
      <button type="button" className="round" aria-label={say(tourTexts.decline)} title={say(tourTexts.decline)} onClick={answer(false)}><span aria-hidden="true">✕</span></button>
    </p>
  );
}
