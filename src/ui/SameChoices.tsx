import { comparePhrases, compareTexts } from '../i18n/compare.ts';
import { otherEras } from '../player/eras.ts';
import { usePlayer, useSession, useText } from './context.tsx';
import './css/panel.css';

/** This run beside itself in another version: one click from any step. */
export function SameChoices() {
  const player = usePlayer();
  const era = useSession((session) => session.era);
  const say = useText();
  return (
    <section className="same-choices">
      <h2 className="quiet">{say(compareTexts.sameChoices)}</h2>
      <p>
        {otherEras(era).map((one) => (
          <button key={one} type="button" className="panel-chip" aria-label={say(comparePhrases.sameChoicesIn, one)} onClick={() => player.showCompare(true, { era: one })}>{say(comparePhrases.inEra, one)}</button>
        ))}
      </p>
    </section>
  );
}
