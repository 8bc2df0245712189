import { comparePhrases, compareTexts } from '../../i18n/compare.ts';
import { plain } from '../../i18n/spans.ts';
import type { Line } from '../../player/compare/line.ts';
import type { Lockstep, Stop } from '../../player/compare/lockstep.ts';
import { useText } from '../context.tsx';
import { stepIn } from '../words.ts';

interface Props {
  readonly stops: readonly Stop[];
  readonly at: number;
  readonly setAt: (stop: number) => void;
  readonly lockstep: Lockstep;
  readonly setLockstep: (lockstep: Lockstep) => void;
  readonly left: Line;
  readonly right: Line;
  /** How many things differ at this stop. */
  readonly count: number;
}

const MODES: readonly Lockstep[] = ['scene', 'time'];

/** Both runs back and forward together. */
export function Steps({ stops, at, setAt, lockstep, setLockstep, left, right, count }: Props) {
  const say = useText();
  const last = stops.length - 1;
  const go = (to: number): void => setAt(Math.max(0, Math.min(last, to)));
  const stop = stops[at] ?? { left: 0, right: 0 };
  const said = ({ path, session }: Line, place: number): string => {
    const taken = path[place];
    return plain(taken === undefined || taken.cause === null ? say(compareTexts.start) : stepIn(taken.facts, taken.cause, session.era, say.language));
  };
  return (
    <div className="compare-steps">
      <fieldset className="segmented" aria-label={say(compareTexts.inStepBy)}>
        {MODES.map((mode) => <button key={mode} type="button" aria-pressed={mode === lockstep} onClick={() => setLockstep(mode)}>{say(compareTexts[mode])}</button>)}
      </fieldset>
      <button type="button" className="panel-button" aria-disabled={at === 0} onClick={() => go(at - 1)}><span aria-hidden="true">←</span> {say(compareTexts.back)}</button>
      <input type="range" aria-label={say(compareTexts.place)} aria-valuetext={say(comparePhrases.stop, at + 1, stops.length)} min={0} max={last} value={at} onChange={(event) => go(Number(event.target.value))} />
      <button type="button" className="panel-button compare-forward" aria-disabled={at === last} onClick={() => go(at + 1)}>{say(compareTexts.forward)} <span aria-hidden="true">→</span></button>
      <span className="compare-stop">{say(comparePhrases.stop, at + 1, stops.length)}</span>
      <output className="hidden" aria-live="polite">{say(comparePhrases.spoken, said(left, stop.left), said(right, stop.right), count)}</output>
    </div>
  );
}
