import { lazy, useState } from 'react';
import { useSession } from '../context.tsx';
import { Part } from '../Part.tsx';

const BlankScreen = lazy(() => import('./BlankScreen.tsx'));
const NotesPortal = lazy(() => import('./NotesPortal.tsx'));
const NotesRefused = lazy(() => import('./NotesRefused.tsx'));
const Tour = lazy(() => import('../tour/Tour.tsx'));

/** What a teacher or a newcomer asked for: each is fetched when it is first needed. */
export function PresentSlots() {
  const { blank, notes, tour } = useSession((session) => session.present);
  const [asked, setAsked] = useState(false);
  if (blank && !asked) setAsked(true);
  return (
    <>
      {asked && <Part><BlankScreen /></Part>}
      {notes === 'open' && <Part><NotesPortal /></Part>}
      {notes === 'refused' && <Part><NotesRefused /></Part>}
      {tour !== null && <Part><Tour stop={tour} /></Part>}
    </>
  );
}
