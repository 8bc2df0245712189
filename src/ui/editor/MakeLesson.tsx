import { useState } from 'react';
import { editorPhrases, editorTexts } from '../../i18n/editor.ts';
import type { Say } from '../../i18n/text.ts';
import type { EraId } from '../../kafka/era/era.ts';
import type { NameOf } from '../../player/author/record.ts';
import { recordLesson } from '../../player/author/record.ts';
import type { NoRecording } from '../../player/author/recording.ts';
import { freeId, keepOwnLesson, readOwnLessons } from '../../player/ownLessons.ts';
import { writeLink } from '../../player/permalink.ts';
import { browserShelf } from '../../player/preferences.ts';
import { usePlayer, useText } from '../context.tsx';
import { causeIn } from '../words.ts';
import { notKeptTexts } from './notKept.ts';
import './makeLesson.css';

/** Makes a lesson of everything up to the present step, and opens it where it is written. */
export default function MakeLesson() {
  const player = usePlayer();
  const say = useText();
  const [refused, setRefused] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const begin = (): void => {
    setRefused(null);
    setBusy(true);
    // That it is recorded is seen before it is.
    setTimeout(() => {
      make();
      setBusy(false);
    }, 0);
  };
  const make = (): void => {
    const shelf = browserShelf();
    const session = player.store.getState();
    const taken = readOwnLessons(shelf).map(({ id }) => id);
    const id = freeId('lesson', taken);
    const recorded = recordLesson(session, id, `L${taken.length + 1}`, named(session.era));
    if ('no' in recorded) return setRefused(reasonOf(recorded.no, say));
    const { lesson, recording } = recorded;
    const why = keepOwnLesson(shelf, { id, lesson, recording, isWhole: false });
    if (why !== null) return setRefused(say(notKeptTexts[why]));
    location.hash = writeLink({ edit: id, language: say.language });
    return undefined;
  };
  return (
    <div className="make-lesson" aria-busy={isBusy}>
      <button type="button" title={say(editorTexts.makeWhy)} aria-disabled={isBusy} onClick={isBusy ? undefined : begin}>{say(isBusy ? editorTexts.making : editorTexts.make)}</button>
      <output>{refused !== null && <p className="make-refused">{refused}</p>}</output>
    </div>
  );
}

/** A scene is called by what is done in it, without the full stop. */
function named(era: EraId): NameOf {
  return (cause) => ({ en: causeIn(cause, era, 'en').replace(/\.$/, ''), zh: causeIn(cause, era, 'zh-Hans').replace(/。$/, '') });
}

function reasonOf(no: NoRecording, say: Say): string {
  switch (no.is) {
    case 'too-long': return say(editorPhrases.tooLong, no.most);
    case 'twice': return say(editorPhrases.twice, no.step);
    case 'quiet': return say(editorPhrases.quiet, no.step);
    case 'too-much': return say(editorPhrases.tooMuch, no.reason);
    default: return say(editorPhrases.failed, no.reason);
  }
}
