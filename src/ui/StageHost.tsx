import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { Language } from '../i18n/language.ts';
import { shortTag } from '../i18n/language.ts';
import { placeAt } from '../player/course.ts';
import { envelopeById } from '../player/readings.ts';
import { sceneAt, worldOf } from '../player/session.ts';
import { ClusterStage } from '../stage/cluster/ClusterStage.ts';
import { CLUSTER_STRINGS } from '../stage/cluster/strings.ts';
import { usePlayer, useSession } from './context.tsx';

/** How long a step is shown at speed 1, in milliseconds. */
const SHOWN_MS = 700;

/** Holds the cluster stage: React gives it the world, D3 draws it. */
export default function StageHost() {
  const player = usePlayer();
  const world = useSession(worldOf);
  const came = useSession((session) => session.came);
  const speed = useSession((session) => session.speed);
  const selected = useSession((session) => session.selected);
  const language = useSession((session) => session.language);
  const focus = useFocus();
  const reducedMotion = useReducedMotion();
  const svg = useRef<SVGSVGElement>(null);
  const overlay = useRef<SVGSVGElement>(null);
  const stage = useRef<ClusterStage>(null);
  const shown = useRef<object>(null);

  useEffect(() => {
    if (svg.current === null || overlay.current === null) return undefined;
    const made = new ClusterStage(svg.current, overlay.current, {
      strings: stringsIn(player.store.getState().language),
      onSelect: (address) => player.select(address),
      onOpenMessage: (id) => player.openMessage(envelopeById(worldOf(player.store.getState()), id)),
      reducedMotion: false,
    });
    stage.current = made;
    return () => {
      made.destroy();
      stage.current = null;
    };
  }, [player]);

  useEffect(() => {
    // Only a step is shown as a movement; a jump, a choice or another language changes the picture at once.
    const isStep = came.from !== null && shown.current !== world;
    const animateMs = isStep ? SHOWN_MS / Math.max(speed, 0.5) : 0;
    shown.current = world;
    stage.current?.update(world, { animateMs, focus, selected, strings: stringsIn(language), reducedMotion });
  }, [world, came, speed, selected, language, focus, reducedMotion]);

  return (
    <div className="stage-host">
      <svg ref={svg} />
      <svg ref={overlay} />
    </div>
  );
}

function stringsIn(language: Language) {
  return CLUSTER_STRINGS[shortTag(language)];
}

/** The actors that the scene points at. */
function useFocus(): readonly string[] {
  const guide = useSession((session) => session.guide);
  const course = useSession((session) => session.course);
  const lesson = useSession((session) => session.lesson);
  return useMemo(() => sceneAt(lesson, placeAt(guide, course))?.focus ?? NO_FOCUS, [guide, course, lesson]);
}

const NO_FOCUS: readonly string[] = [];

function useReducedMotion(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = matchMedia('(prefers-reduced-motion: reduce)');
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => matchMedia('(prefers-reduced-motion: reduce)').matches,
  );
}
