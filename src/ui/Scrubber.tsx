import { memo, useMemo } from 'react';
import { milliseconds } from '../i18n/numbers.ts';
import { plain } from '../i18n/spans.ts';
import type { Say } from '../i18n/text.ts';
import type { TickKind } from '../i18n/transport.ts';
import { tickNames, transport, transportPhrases } from '../i18n/transport.ts';
import { isRemoved } from '../player/branches.ts';
import { ownBranchNumber } from '../player/course.ts';
import { whatIfOf } from '../player/session.ts';
import type { Fork, Stop } from '../player/ticks.ts';
import { forksOf, stopIndex, stopsOf } from '../player/ticks.ts';
import { usePlayer, useSession, useText } from './context.tsx';

/** The scrubber is never shorter than this many stops, so that a young run does not fill it. */
const LEAST_STOPS = 24;
/** Of more stops only those with something to tell are drawn, and the scrubber grows by several at once: each time it does, every tick moves. */
const MANY_STOPS = 120;
const GROWS_BY = 16;
/** Labels closer than this, in per cent of the width, would overlap. */
const LABEL_EVERY = 18;
const LABELLED: readonly TickKind[] = ['leader', 'offline', 'lost', 'isr', 'broker'];

/** The steps of this run as a slider, with ticks for what happened and the other branches below. */
export function Scrubber() {
  const player = usePlayer();
  const course = useSession((session) => session.course);
  const showRoutine = useSession((session) => session.showRoutine);
  const guide = useSession((session) => session.guide);
  const say = useText();
  const stops = stopsOf(course, showRoutine);
  const at = useMemo(() => stopIndex(course, stops), [course, stops]);
  const forks = useMemo(() => forksOf(guide, course, stops), [guide, course, stops]);
  const span = spanOf(stops.length - 1);
  const left = (index: number): string => `${(index / span) * 100}%`;
  const time = milliseconds(stops[at]?.nowMs ?? 0, say.language);
  const value = at === 0 ? say(transportPhrases.start, time) : `${say(transportPhrases.position, at, stops.length - 1)}, ${time}`;
  return (
    <div className="scrubber">
      <div className="track" style={{ '--span': span } as React.CSSProperties}>
        <input
          type="range" min={0} max={Math.max(stops.length - 1, 1)} step={1} value={at} disabled={stops.length < 2} aria-label={say(transport.timeline)} aria-valuetext={value}
          style={{ width: `calc(${left(Math.max(stops.length - 1, 1))} + 1.500rem)` }}
          onChange={(event) => { const stop = stops[Number(event.target.value)]; if (stop !== undefined) player.jumpTo(stop.id); }}
        />
        {/* Not by a property of the track: that would style every tick anew at every step. */}
        <span className="track-known" aria-hidden="true" style={{ width: left(stops.length - 1) }} />
        <span className="track-done" aria-hidden="true" style={{ width: left(at) }} />
        <Ticks stops={stops} at={at} say={say} span={span} />
        <span className="thumb" aria-hidden="true" style={{ left: left(at) }} />
      </div>
      {forks.length > 0 && <Forks forks={forks} left={left} span={span} />}
    </div>
  );
}

function spanOf(last: number): number {
  return last > MANY_STOPS ? Math.ceil(last / GROWS_BY) * GROWS_BY : Math.max(last, LEAST_STOPS);
}

interface TicksProps {
  readonly stops: readonly Stop[];
  readonly at: number;
  readonly say: Say;
  readonly span: number;
}

function Ticks({ stops, at, say, span }: TicksProps) {
  const labelled = useMemo(() => labelledOf(stops, span), [stops, span]);
  return Array.from({ length: Math.ceil(stops.length / CHUNK) }, (_, chunk) => {
    const from = chunk * CHUNK;
    const count = Math.min(CHUNK, stops.length - from);
    const own = labelled.filter((index) => index >= from && index < from + count);
    return <TickChunk key={from} stops={stops} last={stops[from + count - 1]} from={from} count={count} done={Math.max(-1, Math.min(at - from, count - 1))} labelled={own.join()} isDense={span > MANY_STOPS} say={say} />;
  });
}

const kindOf = ({ kinds }: Stop): TickKind | undefined => LABELLED.find((one) => kinds.includes(one)) ?? kinds[0];

/** The stops whose tick bears its word. */
function labelledOf(stops: readonly Stop[], span: number): readonly number[] {
  const labelled: number[] = [];
  let labelledAt = -Infinity;
  stops.forEach((stop, index) => {
    const percent = (index / span) * 100;
    const kind = stop.kinds.length === 0 ? undefined : kindOf(stop);
    if (kind === undefined || !LABELLED.includes(kind) || percent - labelledAt < LABEL_EVERY || percent >= 94) return;
    labelledAt = percent;
    labelled.push(index);
  });
  return labelled;
}

/** Ticks that are looked at together: a step changes one such run of hundreds. */
const CHUNK = 40;

interface ChunkProps {
  readonly stops: readonly Stop[];
  /** On the way to it are all the others. */
  readonly last: Stop | undefined;
  readonly from: number;
  readonly count: number;
  /** The last of this run that is behind us; -1 for none. */
  readonly done: number;
  readonly labelled: string;
  readonly isDense: boolean;
  readonly say: Say;
}

const TickChunk = memo(function TickChunk({ stops, from, count, done, labelled, isDense, say }: ChunkProps) {
  const withWord = new Set(labelled.split(',').map(Number));
  return stops.slice(from, from + count).map((stop, index) => {
    if (isDense && stop.kinds.length === 0) return null;
    return <Tick key={stop.id} stop={stop} kind={kindOf(stop)} index={from + index} done={index <= done} labelled={labelled !== '' && withWord.has(from + index)} say={say} />;
  });
}, (before, after) => before.last === after.last && before.from === after.from && before.count === after.count && before.done === after.done
  && before.labelled === after.labelled && before.isDense === after.isDense && before.say === after.say);

interface TickProps {
  readonly stop: Stop;
  readonly kind: TickKind | undefined;
  readonly index: number;
  readonly done: boolean;
  readonly labelled: boolean;
  readonly say: Say;
}

/** A step changes one or two of hundreds. */
const Tick = memo(function Tick({ stop, kind, index, done, labelled, say }: TickProps) {
  return (
    <span aria-hidden="true" className={`stop ${kind ?? ''} ${done ? 'done' : ''} ${stop.endsScene ? 'scene-end' : ''}`} style={{ '--index': index } as React.CSSProperties}
      title={stop.kinds.map((one) => say(tickNames[one])).join(' · ')}
    >
      {labelled && kind !== undefined && <em>{say(tickNames[kind])}</em>}
    </span>
  );
});

function Forks({ forks, left, span }: { readonly forks: readonly Fork[]; readonly left: (index: number) => string; readonly span: number }) {
  const player = usePlayer();
  const lesson = useSession((session) => session.lesson);
  const hand = useSession((session) => session.hand);
  const say = useText();
  const nameOf = (branch: string | null): string => {
    const given = hand.names[branch ?? ''];
    if (given !== undefined) return given;
    const own = ownBranchNumber(branch);
    if (own !== null) return say(transportPhrases.ownFork, own);
    const whatIf = whatIfOf(lesson, branch);
    return whatIf === null ? say(transport.mainRun) : say(transportPhrases.fork, plain(say(whatIf.label)));
  };
  const shown = forks.filter(({ branch }) => !isRemoved({ hand }, branch));
  if (shown.length === 0) return null;
  return (
    <ul className="forks" aria-label={say(transport.branches)}>
      {shown.map((fork) => (
        <li key={fork.leaf} style={{ marginLeft: left(Math.min(fork.leavesAt, span * 0.55)) }}>
          <span className="fork-line" aria-hidden="true" style={{ width: `clamp(1.500rem, ${left(fork.length)}, 30%)` }} />
          <button type="button" className="fork" onClick={() => player.jumpTo(fork.leaf)}>{nameOf(fork.branch)}</button>
        </li>
      ))}
    </ul>
  );
}
