import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { exportPhrases, sequenceTexts } from '../../i18n/sequence.ts';
import { shortTag } from '../../i18n/language.ts';
import { shell } from '../../i18n/shell.ts';
import { sayIn } from '../../i18n/text.ts';
import { worldAt } from '../../player/course.ts';
import type { Session } from '../../player/session.ts';
import { SequencePath } from '../../stage/sequence/path.ts';
import { SequenceStage } from '../../stage/sequence/SequenceStage.ts';
import { selectSequence } from '../../stage/sequence/select.ts';
import type { Mark, SequenceFilter, SequenceView } from '../../stage/sequence/select.ts';
import { sequenceStrings } from '../../stage/sequence/strings.ts';
import { standalone } from '../../stage/shared/standalone.ts';
import type { Player } from '../../player/player.ts';
import { usePlayer, useSession, useText } from '../context.tsx';
import { SHOWN_MS, useReducedMotion } from '../motion.ts';
import type { Picture } from '../picture/pictures.ts';
import { usePhotographer } from '../picture/pictures.ts';
import { causeIn, sentenceOf } from '../words.ts';
import { SequenceBar } from './SequenceBar.tsx';
import './sequencePane.css';

const EVERYTHING: Omit<SequenceFilter, 'routine'> = { node: null, api: null };

/** Holds the lanes: React gives them the run, D3 draws it. */
export default function SequenceHost() {
  const player = usePlayer();
  const say = useText();
  const came = useSession((session) => session.came);
  const speed = useSession((session) => session.speed);
  const selected = useSession((session) => session.selected);
  const pointed = useSession((session) => session.pointed);
  const [filter, setFilter] = useState(EVERYTHING);
  const [hint, setHint] = useState<string | null>(null);
  const [zoom, setZoom] = useState(1);
  const view = useView(filter);
  const still = useReducedMotion();
  const holder = useRef<HTMLDivElement>(null);
  const head = useRef<SVGSVGElement>(null);
  const body = useRef<SVGSVGElement>(null);
  const stage = useRef<SequenceStage>(null);
  const era = useSession((session) => session.era);
  const presented = useSession((session) => session.present.on);
  const shown = useRef<object>(null);

  useEffect(() => {
    if (head.current === null || body.current === null || holder.current === null) return undefined;
    const made = new SequenceStage(head.current, body.current, holder.current, {
      onSelect: (node) => player.pick(node), onStep: (id) => player.jumpTo(id), onZoom: setZoom,
      onPoint: (envelopeId, said) => {
        if (player.store.getState().stageTab !== 'sequence') return;
        player.point(envelopeId);
        setHint(said);
      },
    });
    stage.current = made;
    return () => {
      made.destroy();
      stage.current = null;
    };
  }, [player]);

  useEffect(() => {
    const isStep = came.from !== null && shown.current !== came;
    shown.current = came;
    stage.current?.update(view, {
      strings: sequenceStrings(shortTag(say.language), era), selected: laneOf(selected), pointed: player.store.getState().pointed,
      animateMs: isStep && !still ? SHOWN_MS / 2 / Math.max(speed, 0.5) : 0,
      sentences: (mark) => sentencesOf(mark, era, say.language), presented,
    });
  }, [view, came, speed, selected, still, say, era, player, presented]);

  useEffect(() => stage.current?.point(pointed), [pointed]);
  usePhotographer(useCallback(() => (stage.current === null || holder.current === null ? null : pictureOf(stage.current, holder.current, player, view)), [player, view]));

  const isEmpty = view.arrows.length === 0 && view.marks.length === 0;
  return (
    <div className="sequence-pane">
      <SequenceBar
        view={view} filter={filter} narrow={(part) => setFilter({ ...filter, ...part })} zoom={zoom}
        zoomBy={(factor) => stage.current?.zoomBy(factor)} resetZoom={() => stage.current?.resetZoom()}
      />
      <div ref={holder} className="stage-host sequence-host">
        <svg ref={head} />
        <svg ref={body} />
        {isEmpty && (
          <p className="sequence-empty">
            {filter.node === null && filter.api === null ? say(sequenceTexts.notYet) : say(sequenceTexts.none)}{' '}
            {(filter.node !== null || filter.api !== null) && <button type="button" className="link" onClick={() => setFilter(EVERYTHING)}>{say(sequenceTexts.clear)}</button>}
          </p>
        )}
      </div>
      {/* The parts themselves have these words as their names. */}
      {hint !== null && <p className="sequence-hint" aria-hidden="true">{hint}</p>}
    </div>
  );
}

/** The run up to its tip, read step by step as it grows. */
function useView(filter: typeof EVERYTHING): SequenceView {
  const guide = useSession((session) => session.guide);
  const course = useSession((session) => session.course);
  const routine = useSession((session) => session.showRoutine);
  const [path] = useState(() => new SequencePath());
  return useMemo(() => {
    const { history, tip, cursor } = course;
    path.follow(history, { node: (id) => history.node(id), worldAt: (id) => worldAt(guide, course, id) }, tip);
    return selectSequence(path, worldAt(guide, course, tip), history.node(cursor).depth, { ...filter, routine });
  }, [guide, course, routine, filter, path]);
}

function laneOf(selected: string | null): string | null {
  return selected === null ? null : (selected.split('/')[0] ?? null);
}

function sentencesOf(mark: Mark, era: Session['era'], language: Session['language']): readonly string[] {
  return mark.facts.length > 0 ? mark.facts.map((fact) => sentenceOf(fact, era, language)) : [causeIn(mark.cause, era, language)];
}

/** The whole run, drawn out of sight so that its looks can be computed. */
function pictureOf(stage: SequenceStage, holder: HTMLElement, player: Player, view: SequenceView): Picture | null {
  const { language, lesson, era } = player.store.getState();
  const say = sayIn(language);
  const [head, body] = [0, 1].map(() => document.createElementNS('http://www.w3.org/2000/svg', 'svg')) as [SVGSVGElement, SVGSVGElement];
  const aside = document.createElement('div');
  aside.className = 'out-of-sight';
  aside.append(head, body);
  holder.append(aside);
  try {
    const drawn = stage.drawWhole(head, body);
    if (drawn === null) return null;
    const [top, rest] = drawn.heights;
    const size = { width: drawn.width, height: top + rest };
    return {
      ...size,
      svg: standalone([{ svg: body, y: top }, { svg: head, y: 0 }], {
        ...size, lang: language, background: getComputedStyle(document.documentElement).backgroundColor,
        title: say(exportPhrases.title, say(lesson.title), say(shell.sequence)),
        description: say(exportPhrases.described, sequenceStrings(shortTag(language), era).about(view), era),
      }),
    };
  } finally {
    aside.remove();
  }
}
