import { lazy } from 'react';
import { linkActions } from '../../i18n/linkActions.ts';
import { useSession, useText } from '../context.tsx';
import { Part } from '../Part.tsx';

const LinkNotices = lazy(() => import('./LinkNotices.tsx'));

/** Says what of a link did not apply, and how copying one went. The region stays, so that what comes into it is read aloud. */
export function LinkNotice() {
  const hasNews = useSession(({ link }) => link.note !== null || link.copy !== null);
  const say = useText();
  return <output className="link-notices" aria-label={say(linkActions.about)}>{hasNews && <Part><LinkNotices /></Part>}</output>;
}
