import { useMemo, useState } from 'react';
import { comparePhrases, compareTexts } from '../../i18n/compare.ts';
import { differences, differingAddresses } from '../../player/compare/differences.ts';
import type { Line, LineAsked } from '../../player/compare/line.ts';
import { playLine, worldOn } from '../../player/compare/line.ts';
import type { Lockstep } from '../../player/compare/lockstep.ts';
import { stopAt, stopsOf } from '../../player/compare/lockstep.ts';
import type { CompareWish } from '../../player/handState.ts';
import type { Session } from '../../player/session.ts';
import { useText } from '../context.tsx';
import { troubleIn } from '../links/linkWords.ts';
import { presentChoice, useChoices } from './choices.ts';
import { Chooser } from './Chooser.tsx';
import { Differences, Promises } from './Findings.tsx';
import { Side } from './Side.tsx';
import { Steps } from './Steps.tsx';

type Played = { readonly line: Line } | { readonly error: string };

/** The two sides, in step, with what differs and what became of the promises. */
export function Comparison({ session }: { readonly session: Session }) {
  const say = useText();
  const choices = useChoices(session);
  const present = presentChoice(session, choices);
  const [asked, setAsked] = useState<{ readonly left: LineAsked; readonly right: LineAsked } | null>(() => firstAsked(present, choices, session.hand.compareWith));
  const [lockstep, setLockstep] = useState<Lockstep>(session.kind === 'sandbox' ? 'time' : 'scene');
  const [at, setAt] = useState<number | null>(null);
  const left = usePlayed(session, asked?.left);
  const right = usePlayed(session, asked?.right);
  const choose = (side: 'left' | 'right', line: LineAsked): void => {
    setAsked((before) => (before === null ? null : { ...before, [side]: line }));
    setAt(side === 'left' ? 0 : at);
  };
  if (asked === null || left === null || right === null) return null;
  return (
    <div className="compare">
      <p className="hint">{say(compareTexts.intro)}</p>
      <div className="compare-choosers">
        <Chooser label={say(compareTexts.left)} choices={choices} asked={asked.left} choose={(line) => choose('left', line)} />
        <Chooser label={say(compareTexts.right)} choices={choices} asked={asked.right} choose={(line) => choose('right', line)} />
      </div>
      <Trouble side={say(compareTexts.left)} played={left} />
      <Trouble side={say(compareTexts.right)} played={right} />
      {'line' in left && 'line' in right && <BothSides left={left.line} right={right.line} lockstep={lockstep} setLockstep={(by) => { setLockstep(by); setAt(null); }} begun={depthOf(session)} at={at} setAt={setAt} />}
    </div>
  );
}

function firstAsked(present: ReturnType<typeof presentChoice>, choices: ReturnType<typeof useChoices>, wish: CompareWish | null) {
  if (present === undefined) return null;
  if (wish !== null) return { left: present.asked, right: { ...present.asked, ...wish } };
  const other = choices.find(({ id }) => id !== present.id) ?? present;
  return { left: present.asked, right: other.asked };
}

/** A run is played when it is asked for; one that cannot be says why. */
function usePlayed(session: Session, asked: LineAsked | undefined): Played | null {
  return useMemo(() => {
    if (asked === undefined) return null;
    try {
      return { line: playLine(session, asked) };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  }, [session, asked]);
}

function Trouble({ side, played }: { readonly side: string; readonly played: Played }) {
  const say = useText();
  if ('error' in played) return <p className="broke" role="alert">{say(comparePhrases.onSide, side, say(comparePhrases.cannot, played.error))}</p>;
  const { skipped, stopped } = played.line;
  const stops = stopped.map((trouble) => (trouble.is === 'failed' ? say(comparePhrases.stopped, lengthOf(played.line.session)) : troubleIn(trouble, say).text));
  const reasons = stopped.flatMap((trouble) => (trouble.is === 'failed' ? [trouble.error] : []));
  const told = skipped.length === 0 ? stops : [say(comparePhrases.skipped, skipped.length, skipped.join('; ')), ...stops];
  return told.length === 0 ? null : (
    <output className="hint">
      {say(comparePhrases.onSide, side, told.join(' '))}
      {reasons.map((reason) => <code key={reason} lang="en">{reason}</code>)}
    </output>
  );
}

const START = { left: 0, right: 0 };

/** Steps from the start to the end of what is played. */
function lengthOf({ course }: Session): number {
  return course.history.node(course.tip).depth;
}

function depthOf({ course }: Session): number {
  return course.history.node(course.cursor).depth;
}

interface SidesProps {
  readonly left: Line;
  readonly right: Line;
  readonly lockstep: Lockstep;
  readonly setLockstep: (lockstep: Lockstep) => void;
  /** Where the visitor stood when the comparison was opened, in steps of the left run. */
  readonly begun: number;
  /** null: there. */
  readonly at: number | null;
  readonly setAt: (stop: number) => void;
}

function BothSides({ left, right, lockstep, setLockstep, begun, at, setAt }: SidesProps) {
  const say = useText();
  const stops = useMemo(() => stopsOf(left.path, right.path, lockstep), [left, right, lockstep]);
  const place = Math.min(at ?? stopAt(stops, begun), stops.length - 1);
  const stop = stops[place] ?? START;
  const worlds = useMemo(() => ({ left: worldOn(left, stop.left), right: worldOn(right, stop.right) }), [left, right, stop]);
  const found = useMemo(() => differences(worlds.left, worlds.right), [worlds]);
  const focus = useMemo(() => differingAddresses(found), [found]);
  return (
    <>
      <Steps stops={stops} at={place} setAt={setAt} lockstep={lockstep} setLockstep={setLockstep} left={left} right={right} count={found.length} />
      <div className="compare-sides">
        <Side name={say(compareTexts.left)} line={left} place={stop.left} world={worlds.left} focus={focus} />
        <Side name={say(compareTexts.right)} line={right} place={stop.right} world={worlds.right} focus={focus} />
      </div>
      <Differences found={found} />
      <Promises left={worlds.left} right={worlds.right} />
    </>
  );
}
