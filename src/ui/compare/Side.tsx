import { useEffect, useRef } from 'react';
import { comparePhrases, compareTexts } from '../../i18n/compare.ts';
import { shortTag } from '../../i18n/language.ts';
import { milliseconds } from '../../i18n/numbers.ts';
import { plain } from '../../i18n/spans.ts';
import type { EraId } from '../../kafka/era/era.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import type { Line } from '../../player/compare/line.ts';
import { sceneAt } from '../../player/session.ts';
import { ClusterStage } from '../../stage/cluster/ClusterStage.ts';
import { CLUSTER_STRINGS } from '../../stage/cluster/strings.ts';
import { useSession, useText } from '../context.tsx';
import { useReducedMotion } from '../motion.ts';
import { stepIn } from '../words.ts';

interface Props {
  /** Which side it is. */
  readonly name: string;
  readonly line: Line;
  readonly place: number;
  readonly world: KafkaWorld;
  /** What is not the same on the other side. */
  readonly focus: readonly string[];
}

const SHOWN_MS = 400;

/** One side: where it stands, and its cluster drawn. */
export function Side({ name, line, place, world, focus }: Props) {
  const say = useText();
  const taken = line.path[place];
  const scene = taken === undefined ? null : sceneAt(line.session.lesson, line.session.guide.place(taken.note.progress));
  return (
    <section className="compare-side" aria-label={name}>
      <p className="compare-where">
        <strong lang="en">{say(comparePhrases.inEra, line.session.era)}</strong> <span>{milliseconds(world.nowMs, say.language)}</span>
        {scene !== null && <span className="compare-scene">{plain(say(scene.title))}</span>}
        {place === line.path.length - 1 && <em>{say(compareTexts.ended)}</em>}
      </p>
      <p className="compare-step">{plain(taken === undefined || taken.cause === null ? say(compareTexts.start) : stepIn(taken.facts, taken.cause, line.session.era, say.language))}</p>
      <Picture world={world} era={line.session.era} focus={focus} />
    </section>
  );
}

function Picture({ world, era, focus }: Pick<Props, 'world' | 'focus'> & { readonly era: EraId }) {
  const say = useText();
  const reducedMotion = useReducedMotion();
  const presented = useSession((session) => session.present.on);
  const svg = useRef<SVGSVGElement>(null);
  const overlay = useRef<SVGSVGElement>(null);
  const stage = useRef<ClusterStage>(null);
  const strings = CLUSTER_STRINGS[shortTag(say.language)];
  const first = useRef(strings);
  useEffect(() => {
    if (svg.current === null || overlay.current === null) return undefined;
    const made = new ClusterStage(svg.current, overlay.current, { strings: first.current, onSelect: ignore, onOpenMessage: ignore, reducedMotion: false });
    stage.current = made;
    return () => {
      made.destroy();
      stage.current = null;
    };
  }, []);
  useEffect(() => stage.current?.update(world, { era, animateMs: SHOWN_MS, focus, selected: null, strings, reducedMotion, presented }), [world, era, focus, strings, reducedMotion, presented]);
  return <div className="stage-host compare-picture"><svg ref={svg} /><svg ref={overlay} /></div>;
}

/** Here one looks; acting and inspecting belong to the run itself. */
function ignore(): void {
  // nothing
}
