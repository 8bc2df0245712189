import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { Language } from '../i18n/language.ts';
import { shortTag } from '../i18n/language.ts';
import { shell } from '../i18n/shell.ts';
import { sayIn } from '../i18n/text.ts';
import { placeAt } from '../player/course.ts';
import type { Player } from '../player/player.ts';
import { envelopeById } from '../player/readings.ts';
import { predictionOpenIn, sceneAt, worldOf } from '../player/session.ts';
import { whenIdle } from '../player/whenIdle.ts';
import { worldsBeside } from '../player/worldsBeside.ts';
import { ClusterStage } from '../stage/cluster/ClusterStage.ts';
import { CLUSTER_STRINGS } from '../stage/cluster/strings.ts';
import { useActing } from './acting.ts';
import { usePlayer, useSession } from './context.tsx';
import { SHOWN_MS, useReducedMotion } from './motion.ts';
import type { Picture } from './picture/pictures.ts';
import { usePhotographer } from './picture/pictures.ts';
import { useSwipe } from './swipe.ts';

/** Holds the cluster stage: React gives it the world, D3 draws it. */
export default function StageHost() {
  const player = usePlayer();
  const world = useSession(worldOf);
  const came = useSession((session) => session.came);
  const speed = useSession((session) => session.speed);
  const selected = useSession((session) => session.selected);
  const pointed = useSession((session) => session.pointed);
  const language = useSession((session) => session.language);
  const era = useSession((session) => session.era);
  const internalTopics = useSession((session) => session.internalTopics);
  const focus = useFocus();
  const reducedMotion = useReducedMotion();
  const presented = useSession((session) => session.present.on);
  const acting = useActing();
  const asks = useSession((session) => predictionOpenIn(session)?.prediction.point);
  const host = useRef<HTMLDivElement>(null);
  useSwipe(host);
  const svg = useRef<SVGSVGElement>(null);
  const overlay = useRef<SVGSVGElement>(null);
  const stage = useRef<ClusterStage>(null);
  const shown = useRef<object>(null);

  useEffect(() => {
    if (svg.current === null || overlay.current === null) return undefined;
    const made = new ClusterStage(svg.current, overlay.current, {
      strings: stringsIn(player.store.getState().language),
      onSelect: (address) => player.pick(address),
      onOpenMessage: (id) => player.openMessage(envelopeById(worldOf(player.store.getState()), id)),
      // The focus that ends because another picture takes this one's place does not unmark its message.
      onPoint: (id) => {
        if (player.store.getState().stageTab !== 'sequence') player.point(id);
      },
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
    stage.current?.update(world, { era, animateMs, focus, selected, strings: stringsIn(language), reducedMotion, internalTopics, presented, acting });
    // Not at once: whoever holds a key down is not kept waiting by what might come.
    const timer = setTimeout(() => whenIdle(window, () => {
      for (const beside of worldsBeside(player.store.getState())) stage.current?.prepare(beside);
    }), PREPARE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [player, world, era, came, speed, selected, language, focus, reducedMotion, internalTopics, presented, acting]);

  useEffect(() => stage.current?.point(pointed), [pointed]);
  usePhotographer(useCallback(() => pictureOf(svg.current, overlay.current, player), [player]));

  return (
    <div ref={host} className="stage-host" data-asks={asks} onContextMenu={openMessageHere}>
      <svg ref={svg} />
      <svg ref={overlay} />
    </div>
  );
}

/** A message's menu is its dialog: a right click or a long press opens it as a click does. */
function openMessageHere(event: React.MouseEvent): void {
  const message = (event.target as Element).closest('g.message');
  if (message === null) return;
  event.preventDefault();
  message.dispatchEvent(new MouseEvent('click', { bubbles: true }));
}

/** The cluster as it is drawn, with the messages under way. */
async function pictureOf(svg: SVGSVGElement | null, overlay: SVGSVGElement | null, player: Player): Promise<Picture | null> {
  if (svg === null || overlay === null) return null;
  const [{ standalone }, { exportPhrases }] = await Promise.all([import('../stage/shared/standalone.ts'), import('../i18n/sequence.ts')]);
  const { language, lesson, era } = player.store.getState();
  const say = sayIn(language);
  const size = { width: Number(svg.getAttribute('width')), height: Number(svg.getAttribute('height')) };
  return {
    ...size,
    svg: standalone([{ svg, y: 0 }, { svg: overlay, y: 0 }], {
      ...size, lang: language, background: getComputedStyle(document.documentElement).backgroundColor,
      title: say(exportPhrases.title, say(lesson.title), say(shell.cluster)),
      description: say(exportPhrases.described, (svg.getAttribute('aria-label') ?? '').replace(/[.。][^.。]*[.。]$/, (end) => end.charAt(0)), era),
    }),
  };
}

function stringsIn(language: Language) {
  return CLUSTER_STRINGS[shortTag(language)];
}

/** The actors that the scene points at. */
function useFocus(): readonly string[] {
  const guide = useSession((session) => session.guide);
  const course = useSession((session) => session.course);
  const lesson = useSession((session) => session.lesson);
  const emphasis = useSession((session) => session.hand.emphasis);
  return useMemo(() => emphasis ?? sceneAt(lesson, placeAt(guide, course))?.focus ?? NO_FOCUS, [guide, course, lesson, emphasis]);
}

const NO_FOCUS: readonly string[] = [];
const PREPARE_AFTER_MS = 150;
