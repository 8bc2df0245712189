import { useEffect, useRef } from 'react';
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { lastTransitionsOf } from '../player/readings.ts';
import { Statechart } from '../stage/statechart/Statechart.ts';
import { usePlayer, useSession } from './context.tsx';
import { SHOWN_MS, useReducedMotion } from './motion.ts';
import { bringToMiddle, showEnds } from './sideScroll.ts';

/** Holds the statechart of an actor: React gives it the snapshot, D3 draws it. */
export function StatechartHost({ address, snapshot }: { readonly address: string; readonly snapshot: AnyMachineSnapshot }) {
  const player = usePlayer();
  const came = useSession((session) => session.came);
  const speed = useSession((session) => session.speed);
  const language = useSession((session) => session.language);
  const reducedMotion = useReducedMotion();
  const holder = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const chart = useRef<Statechart>(null);
  const shown = useRef<object>(null);

  useEffect(() => {
    if (svg.current === null) return undefined;
    const made = new Statechart(svg.current);
    chart.current = made;
    return () => {
      made.destroy();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    // Each move is shown once; another actor, language or speed changes the chart at once.
    const isStep = came.from !== null && shown.current !== null && shown.current !== came && !reducedMotion;
    shown.current = came;
    const transitions = lastTransitionsOf(player.store.getState(), address);
    const machine = snapshot.machine as AnyStateMachine;
    chart.current?.update({ machine, snapshot, transitions, language, animateMs: isStep ? SHOWN_MS / Math.max(speed, 0.5) : 0 });
    // To measure it now would have the page laid out in the midst of what a step changes, and once more at its end.
    const frame = requestAnimationFrame(() => showCurrent(holder.current));
    return () => cancelAnimationFrame(frame);
  }, [player, address, snapshot, came, speed, language, reducedMotion]);

  useEffect(() => {
    if (holder.current === null) return undefined;
    const sizes = new ResizeObserver(() => showCurrent(holder.current));
    sizes.observe(holder.current);
    return () => sizes.disconnect();
  }, []);

  return <div ref={holder} className="statechart" onScroll={(event) => showEnds(event.currentTarget)}><svg ref={svg} /></div>;
}

/** A chart wider than the panel scrolls: to the state it is in. */
function showCurrent(holder: HTMLElement | null): void {
  if (holder === null) return;
  bringToMiddle(holder, holder.querySelector('.state.leaf.current'));
  showEnds(holder);
}
